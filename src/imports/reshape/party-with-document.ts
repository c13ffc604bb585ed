/** Customer and document in one cell, in either order: "ООО Ромашка, Реализация товаров и услуг 0000-000123 от 12.03.2026 10:15:00". */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { textCell } from './cells.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { rowsBelow, type Top } from './table-top.ts';
import { wordsOf } from './words.ts';

export interface PartyWithDocumentStep {
  name: 'party_with_document';
  heads: Heads;
  column: number;
  customer: string;
  document: string;
}

export function findPartyWithDocument(sample: readonly RawRow[], top: Top): FoundStep<PartyWithDocumentStep> | null {
  const rows = rowsBelow(sample, top, 200).filter((row) => !isTotal(cellText(row.cells.find((cell) => !isEmpty(cell)))));
  for (let column = 0; column < top.headings.length; column++) {
    const texts = rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '');
    if (texts.length === 0 || texts.length < rows.length * 0.6) continue;
    const few = texts.slice(0, 20);
    if (few.filter((text) => splitPartyAndDocument(text) !== null).length < few.length * 0.5) continue;
    const split = texts.map(splitPartyAndDocument);
    const both = split.filter((one) => one !== null);
    if (both.length < texts.length * 0.8) continue;
    // Beside a customer of its own the rest of the cell is its contract or anything.
    if (customerBeside(rows, top, column)) return null;
    // A part that never changes is our own name, or a word of the document.
    if (
      texts.length > 3 &&
      new Set(both.map(({ party }) => party)).size === 1 &&
      !/клиент|контрагент|покупат|клієнт|покупец|customer|client|buyer/iu.test(top.headings[column]!)
    )
      continue;
    const undated = both.some(({ document }) => !/\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} \p{L}{3,9} \d{4}/u.test(document));
    if (undated && !top.headings.some((heading, other) => other !== column && matchHeading(heading, 'sales')[0]?.meaning === 'date'))
      continue;
    const words = wordsOf(top.language);
    const step: PartyWithDocumentStep = {
      name: 'party_with_document',
      heads: headsOf(top),
      column,
      customer: words.customer,
      document: words.document,
    };
    return {
      step,
      evidence: [
        { code: 'party_with_document', detail: { heading: top.headings[column]!, customer: both[0]!.party, document: both[0]!.document } },
      ],
      sureness: 'evident',
    };
  }
  return null;
}

function customerBeside(rows: RawRow[], top: Top, column: number): boolean {
  return top.headings.some((heading, other) => {
    const best = other === column || heading === '' ? undefined : matchHeading(heading, 'sales')[0];
    return (
      best?.meaning === 'customer' && best.score >= 0.85 && rows.filter((row) => !isEmpty(row.cells[other])).length > rows.length * 0.5
    );
  });
}

export function partyWithDocument({ heads, column, customer, document }: PartyWithDocumentStep): Reshaper {
  const added = heads.width;
  return rewriteColumns({
    heads,
    headings: new Map([
      [column, customer],
      [added, document],
    ]),
    rows(row) {
      const split = splitPartyAndDocument(cellText(row.cells[column]));
      return [
        split === null
          ? new Map()
          : new Map([
              [column, textCell(split.party)],
              [added, textCell(split.document)],
            ]),
      ];
    },
  });
}

const day = String.raw`(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|["«]?\d{1,2}["»]?\s+\p{L}{3,9}\s+\d{4})(?:\s*(?:г|р)\.?)?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2})?)?`;
const typeWord = String.raw`(?:реализаци|реалізаці|расходная|видаткова|накладная|накладна|товарная накладная|корректировка реализации|коригування реалізації|возврат|повернення|отч[её]т о|звіт про|акт\b|акт |упд|сч[её]т|рахунок|продажа|продаж\b|отгрузка|відвантаження|поступление|надходження|оплата|плат[её]ж|приходный|прибутковий|чек|sales|invoice|inv\b|credit (?:memo|note)|shipment|delivery|receipt|bill|payment|refund|order)`;
const mark = String.raw`(?:№|n°|no\.?|#|nr\.?)?`;
const identity = String.raw`[\p{L}\d][\p{L}\d/\\.\-]*\d[\p{L}\d/\\.\-]*|\d+`;
const dated = String.raw`\s*\(?(?:от|від|вiд|of|dated|from|oт|on)\s+${day}\)?`;

/** A document that begins the text, or ends it; what is left beside it is who it is of. */
const shapes = [
  new RegExp(String.raw`^(?<document>${typeWord}[^\n|;]*?\s*${mark}\s*(?:${identity})${dated})(?<party>[\s\S]+)$`, 'iu'),
  new RegExp(String.raw`^(?<document>(?:№\s*)?(?:${identity})${dated})(?<party>\s*[,;|/\n–—(:-][\s\S]+)$`, 'iu'),
  new RegExp(
    String.raw`^(?<party>[\s\S]+?[,;|/\n–—(:.\-\s]\s*)(?<document>${typeWord}[^\n|;]*?\s*${mark}\s*(?:${identity})${dated}\)?)$`,
    'iu',
  ),
  new RegExp(String.raw`^(?<party>[\s\S]+?\s*[,;|/\n–—(]\s*)(?<document>(?:№\s*)?(?:${identity})${dated}\)?)$`, 'iu'),
  new RegExp(String.raw`^(?<party>[\s\S]+?\s*[,;|/\n–—(]\s*)(?<document>${typeWord}\p{L}*\s+${mark}\s*(?:${identity})\)?)$`, 'iu'),
  new RegExp(
    String.raw`^(?<document>${typeWord}\p{L}*\s+${mark}\s*(?:${identity}))(?<party>\s*[,;|/\n–—(:]\s*[\s\S]+|\s-\s[\s\S]+)$`,
    'iu',
  ),
];

export function splitPartyAndDocument(printed: string): { party: string; document: string } | null {
  const text = printed.trim();
  if (text.length < 8 || text.length > 400 || !/\d/.test(text)) return null;
  for (const shape of shapes) {
    const { party = '', document = '' } = shape.exec(text)?.groups ?? {};
    const name = partyOf(party);
    if (name === '' || document === '') continue;
    return {
      party: name,
      document: document
        .replace(/\s+/g, ' ')
        .replace(/^\(|\)$/g, '')
        .trim(),
    };
  }
  return null;
}

/** Without the separators, a contract, or a bare day; '' where no name is left. */
function partyOf(printed: string): string {
  const name = printed
    .split(/\n/)
    .map((line) => line.replace(/^[\s,;|/–—:(.-]+|[\s,;|/–—:(-]+$/g, '').trim())
    .filter((line) => line !== '' && !/^(договор|договір|contract|основной договор|без договора|сделка)/iu.test(line))
    .join(' ');
  const bare = name
    .replace(/[,;]\s*(?:договор|договір|contract)\s.*$/iu, '')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^([^(]*)\)$/, '$1')
    .trim();
  return /\p{L}{2}/u.test(bare) && parseDate(bare, 'dmy') === null && !/^(от|від|of|dated|№)\b/iu.test(bare) ? bare : '';
}
