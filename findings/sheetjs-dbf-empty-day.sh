#!/usr/bin/env bash
# SheetJS reads an empty day of a DBF as the 30th of November 1899, and a sum too wide for its column as 0.
#
# Guess:   eight spaces in a column of days are an empty cell, and ten asterisks (dBASE writes them for a number that does not fit) an
#          error or nothing.
# Happens: the empty day is the number -30; with cellDates: true it is a real date of 1899. The overflowed sum is 0. An empty sum,
#          though, is an empty cell.
# Matters: a customer without a day is a customer lost since 1899, and the largest sums of a file become nothing at all.
# Source:  https://www.dbase.com/Knowledgebase/INT/db7_file_fmt.htm (days are YYYYMMDD; blanks for none)
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact xlsx@0.18.5

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
import XLSX from "xlsx";

const bytes = table([[" ", "Rose", "20260114", "1200.50"], [" ", "Iris", "", ""], [" ", "Lily", "20260116", "**********"]]);
const rows = (options) => {
  const book = XLSX.read(bytes, options);
  return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]]);
};
const plain = rows({});
const dated = rows({ cellDates: true });
console.log("SheetJS", XLSX.version);
plain.forEach((row, at) => console.log(JSON.stringify(row), "with cellDates:", dated[at].DAY.toISOString().slice(0, 10)));

assert.deepEqual(plain, [{ CLIENT: "Rose", DAY: 46036, SUM: 1200.5 }, { CLIENT: "Iris", DAY: -30 }, { CLIENT: "Lily", DAY: 46038, SUM: 0 }]);
assert.equal(dated[1].DAY.toISOString().slice(0, 10), "1899-11-30");
PROGRAM
TZ=UTC node run.mjs
