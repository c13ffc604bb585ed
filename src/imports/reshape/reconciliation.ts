/**
 * A statement of reconciliation (акт сверки) with one customer, who stands only in the titles: our half is the first; its debit is what was sold,
 * its credit what was paid. The other half repeats it from the other side.
 */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { filledColumns, isNought, leftOut, numberIn, rowLike } from './cells.ts';
import { amountOf, chooseReading, dayCell, type Entry, entryHeadings, entryOf, entryRow, readDocument, type Wanted } from './entries.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { titlesOf } from './table-top.ts';
import { type Language, languageOf } from './words.ts';

export interface ReconciliationStep {
  name: 'reconciliation';
  firstRow: number;
  wanted: Wanted;
  language: Language;
  customer: string;
  /** As printed over our half; '' where it is not. */
  currency: string;
  columns: { date: number | null; document: number; debit: number; credit: number };
}

const title =
  /акт\S*\s+(?:звірки|звіряння|сверки)|сверк\S*\s+(?:взаим|расч[её]т)|звірк\S*\s+(?:взаєм|розрах)|reconciliation (?:statement|act|report)|act of reconciliation|statement of account|account statement|customer statement/iu;

export function isReconciliation(sample: readonly RawRow[]): boolean {
  return sample.slice(0, 25).some((row) => row.cells.some((cell) => title.test(cellText(cell)))) && headingAt(sample) !== null;
}

/** The row with the headings of the halves. */
function headingAt(sample: readonly RawRow[]): { at: number; columns: ReconciliationStep['columns'] } | null {
  for (let at = 0; at < Math.min(40, sample.length); at++) {
    const texts = sample[at]!.cells.map((cell) => cellText(cell).toLowerCase());
    const [debit, credit] = [
      texts.findIndex((text) => /^(дебет|дт|debit|charges?|invoiced)\b/u.test(text) || /^(дебет|дт)(,.*)?$/u.test(text)),
      texts.findIndex((text) => /^(credit|payments?|paid)\b/u.test(text) || /^(кредит|кт)(,.*)?$/u.test(text)),
    ];
    if (debit < 0 || credit < 0) continue;
    const named = (pattern: RegExp): number => texts.findIndex((text, column) => column < Math.max(debit, credit) && pattern.test(text));
    const date = named(/^(дата|date)/u);
    const document = named(/документ|операц|содержани|зміст|document|description|details|reference|invoice/u);
    if (document < 0 || (date < 0 && document > Math.min(debit, credit))) continue;
    return { at, columns: { date: date < 0 ? null : date, document, debit, credit } };
  }
  return null;
}

export function findReconciliation(sample: readonly RawRow[], answer: string | undefined): FoundStep<ReconciliationStep> | null {
  const heading = isReconciliation(sample) ? headingAt(sample) : null;
  if (heading === null) return null;
  const customer = customerOf(sample.slice(0, heading.at), heading.columns);
  if (customer === '') return null;
  const counts = { sales: 0, payments: 0, neither: 0 };
  for (const row of sample.slice(heading.at + 1)) {
    const entry = entryIn(row, { customer, columns: heading.columns });
    if (entry !== null) counts[entry.is ?? 'neither']++;
  }
  const chosen = chooseReading(counts, answer);
  if (chosen === null) return null;
  const step: ReconciliationStep = {
    name: 'reconciliation',
    firstRow: sample[heading.at]!.number,
    wanted: chosen.wanted,
    language: languageOf(sample.slice(0, heading.at + 1)),
    customer,
    currency: currencyOf(sample.slice(0, heading.at)),
    columns: heading.columns,
  };
  const evidence = [
    {
      code: 'reconciliation',
      detail: { customer, sales: String(counts.sales), payments: String(counts.payments), neither: String(counts.neither) },
    },
  ];
  return {
    step,
    evidence,
    sureness: chosen.open ? 'open' : 'evident',
    kind: chosen.kind,
    readings: { value: chosen.wanted, options: [...chosen.options] },
  };
}

