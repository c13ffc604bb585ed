#!/usr/bin/env bash
# SheetJS reads 1200,50 in a CSV as 120050.
#
# Guess:   in a file of semicolons, "1200,50" is one thousand two hundred and a half, or at worst a text.
# Happens: the comma is taken for a separator of thousands wherever it stands, and dropped: 1200,50 becomes the number 120050, 0,5
#          becomes 5, and 12,5% becomes 1.25 (125 %). The line "sep=;" changes nothing. Of one column, 1200,50 becomes a number a hundred
#          times too large, while "1 200,50" and "1.200.000,50" stay texts. No error and no warning; only the option raw keeps the texts.
# Matters: nearly every export of Ukrainian, Russian, German or French accounting has a decimal comma. A sum that is a hundred times too
#          large passes every check of types, and one column holds both kinds.
# Source:  https://github.com/SheetJS/sheetjs/issues/2221 and https://github.com/SheetJS/sheetjs/issues/2553 (open). 0.18.5 is the newest
#          on npm.
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact xlsx@0.18.5

cat > run.mjs <<'PROGRAM'
import assert from 'node:assert/strict';
import XLSX from 'xlsx';

const file = 'sep=;\nCustomer;Sum;Discount\nRose;1200,50;12,5%\nIris;0,5;5%\nLily;1 200,50;\nDaisy;1.200.000,50;\n';
const sheet = XLSX.read(file, { type: 'string' }).Sheets.Sheet1;
const sums = ['B2', 'B3', 'B4', 'B5'].map((cell) => sheet[cell].v);
const raw = XLSX.read(file, { type: 'string', raw: true }).Sheets.Sheet1;

console.log('SheetJS', XLSX.version);
console.log(file);
console.log('sums read as      ', JSON.stringify(sums));
console.log('discounts read as ', sheet.C2.v, 'and', sheet.C3.v);
console.log('with raw: true    ', JSON.stringify(['B2', 'B3', 'B4', 'B5'].map((cell) => raw[cell].v)));

assert.deepEqual(sums, [120050, 5, '1 200,50', '1.200.000,50']);
assert.equal(sheet.C2.v, 1.25);
assert.equal(sheet.C3.v, 0.05);
assert.equal(raw.B2.v, '1200,50');
PROGRAM
TZ=UTC node run.mjs
