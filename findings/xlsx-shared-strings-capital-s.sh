#!/usr/bin/env bash
# In a workbook whose part is named SharedStrings.xml, ExcelJS gives numbers in place of names.
#
# Guess:   a reader finds the texts of a workbook by the relationship that names their part, whatever its name; if it cannot, it fails.
# Happens: ExcelJS looks for "xl/sharedStrings.xml" literally. When the part is xl/SharedStrings.xml (and both the types and the
#          relationships say so) every text becomes its number in the list: "Rose" is 2. Its streaming reader gives { sharedString: 2 },
#          xlsx-populate nothing at all. None of the three reports an error. SheetJS and read-excel-file read the texts.
# Matters: programs that write price lists and reports by themselves name the part so (see the issues). Customers named 2, 17 and 31 look
#          like codes, and are loaded as such.
# Source:  ECMA-376 part 2 (relationships; names of parts compare without letter case); https://github.com/SheetJS/sheetjs/issues/439,
#          https://github.com/box/spout/issues/727, https://github.com/doy/spreadsheet-parsexlsx/issues/57 (such files in the wild)
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact exceljs@4.4.0 xlsx-populate@1.21.0 xlsx@0.18.5 read-excel-file@9.3.17 fflate@0.8.3

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
import { Readable } from "node:stream";
import ExcelJS from "exceljs";
import readExcelFile from "read-excel-file/node";
import XLSX from "xlsx";
import Populate from "xlsx-populate";

async function read(textsName) {
  const file = workbook({
    textsName,
    texts: "<si><t>Customer</t></si><si><t>Sum</t></si><si><t>Rose</t></si>",
    rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>1200.5</v></c></row>`,
  });
  const whole = new ExcelJS.Workbook();
  await whole.xlsx.load(file);
  const streamed = [];
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([file]), { sharedStrings: "cache" }))
    for await (const row of sheet) streamed.push(row.values.slice(1));
  return {
    "ExcelJS": [1, 2].map((at) => whole.worksheets[0].getRow(at).values.slice(1)),
    "ExcelJS, streamed": streamed,
    "xlsx-populate": (await Populate.fromDataAsync(file)).sheet(0).usedRange().value().map((row) => row.map((value) => value ?? null)),
    "SheetJS": XLSX.utils.sheet_to_json(XLSX.read(file).Sheets.Sales, { header: 1 }),
    "read-excel-file": (await readExcelFile(file))[0].data,
  };
}

const right = [["Customer", "Sum"], ["Rose", 1200.5]];
const usual = await read("sharedStrings.xml");
const capital = await read("SharedStrings.xml");
console.log("ExcelJS 4.4.0, xlsx-populate 1.21.0, SheetJS 0.18.5, read-excel-file 9.3.17");
for (const reader of Object.keys(usual)) console.log(reader.padEnd(18), JSON.stringify(usual[reader]), "->", JSON.stringify(capital[reader]));

for (const rows of Object.values(usual)) assert.deepEqual(rows, right);
assert.deepEqual(capital["ExcelJS"], [[0, 1], [2, 1200.5]]);
assert.deepEqual(capital["ExcelJS, streamed"], [[{ sharedString: 0 }, { sharedString: 1 }], [{ sharedString: 2 }, 1200.5]]);
assert.deepEqual(capital["xlsx-populate"], [[null, null], [null, 1200.5]]);
assert.deepEqual(capital["SheetJS"], right);
assert.deepEqual(capital["read-excel-file"], right);
PROGRAM
TZ=UTC node run.mjs
