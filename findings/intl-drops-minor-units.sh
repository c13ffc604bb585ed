#!/usr/bin/env bash
# Intl.NumberFormat shows forints, rupiahs and Pakistani rupees without their minor units, against ISO 4217.
#
# Guess:   the number of decimals of a currency is that of ISO 4217, as ECMA-402 said until 2024. So 1234.56 HUF is shown as 1,234.56.
# Happens: Node takes the decimals from CLDR, which says what is usual in cash. Of 16 currencies CLDR has 0 where ISO 4217 has 2 (or 3,
#          for IQD), and the rest of the sum is rounded away. resolvedOptions().maximumFractionDigits says 0 too.
# Matters: sums are kept as integer minor units. Who asks Intl how many there are divides the sums of 16 currencies by 1 in place of 100,
#          and shows them a hundred times too large; and printed lines no longer add up to the printed total.
# Source:  https://github.com/tc39/ecma402/issues/134, https://github.com/tc39/ecma402/pull/922 (left to implementations since);
#          https://github.com/unicode-org/cldr/pull/4112
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
# The package fetches its program when installed, so its script is needed.
npm install --silent --no-audit --no-fund --save-exact node@26.10.0

cat > run.mjs <<'PROGRAM'
import assert from "node:assert/strict";

/** Minor units by ISO 4217. */
const iso = {
  AFN: 2, ALL: 2, COP: 2, HUF: 2, IDR: 2, IQD: 3, IRR: 2, KPW: 2, LAK: 2, LBP: 2, MGA: 2, MMK: 2, PKR: 2, SOS: 2, SYP: 2, YER: 2,
  AMD: 2, BHD: 3, CLF: 4, CLP: 0, CZK: 2, EUR: 2, ISK: 0, JPY: 0, KWD: 3, KZT: 2, RSD: 2, TND: 3, UAH: 2, USD: 2, UZS: 2, VND: 0,
};
const money = (currency) => new Intl.NumberFormat("en", { style: "currency", currency });
const differ = Object.keys(iso).filter((currency) => money(currency).resolvedOptions().maximumFractionDigits !== iso[currency]);

console.log("Node", process.version, "CLDR", process.versions.cldr);
for (const currency of differ) {
  const digits = money(currency).resolvedOptions().maximumFractionDigits;
  console.log(currency, "ISO 4217:", iso[currency], " Intl:", digits, " 1234.567 is", money(currency).format(1234.567));
}

assert.equal(differ.join(" "), "AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SOS SYP YER");
assert.ok(differ.every((currency) => money(currency).resolvedOptions().maximumFractionDigits === 0));
PROGRAM
TZ=UTC node_modules/.bin/node run.mjs
