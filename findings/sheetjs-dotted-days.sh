#!/usr/bin/env bash
# SheetJS reads 03.02.2026 in a CSV as the 2nd of March, and 13.02.2026 as a text.
#
# Guess:   nobody writes months first with dots, so 03.02.2026 is the 3rd of February, or stays a text as 13.02.2026 does.
# Happens: days up to the 12th become dates with day and month exchanged; days from the 13th on stay texts. No error and no warning.
# Matters: a column of days of a month comes out as twelve dates spread over the year, always on one day of their months, and the rest as
#          texts. A reader that then drops what is no date keeps only the wrong ones.
# Source:  found by running; https://docs.sheetjs.com/docs/api/parse-options (raw keeps the texts)
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

const days = ['03.02.2026', '12.02.2026', '13.02.2026', '28.02.2026'];
const sheet = XLSX.read(['Day', ...days].join('\n'), { type: 'string' }).Sheets.Sheet1;
const read = days.map((_, at) => {
  const { t, v } = sheet['A' + (at + 2)];
  if (t !== 'n') return t + ' ' + v;
  const { y, m, d } = XLSX.SSF.parse_date_code(Math.round(v));
  return t + ' ' + [y, m, d].map((part) => String(part).padStart(2, '0')).join('-');
});

console.log('SheetJS', XLSX.version);
days.forEach((day, at) => console.log(day, '->', read[at]));

assert.deepEqual(read, ['n 2026-03-02', 'n 2026-12-02', 's 13.02.2026', 's 28.02.2026']);
PROGRAM
TZ=UTC node run.mjs