/** "По данным Бархан ООО, руб." over the other half; else the second name between "между … и …"; else what is labelled as the customer. */
function customerOf(above: readonly RawRow[], columns: ReconciliationStep['columns']): string {
  const halves = above.flatMap((row) =>
    row.cells.flatMap((cell, column) => {
      const match =
        /^(?:по данным|за даними|according to|as per|per)\s+(.+?)(?:\s*,?\s*(?:в\s|у\s)?(?:руб|грн|rub|uah|usd|eur|₽|₴)\S*.*)?$/iu.exec(
          cellText(cell),
        );
      return match ? [{ column, name: bare(match[1]!) }] : [];
    }),
  );
  const ours = halves.find(({ column }) => column <= columns.debit);
  const theirs = halves.find(({ column }) => column > columns.debit);
  if (theirs && theirs.name !== ours?.name && !/контрагент|покупател|нашим|нашими/iu.test(theirs.name)) return theirs.name;
  const text = titlesOf(above)
    .join('\n')
    .replace(/\s*\n\s*/g, ' ');
  const between =
    /(?:между|між|between)\s+(?:нами,?\s*(?:нижеподписавшимися|що нижче підписалися)[^,]*,?\s*)?(.+?)\s*(?:,\s*(?:с одной стороны|з однієї сторони)[^,]*,?)?\s+(?:и|та|і|й|and)\s+(.+?)(?=\s*(?:,?\s*(?:с другой|з другої|с одной)|\s+(?:по договор|за договор|по состоянию|станом|за период|за період|under|as of|for the)|,\s*(?:за|по)\s|$|\.\s))/iu.exec(
      text,
    );
  if (between) {
    const [first, second] = [bare(between[1]!), bare(between[2]!)];
    return ours !== undefined && sameName(ours.name, second) ? first : second;
  }
  const labelled = /(?:контрагент|покупатель|клиент|клієнт|покупець|customer|client|bill to|to)\s*:\s*(.{2,80}?)(?:\s{2,}|$|\n)/iu.exec(
    titlesOf(above).join('\n'),
  );
  return labelled ? bare(labelled[1]!) : '';
}

/** "По данным ООО "Север", руб." */
function currencyOf(above: readonly RawRow[]): string {
  const texts = above
    .flatMap((row) => row.cells.map(cellText))
    .filter((text) => /^(?:по данным|за даними|according to|as per)/iu.test(text));
  return (
    texts
      .map((text) => /,\s*(?:в\s|у\s)?(руб|грн|rub|uah|usd|eur|kzt|₽|₴|\$|€)[^,]*$/iu.exec(text)?.[1] ?? '')
      .find((found) => found !== '') ?? ''
  );
}

function bare(name: string): string {
  return name
    .replace(/\s*\((?:инн|єдрпоу|код)[^)]*\)/iu, '')
    .replace(/^[\s,:]+|[\s,:.]+$/g, '')
    .trim();
}

function sameName(a: string, b: string): boolean {
  const key = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]+/gu, '');
  return key(a) === key(b);
}

/** Null for balances and turnovers, and what stands below them. */
function entryIn(row: RawRow, { customer, columns }: Pick<ReconciliationStep, 'customer' | 'columns'>): Entry | null {
  const printed = cellText(row.cells[columns.document]);
  const first = cellText(row.cells.find((cell) => !isEmpty(cell)));
  if (isTotal(first) || isTotal(printed) || /^(сальдо|обороты|обороти|opening|closing|balance)/iu.test(first)) return null;
  const [debit, credit] = [row.cells[columns.debit], row.cells[columns.credit]];
  const sides = [debit, credit].filter((cell) => !isNought(cell));
  if (sides.length !== 1 || numberIn(sides[0]) === null) return null;
  const reference = readDocument(printed);
  const date = dayCell(columns.date === null ? undefined : row.cells[columns.date], reference);
  if (isEmpty(date) && parseDate(first, 'dmy') === null) return null;
  const left = !isNought(debit);
  const told = entryOf(reference.type);
  // A word that is not known is what its side usually is: debit what was sold, credit what was paid; what came back is on the other side.
  const is =
    told?.is ??
    (/зач[её]т|залік|offset|корректировк|коригування|курсов|приобретени|приход|прихід|поступление (товар|услуг)|надходження товар|закупк/iu.test(
      reference.type,
    )
      ? null
      : left
        ? 'sales'
        : 'payments');
  const usual = is === 'sales' ? left : !left;
  return { is, date, type: reference.type, number: reference.number, customer, amount: amountOf(sides[0], usual ? 1 : -1) };
}

export function reconciliation(step: ReconciliationStep): Reshaper {
  return {
    push(row) {
      if (row.leftOut === true || row.number < step.firstRow) return [row];
      if (row.number === step.firstRow)
        return [rowLike(row, entryHeadings(step.wanted, { language: step.language, includes: 'unsaid', currency: step.currency }))];
      if (filledColumns(row).length === 0) return [row];
      const entry = entryIn(row, step);
      return [entry !== null && entry.is === step.wanted ? entryRow(row, step.wanted, entry) : leftOut(row)];
    },
    end: () => [],
  };
}
