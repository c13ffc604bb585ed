#!/usr/bin/env bash
# A workbook with one damaged digit is read by every reader as if it were sound.
#
# Guess:   every part of a zip has a CRC-32, so a workbook damaged on its way or on a disk is refused.
# Happens: one byte of a stored part is changed, 1200.5 becomes 7200.5, and no reader of workbooks tried here compares the checksum:
#          ExcelJS, SheetJS and read-excel-file give 7200.5, and yauzl delivers the part without an error. adm-zip refuses it.
# Matters: a sum changed by damage is a sum like any other. Who needs the check must make it (zlib.crc32 of Node, the crc32 of an entry
#          in yauzl).
# Source:  https://github.com/thejoshwolfe/yauzl/issues/49; APPNOTE.TXT 4.1.5 and 4.4.7 of the zip format
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact exceljs@4.4.0 xlsx@0.18.5 read-excel-file@9.3.17 yauzl@3.4.0 adm-zip@0.6.1 fflate@0.8.3

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
import { text } from "node:stream/consumers";
import AdmZip from "adm-zip";
import ExcelJS from "exceljs";
import readExcelFile from "read-excel-file/node";
import XLSX from "xlsx";
import yauzl from "yauzl";

const file = workbook({ level: 0, rows: `<row r="1"><c r="A1"><v>1200.5</v></c></row>` });
file[file.indexOf("1200.5")] = "7".charCodeAt(0);

const part = "xl/worksheets/sheet1.xml";
const book = new ExcelJS.Workbook();
await book.xlsx.load(file);
const zip = await yauzl.fromBufferPromise(file);
let unpacked = "";
for await (const entry of zip.eachEntry()) if (entry.fileName === part) unpacked = await text(await zip.openReadStreamPromise(entry));
let refused = "";
try {
  new AdmZip(file).readFile(part);
} catch (error) {
  refused = error.message;
}
const read = {
  "ExcelJS 4.4.0": book.worksheets[0].getCell("A1").value,
  "SheetJS 0.18.5": XLSX.read(file).Sheets.Sales.A1.v,
  "read-excel-file 9.3.17": (await readExcelFile(file))[0].data[0][0],
  "yauzl 3.4.0": Number(/<v>(.*?)<\/v>/.exec(unpacked)[1]),
};
console.log("written 1200.5, one byte changed after that");
for (const [reader, value] of Object.entries(read)) console.log(reader.padEnd(24), value);
console.log("adm-zip 0.6.1".padEnd(24), refused);

for (const value of Object.values(read)) assert.equal(value, 7200.5);
assert.match(refused, /CRC32/);
PROGRAM
TZ=UTC node run.mjs
