#!/usr/bin/env bash
# Of six readers of DBF, three deliver the deleted records, and parsedbf does not even say which they are.
#
# Guess:   a record that the program deleted is gone, or a reader passes it over.
# Happens: a record of a DBF is deleted by an asterisk before it; it stays in the file until the table is packed. parsedbf (the reader of
#          shapefile-js) delivers it as any other; node-dbf and dbfstream deliver it with "@deleted": true among the columns. dbffile,
#          dbf-reader and SheetJS pass it over.
# Matters: old accounting programs seldom pack their tables. Cancelled sales come back as sales.
# Source:  https://www.dbase.com/Knowledgebase/INT/db7_file_fmt.htm (table records)
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact parsedbf@2.0.0 node-dbf@0.4.0 dbfstream@1.0.26 dbffile@1.13.0 dbf-reader@1.0.3 xlsx@0.18.5

cat > run.mjs <<'PROGRAM'
/** A table of dBASE III: customer, day, sum. A record begins with a space, or with an asterisk when it is deleted. */
function table(records) {
  const fields = [["CLIENT", "C", 12, 0], ["DAY", "D", 8, 0], ["SUM", "N", 10, 2]];
  const header = Buffer.alloc(32 + 32 * fields.length + 1);
  header.set([3, 126, 11, 30]);
  header.writeUInt32LE(records.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(31, 10);
  fields.forEach(([name, type, length, decimals], at) => {
    header.write(name, 32 + 32 * at, "latin1");
    header.write(type, 32 + 32 * at + 11, "latin1");
    header.set([length, decimals], 32 + 32 * at + 16);
  });
  header[header.length - 1] = 13;
  const body = records.map(([mark, client, day, sum]) => mark + client.padEnd(12) + day.padEnd(8) + sum.padStart(10)).join("");
  return Buffer.concat([header, Buffer.from(body + "\x1a", "latin1")]);
}

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { DBFFile } from "dbffile";
import { Dbf } from "dbf-reader";
import dbfstream from "dbfstream";
import nodeDbf from "node-dbf";
import parsedbf from "parsedbf";
import XLSX from "xlsx";

const bytes = table([[" ", "Rose", "20260114", "1200.50"], ["*", "Iris", "20260115", "999.00"], [" ", "Lily", "20260116", "5.00"]]);
writeFileSync("sales.dbf", bytes);
const collect = (source, event, start) => new Promise((resolve, reject) => {
  const records = [];
  source.on(event, (record) => records.push(record)).on("end", () => resolve(records)).on("error", reject);
  start?.();
});
const Parser = nodeDbf.default ?? nodeDbf;
const parser = new Parser("sales.dbf");
const book = XLSX.read(bytes);
const read = {
  "parsedbf 2.0.0": (parsedbf.default ?? parsedbf)(new DataView(bytes.buffer, bytes.byteOffset, bytes.length)),
  "node-dbf 0.4.0": await collect(parser, "record", () => parser.parse()),
  "dbfstream 1.0.26": await collect(dbfstream("sales.dbf"), "data"),
  "dbffile 1.13.0": await (await DBFFile.open("sales.dbf")).readRecords(),
  "dbf-reader 1.0.3": Dbf.read(bytes).rows,
  "SheetJS 0.18.5": XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]]),
};
const said = Object.fromEntries(
  Object.entries(read).map(([reader, records]) => {
    const deleted = records.find((record) => record.CLIENT === "Iris");
    return [reader, deleted === undefined ? "passes it over" : deleted["@deleted"] ? "delivers it, marked" : "delivers it as any other"];
  }),
);
console.table(said);

assert.deepEqual(Object.values(said), ["delivers it as any other", "delivers it, marked", "delivers it, marked", "passes it over", "passes it over", "passes it over"]);
PROGRAM
TZ=UTC node run.mjs
