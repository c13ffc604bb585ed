#!/usr/bin/env bash
# A formula that nobody calculated is nothing in .xlsx, and the number 0 in .ods, SYLK and the XML of Excel 2003.
#
# Guess:   a formula written without a result is read back without a result, in whatever format.
# Happens: SheetJS writes it into .xlsx without a value, but with the value 0 into .ods, .fods, SYLK and SpreadsheetML 2003 where nothing
#          tells this 0 from a calculated one. ExcelJS too writes no value into .xlsx.
# Matters: reports made by such programs hold their totals as formulas, and until Excel has opened the file once there are no results in
#          it. A sum of 0 is a sum; "not calculated" must be said. In four formats only the formula beside the 0 is a hint.
# Source:  ECMA-376 part 1, 18.3.1.96 (v is optional); OpenDocument 1.3 part 3 (office:value)
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact exceljs@4.4.0 xlsx@0.18.5

cat > run.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import ExcelJS from "exceljs";
import XLSX from "xlsx";

const sheet = XLSX.utils.aoa_to_sheet([[1, 2, { t: "n", f: "A1+B1" }]]);
const found = {};
for (const bookType of ["xlsx", "ods", "fods", "sylk", "xlml"]) {
  const bytes = XLSX.write({ SheetNames: ["S"], Sheets: { S: sheet } }, { bookType, type: "buffer" });
  const book = XLSX.read(bytes);
  found[`SheetJS, ${bookType}`] = book.Sheets[book.SheetNames[0]].C1?.v ?? "nothing";
}
const book = new ExcelJS.Workbook();
book.addWorksheet("S").addRow([1, 2, { formula: "A1+B1" }]);
const bytes = Buffer.from(await book.xlsx.writeBuffer());
const written = new ExcelJS.Workbook();
await written.xlsx.load(bytes);
found["ExcelJS, xlsx"] = written.worksheets[0].getCell("C1").result ?? "nothing";
const xml = String(XLSX.write({ SheetNames: ["S"], Sheets: { S: sheet } }, { bookType: "fods", type: "string" }));
console.log("SheetJS 0.18.5, ExcelJS 4.4.0; written =A1+B1 of 1 and 2, without a result");
console.table(found);
console.log("in the .fods:", /<table:table-cell table:formula.*?<\/table:table-cell>/.exec(xml)[0]);

assert.deepEqual(found, { "SheetJS, xlsx": "nothing", "SheetJS, ods": 0, "SheetJS, fods": 0, "SheetJS, sylk": 0, "SheetJS, xlml": 0, "ExcelJS, xlsx": "nothing" });
PROGRAM
TZ=UTC node run.mjs
