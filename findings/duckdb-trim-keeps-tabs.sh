#!/usr/bin/env bash
# trim() of DuckDB takes off no-break and ideographic spaces, but neither tabs nor ends of lines.
#
# Guess:   trim() either takes off the plain space alone, as that of PostgreSQL does, or all white space, as that of JavaScript does.
# Happens: it takes off what Unicode calls a space (space, no-break, narrow, thin, ideographic) and leaves the tab, the line feed and the
#          carriage return.
# Matters: names of customers end with a no-break space (from pages and reports) or with a tab (from a copied cell). Names trimmed in
#          SQL, in PostgreSQL and in JavaScript are three sets of names, and one customer becomes two.
# Source:  found by running; https://duckdb.org/docs/stable/sql/functions/text (trim: "removes any spaces")
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

const signs = {
  space: 32, "no-break space": 160, "narrow no-break space": 8239, "thin space": 8201, "ideographic space": 12288,
  tab: 9, "line feed": 10, "carriage return": 13,
};
const found = {};
for (const [name, code] of Object.entries(signs)) {
  const [{ bare }] = await rows(`select trim($$Rose$$ || chr(${code})) = $$Rose$$ as bare`);
  found[name] = { DuckDB: bare ? "taken off" : "kept", JavaScript: ("Rose" + String.fromCodePoint(code)).trim() === "Rose" ? "taken off" : "kept" };
}
console.table(found);

const kept = Object.keys(found).filter((name) => found[name].DuckDB === "kept");
assert.deepEqual(kept, ["tab", "line feed", "carriage return"]);
assert.ok(Object.values(found).every(({ JavaScript }) => JavaScript === "taken off"));
PROGRAM
TZ=UTC node run.mjs
