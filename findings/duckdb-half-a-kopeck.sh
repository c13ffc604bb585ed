#!/usr/bin/env bash
# DuckDB makes 12 kopecks of 0.125, or 13, as the number happens to be typed.
#
# Guess:   a cast to an integer rounds a half in one way.
# Happens: a cast from a double rounds a half to the even neighbour (0.125 * 100 is 12), a cast from a decimal, and round() of either,
#          away from zero (13). A literal with a point is a decimal, a column read from JSON, a spreadsheet or JavaScript a double. So
#          the cast that was tried by hand with a literal gives another result on the column.
# Matters: sums become integer kopecks by just this cast. Of many halves the totals differ by a kopeck for every second one.
# Source:  https://github.com/duckdb/duckdb/issues/14461 (expected behaviour), https://github.com/duckdb/duckdb/issues/3515
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

const [typed] = await rows("select typeof(0.125) as literal, (0.125 * 100)::bigint as kopecks, (0.125::double * 100)::bigint as of_double");
const sums = await rows(`
  select sum, (sum * 100)::bigint as cast_double, round(sum * 100)::bigint as by_round, (sum::decimal(18, 3) * 100)::bigint as cast_decimal
  from (select unnest([0.125::double, 0.375, 0.625, 0.875, -0.125]) as sum)`);
console.log(JSON.stringify(typed));
console.table(sums);

assert.deepEqual(typed, { literal: "DECIMAL(4,3)", kopecks: "13", of_double: "12" });
assert.deepEqual(sums.map((row) => row.cast_double), ["12", "38", "62", "88", "-12"]);
assert.deepEqual(sums.map((row) => row.by_round), ["13", "38", "63", "88", "-13"]);
assert.deepEqual(sums.map((row) => row.cast_decimal), ["13", "38", "63", "88", "-13"]);
PROGRAM
TZ=UTC node run.mjs
