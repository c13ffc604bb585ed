#!/usr/bin/env bash
# Around New Year two MT940 readers put the day of entry a year off.
#
# Guess:   field 61 gives the day of value with a year and the day of entry without one (MMDD); a reader takes the year that puts it next
#          to the day of value.
# Happens: mt940js and mt940-js both take the year of the day of value as it stands. Value on 2 January 2026, entry on 31 December: the
#          entry becomes 31 December 2026, a year ahead. Value on 31 December 2025, entry on 2 January: the entry becomes 2 January 2025,
#          a year back.
# Matters: the day of entry is when the money came; by it the payment is of another year, and of a day that is not in the statement. It
#          is seen once a year.
# Source:  SWIFT MT940, field 61, subfields 1 (value date, 6!n) and 2 (entry date, 4!n); field 62F has the day of the statement. tslib is
#          installed beside mt940-js 1.0.0, which needs it and does not say so.
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact mt940js@1.3.5 mt940-js@1.0.0 tslib@2.8.1

cat > run.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import mt940js from "mt940js";
import mt940 from "mt940-js";

/** A statement of one line, in the form of SWIFT. */
const statement = ({ opening, line, closing }) =>
  [":20:STATEMENT", ":25:BANK/1234", ":28C:1/1", `:60F:${opening}`, `:61:${line}`, ":86:Rose", `:62F:${closing}`, "-", ""].join("\r\n");

const lines = {
  "value 2026-01-02, entry 12-31": statement({ opening: "C251231UAH1000,00", line: "2601021231C5,00NTRFREF", closing: "C260102UAH1005,00" }),
  "value 2025-12-31, entry 01-02": statement({ opening: "C251231UAH1000,00", line: "2512310102C5,00NTRFREF", closing: "C260102UAH1005,00" }),
};
const found = [];
for (const [line, text] of Object.entries(lines)) {
  const one = new mt940js.Parser().parse(text)[0].transactions[0].entryDate.toISOString().slice(0, 10);
  const other = (await mt940.read(Buffer.from(text)))[0].transactions[0].entryDate;
  found.push({ line, "mt940js 1.3.5": one, "mt940-js 1.0.0": other });
}
console.table(found);

assert.deepEqual(found.map((row) => Object.values(row).slice(1)), [["2026-12-31", "2026-12-31"], ["2025-01-02", "2025-01-02"]]);
PROGRAM
TZ=UTC node run.mjs
