#!/usr/bin/env bash
# mt940-js reads the reversal of a credit as one more credit.
#
# Guess:   the mark RC of field 61 (a credit taken back) lowers the balance, so it is no credit, or is at least marked as a reversal.
# Happens: mt940-js looks for the C in either place: the line has isCredit true, the same sum and nothing that tells it from the payment
#          it takes back. RD, a debit given back, becomes a plain debit. The balances of the same statement go the other way. mt940js
#          gives -100.5 and isReversal true.
# Matters: a payment that was returned to the customer counts twice in place of not at all.
# Source:  SWIFT MT940, field 61, subfield 3 (C, D, RC, RD). tslib is installed beside mt940-js 1.0.0, which needs it and does not say
#          so.
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact mt940-js@1.0.0 mt940js@1.3.5 tslib@2.8.1

cat > run.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import mt940js from "mt940js";
import mt940 from "mt940-js";

/** A statement of one line, in the form of SWIFT. */
const statement = ({ opening, line, closing }) =>
  [":20:STATEMENT", ":25:BANK/1234", ":28C:1/1", `:60F:${opening}`, `:61:${line}`, ":86:Rose", `:62F:${closing}`, "-", ""].join("\r\n");

const found = {};
for (const [mark, closing] of [["C", "1100,50"], ["RC", "899,50"], ["D", "899,50"], ["RD", "1100,50"]]) {
  const text = statement({ opening: "C260113UAH1000,00", line: `2601140114${mark}100,50NTRFREF`, closing: `C260114UAH${closing}` });
  const { isCredit, amount, isReversal } = (await mt940.read(Buffer.from(text)))[0].transactions[0];
  const other = new mt940js.Parser().parse(text)[0].transactions[0];
  found[mark] = { "balance after 1000,00": closing, isCredit, amount, isReversal, "mt940js 1.3.5": other.amount };
}
console.log("mt940-js 1.0.0");
console.table(found);

const bare = (mark) => [found[mark].isCredit, found[mark].amount, found[mark].isReversal];
assert.deepEqual(bare("RC"), bare("C"));
assert.deepEqual(bare("RD"), bare("D"));
assert.equal(found.RC.isCredit, true);
assert.deepEqual(["C", "RC", "D", "RD"].map((mark) => found[mark]["mt940js 1.3.5"]), [100.5, -100.5, -100.5, 100.5]);
PROGRAM
TZ=UTC node run.mjs
