#!/usr/bin/env bash
# SheetJS writes Cyrillic names into a DBF as underscores, and reports nothing.
#
# Guess:   a writer that reads cp866 and cp1251 tables writes one of them, or refuses letters that it cannot write.
# Happens: every letter outside ASCII becomes "_". Lengths are kept, so "Ромашка" and "Калинка" are both "_______": two customers become
#          one. The byte of the code page says cp1252, and even its letters (ü) are lost. In reading, SheetJS knows the Cyrillic code
#          pages.
# Matters: such a file is valid and full of sums; a reader cannot tell it from a table of codes, and can only say that names consist of
#          one sign.
# Source:  found by running; https://docs.sheetjs.com/docs/miscellany/formats (DBF)
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact xlsx@0.18.5

cat > run.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import XLSX from "xlsx";

const sheet = XLSX.utils.aoa_to_sheet([["CLIENT", "SUM"], ["Ромашка", 1200.5], ["Калинка", 5], ["Müller", 7]]);
const bytes = XLSX.write({ SheetNames: ["Sales"], Sheets: { Sales: sheet } }, { bookType: "dbf", type: "buffer" });
const book = XLSX.read(bytes);
const rows = XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]]);
console.log("SheetJS", XLSX.version);
console.log("written: Ромашка 1200.5, Калинка 5, Müller 7; byte of the code page:", bytes[29]);
console.log("in the file:", JSON.stringify(rows));

assert.deepEqual(rows, [{ CLIENT: "_______", SUM: 1200.5 }, { CLIENT: "_______", SUM: 5 }, { CLIENT: "M_ller", SUM: 7 }]);
PROGRAM
TZ=UTC node run.mjs
