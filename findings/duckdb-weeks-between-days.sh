#!/usr/bin/env bash
# date_diff counts no week between a Sunday and the Monday after it.
#
# Guess:   date_diff is documented as the number of boundaries between two dates, and date_sub as that of complete parts. So from Sunday
#          to Monday there is one week, as there is one month from the 31st of January to the 1st of February, and date_diff agrees with
#          date_trunc.
# Happens: for weeks, and only for them, date_diff counts full seven days, exactly as date_sub does. Days, months, quarters and years go
#          by boundaries.
# Matters: "weeks since the first purchase" by date_diff and weeks grouped by date_trunc put the same purchase into different weeks. Here
#          for 170 of 420 pairs of days. The same line with month is right.
# Source:  https://duckdb.org/docs/stable/sql/functions/date (date_diff, date_sub); changed in
#          https://github.com/duckdb/duckdb/pull/13637
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @duckdb/node-api@1.5.6-r.1

cat > run.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";

const connection = await (await DuckDBInstance.create(":memory:")).connect();
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
console.log("DuckDB", (await rows("select version() as version"))[0].version);

const [one] = await rows(`
  select date_diff($$week$$, date $$2026-01-04$$, date $$2026-01-05$$) as weeks,
    (date_trunc($$week$$, date $$2026-01-05$$)::date - date_trunc($$week$$, date $$2026-01-04$$)::date) // 7 as weeks_by_trunc,
    date_diff($$month$$, date $$2026-01-31$$, date $$2026-02-01$$) as months,
    date_diff($$year$$, date $$2025-12-31$$, date $$2026-01-01$$) as years`);
const [many] = await rows(`
  with pairs as (select date $$2026-01-01$$ + i::int as a, date $$2026-01-01$$ + i::int + j::int as b from range(14) x(i), range(30) y(j))
  select count(*)::int as pairs,
    count_if(date_diff($$week$$, a, b) = date_sub($$week$$, a, b))::int as as_date_sub,
    count_if(date_diff($$week$$, a, b) = (date_trunc($$week$$, b)::date - date_trunc($$week$$, a)::date) // 7)::int as as_date_trunc
  from pairs`);
console.log("Sunday 2026-01-04 to Monday 2026-01-05:", JSON.stringify(one));
console.log("pairs of days:", JSON.stringify(many));

assert.deepEqual(Object.values(one).map(Number), [0, 1, 1, 1]);
assert.deepEqual(many, { pairs: 420, as_date_sub: 420, as_date_trunc: 250 });
PROGRAM
TZ=UTC node run.mjs
