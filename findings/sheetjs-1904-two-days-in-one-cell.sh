#!/usr/bin/env bash
# SheetJS gives one cell of a workbook of 1904 two days, four years apart.
#
# Guess:   with cellDates: true a cell of a workbook that counts days from 1904 comes as the day that Excel shows.
# Happens: the value (v) is counted from 1900, the text (w) from 1904. The cell of the 3rd of January 2026 has the value 2022-01-02 and
#          the text "1/3/26". sheet_to_json delivers 2022, sheet_to_csv 2026.
# Matters: workbooks that began on a Mac keep the 1904 count for good, also when later saved by Excel for Windows. Sales that are 1,462
#          days too old make every customer lost, and no row looks wrong.
# Source:  ECMA-376 part 1, 18.17.4.1 (date systems) and 18.2.28 (date1904). ExcelJS 4.4.0 and read-excel-file 9.3.17 give 2026.
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact xlsx@0.18.5 fflate@0.8.3

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
import XLSX from "xlsx";

const file = workbook({ date1904: true, rows: `<row r="1"><c r="A1" s="1"><v>44563</v></c></row>` });
const book = XLSX.read(file, { cellDates: true });
const sheet = book.Sheets.Sales;
const value = sheet.A1.v.toISOString().slice(0, 10);

console.log("SheetJS", XLSX.version);
console.log("date1904 is known to it:", book.Workbook.WBProps.date1904);
console.log("v:            ", value);
console.log("w:            ", sheet.A1.w);
console.log("sheet_to_json:", JSON.stringify(XLSX.utils.sheet_to_json(sheet, { header: 1 })));
console.log("sheet_to_csv: ", XLSX.utils.sheet_to_csv(sheet));

assert.equal(book.Workbook.WBProps.date1904, true);
assert.equal(value, "2022-01-02");
assert.equal(sheet.A1.w, "1/3/26");
assert.equal(XLSX.utils.sheet_to_csv(sheet), "1/3/26");
PROGRAM
TZ=UTC node run.mjs
