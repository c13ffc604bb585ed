#!/usr/bin/env bash
# Three OFX readers give three names for one payer.
#
# Guess:   "Rose &amp; Co" in a statement of OFX is read as "Rose & Co".
# Happens: ofx-js gives "Rose & Co"; ofx-data-extractor "Rose &amp; Co"; node-ofx-parser "Rose &amp;amp;amp; Co": it puts "&amp;amp;" for
#          every ampersand before parsing, those of entities too, and takes nothing back.
# Matters: customers are matched by name. Changing the reader makes every customer with an ampersand a new one.
# Source:  OFX 1.6, 2.3.2.1 (special characters: &lt; &gt; &amp;)
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact ofx-js@1.1.1 node-ofx-parser@0.5.1 ofx-data-extractor@1.5.0

cat > run.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { parse: ofxJs } = require("ofx-js");
const { parse: nodeOfx } = require("node-ofx-parser");
const { Ofx } = require("ofx-data-extractor");

const file = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX>
<SIGNONMSGSRSV1>
<SONRS>
<STATUS>
<CODE>0
<SEVERITY>INFO
</STATUS>
<DTSERVER>20260131
<LANGUAGE>ENG
</SONRS>
</SIGNONMSGSRSV1>
<BANKMSGSRSV1>
<STMTTRNRS>
<TRNUID>1
<STATUS>
<CODE>0
<SEVERITY>INFO
</STATUS>
<STMTRS>
<CURDEF>EUR
<BANKACCTFROM>
<BANKID>1
<ACCTID>007
<ACCTTYPE>CHECKING
</BANKACCTFROM>
<BANKTRANLIST>
<DTSTART>20260101
<DTEND>20260131
<STMTTRN>
<TRNTYPE>CREDIT
<DTPOSTED>20260131
<TRNAMT>1200.50
<FITID>0012
<NAME>Rose &amp; Co
</STMTTRN>
</BANKTRANLIST>
<LEDGERBAL>
<BALAMT>1000.00
<DTASOF>20260131
</LEDGERBAL>
</STMTRS>
</STMTTRNRS>
</BANKMSGSRSV1>
</OFX>
`;
const payer = ({ OFX }) => OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN.NAME;
const names = {
  "ofx-js 1.1.1": payer(await ofxJs(file)),
  "ofx-data-extractor 1.5.0": new Ofx(file).getBankTransferList()[0].NAME,
  "node-ofx-parser 0.5.1": payer(nodeOfx(file)),
};
console.table(names);

assert.deepEqual(Object.values(names), ["Rose & Co", "Rose &amp; Co", "Rose &amp;amp;amp; Co"]);
PROGRAM
TZ=UTC node run.mjs
