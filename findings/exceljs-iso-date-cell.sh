#!/usr/bin/env bash
# ExcelJS reads a cell that holds the date 2026-01-14 as the day 1905-07-18.
#
# Guess:   a cell that says of itself that it is a date (t="d", with the date in ISO 8601) is the safest date of all.
# Happens: ExcelJS does not know the type and makes a number of the text, as far as it is one: 2026. With a format of dates this is day
#          2026 since 1900, the 18th of July 1905; without one it is the number 2026. Every day of a year becomes the same value.
# Matters: the type is part of the standard; openpyxl writes it with iso_dates=True. All sales of a year fall on one day.
# Source:  ECMA-376 part 1, 18.18.11 (ST_CellType, "d")
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact exceljs@4.4.0 xlsx@0.18.5 fflate@0.8.3

cat > run.mjs <<'PROGRAM'
import { strToU8, zipSync } from "fflate";

/** A small workbook, part by part, as the standard has it. */
function workbook({ rows, texts = "", date1904 = false, textsName = "sharedStrings.xml", level = 6 }) {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const pack = "http://schemas.openxmlformats.org/package/2006";
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/xl/${textsName}" ContentType="${type}.sharedStrings+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? " date1904=\"1\"" : ""}/><sheets><sheet name="Sales" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="${textsName}"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    [`xl/${textsName}`]: `<sst xmlns="${main}">${texts}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  const declared = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(declared + xml)])), { level }));
}

import assert from "node:assert/strict";
import ExcelJS from "exceljs";
import XLSX from "xlsx";

const file = workbook({
  rows: `<row r="1"><c r="A1" s="1" t="d"><v>2026-01-14</v></c><c r="B1" t="d"><v>2026-01-14</v></c></row><row r="2"><c r="A2" s="1" t="d"><v>2026-12-31T00:00:00</v></c></row>`,
});
const book = new ExcelJS.Workbook();
await book.xlsx.load(file);
const value = (cell) => { const { value } = book.worksheets[0].getCell(cell); return value instanceof Date ? value.toISOString().slice(0, 10) : value; };
const other = XLSX.read(file, { cellDates: true }).Sheets.Sales;

console.log("ExcelJS 4.4.0");
console.log("2026-01-14, format of dates   ->", value("A1"));
console.log("2026-12-31, format of dates   ->", value("A2"));
console.log("2026-01-14, no format         ->", value("B1"));
console.log("SheetJS 0.18.5, for comparison:", other.A1.v.toISOString().slice(0, 10), other.A2.v.toISOString().slice(0, 10));

assert.deepEqual([value("A1"), value("A2"), value("B1")], ["1905-07-18", "1905-07-18", 2026]);
assert.equal(other.A1.v.toISOString().slice(0, 10), "2026-01-14");
PROGRAM
TZ=UTC node run.mjs
