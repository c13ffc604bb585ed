#!/usr/bin/env bash
# htmlparser2 ends a table cell at the end tag of an inline element, and the rest of the cell comes after it.
#
# Guess:   in a table saved as HTML the text between <td> and the next <td> or </td> belongs to that cell, as every browser has it.
# Happens: an end tag closes everything opened after its start tag, cells included. Of <nobr><td>1</nobr>200,50</td> the event of the end
#          of the cell comes after "1", and "200,50" is text outside any cell. And of <td><b>Total<td>100, where HTML lets </td> be left
#          out, the second cell opens inside of the first, because <b> is still open: two cells, two starts, one end.
# Matters: tables named .xls are written as text, piece by piece, and close fonts and cells in any order; Excel and browsers open them. A
#          reader that ends its cells by the event reads 1 in place of 1200,50, which is a good number. parse5 follows the standard, but
#          needs the whole page as a tree in memory.
# Source:  https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intd; htmlparser2 says itself that it does not follow the
#          standard in full
# Date:    2026-11-30
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact htmlparser2@12.0.0 parse5@8.0.0

cat > run.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { Parser } from "htmlparser2";
import { parseFragment } from "parse5";

/** Cells as a reader by events finds them: from the start to the end of each td. */
function byEvents(html) {
  const cells = [];
  let open = null;
  const parser = new Parser({
    onopentag: (name) => name === "td" && (open = "", undefined),
    ontext: (text) => { if (open !== null) open += text; },
    onclosetag: (name) => { if (name === "td" && open !== null) { cells.push(open); open = null; } },
  });
  parser.end(html);
  return cells;
}

/** Cells of the tree that the standard asks for. */
function byStandard(html) {
  const text = (node) => node.value ?? (node.childNodes ?? []).map(text).join("");
  const cells = (node) => (node.nodeName === "td" ? [text(node)] : (node.childNodes ?? []).flatMap(cells));
  return cells(parseFragment(html));
}

const pages = {
  "inline tag around": "<table><tr><nobr><td>1</nobr>200,50</td><td>5</td></tr></table>",
  "</td> left out": "<table><tr><td><b>Total<td>100</table>",
  "plain": "<table><tr><td><b>1</b>200,50</td><td>5</td></tr></table>",
};
console.log("htmlparser2 12.0.0, parse5 8.0.0");
for (const html of Object.values(pages)) console.log(html, "\n  by events:   ", JSON.stringify(byEvents(html)), "\n  by standard: ", JSON.stringify(byStandard(html)));

assert.deepEqual(Object.values(pages).map(byEvents), [["1", "5"], ["100"], ["1200,50", "5"]]);
assert.deepEqual(Object.values(pages).map(byStandard), [["1200,50", "5"], ["Total", "100"], ["1200,50", "5"]]);
PROGRAM
TZ=UTC node run.mjs
