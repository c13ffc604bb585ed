#!/usr/bin/env bash
# dbf-reader gives every day of a DBF a month too late.
#
# Guess:   the day 20260114 comes as the 14th of January 2026.
# Happens: it comes as the 14th of February; December becomes January of the next year, and the 31st of January the 3rd of March. The
#          month is given to new Date(), which counts months from 0, as it is printed.
# Matters: no day is impossible and all rows look right; every customer bought a month later, and the ends of months overlap with the
#          beginnings of the next.
# Source:  dbf-reader.js of the package, getDateValue
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact dbf-reader@1.0.3

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
import { Dbf } from "dbf-reader";

const days = ["20260114", "20260131", "20261231"];
const read = Dbf.read(table(days.map((day) => [" ", "Rose", day, "1.00"]))).rows.map(({ DAY }) => DAY.toISOString().slice(0, 10));
console.log("dbf-reader 1.0.3");
days.forEach((day, at) => console.log(day, "->", read[at]));

assert.deepEqual(read, ["2026-02-14", "2026-03-03", "2027-01-31"]);
PROGRAM
TZ=UTC node run.mjs
