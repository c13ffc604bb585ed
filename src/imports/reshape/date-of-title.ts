/** A table of customers and sums of one month or one day that only the titles name ("Продажи по клиентам за январь 2026"): each row is dated by it. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { findDay, findPeriod, monthOfPeriod } from '../../facts/headings/titles.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { parseDocumentReference } from '../../facts/values/document-reference.ts';
import { numberIn, textCell } from './cells.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { rowsBelow, type Top } from './table-top.ts';
import { wordsOf } from './words.ts';

export interface DateOfTitleStep {
  name: 'date_of_title';
  heads: Heads;
  date: string;
  heading: string;
}

export function findDateOfTitle(sample: readonly RawRow[], top: Top): FoundStep<DateOfTitleStep> | null {
  if (!isCustomerTotals(sample, top)) return null;
  const period = findPeriod(top.titles) ?? (/(^|\s)(за|for|on|від)\s/iu.test(top.titles.join(' ')) ? findDay(top.titles) : null);
  if (period === null) return null;
  const day = period.from === period.to;
  const date = day ? period.from : monthOfPeriod(period);
  if (date === null) return null;
  const step: DateOfTitleStep = {
    name: 'date_of_title',
    heads: headsOf(top),
    date,
    heading: day ? wordsOf(top.language).date : wordsOf(top.language).month,
  };
  return {
    step,
    evidence: [{ code: 'date_of_title', detail: { date } }, ...(day ? [] : [{ code: 'months_only', detail: {} }])],
    sureness: 'evident',
  };
}

/** Customers with what they bought, and neither a day nor a document anywhere. */
export function isCustomerTotals(sample: readonly RawRow[], top: Top): boolean {
  const rows = rowsBelow(sample, top, 300);
  const best = top.headings.map((heading) => (heading === '' ? undefined : matchHeading(heading, 'sales')[0]));
  const customers =
    best.some((one) => one?.meaning === 'customer' && one.score >= 0.85) ||
    top.headings.some((heading) => /^(контрагент|клиент|покупатель|клієнт|покупець|customer)/iu.test(heading));
  const sold = best.some(
    (one, column) =>
      one !== undefined &&
      one.score >= 0.7 &&
      /^(amount|net_amount|gross_amount)$/.test(one.meaning) &&
      rows.some((row) => numberIn(row.cells[column]) !== null),
  );
  // Levels under one another that nothing tells apart would count every sum twice.
  const levels = top.headings.some(
    (heading) =>
      /\s\/\s|,\s/u.test(heading) && matchHeading(heading, 'sales').some(({ meaning }) => meaning === 'customer' || meaning === 'product'),
  );
  if (levels && new Set(rows.map((row) => Math.max(row.outlineLevel, row.indent))).size < 2) return false;
  if (
    !customers ||
    !sold ||
    best.some(
      (one) => one !== undefined && one.score >= 0.5 && /^(date|document|document_number|valid_until|payment_amount)$/.test(one.meaning),
    )
  )
    return false;
  return !rows.some((row) =>
    row.cells.some((cell) =>
      cell.type === 'number'
        ? cell.dateLike
        : cell.type === 'text' &&
          cell.text.length > 5 &&
          (parseDate(cellText(cell), 'dmy') !== null || parseDocumentReference(cellText(cell)) !== null),
    ),
  );
}

export function dateOfTitle({ heads, date, heading }: DateOfTitleStep): Reshaper {
  return rewriteColumns({
    heads,
    headings: new Map([[heads.width, heading]]),
    rows(row) {
      const filled = row.cells.some((cell) => !isEmpty(cell)) && !isTotal(cellText(row.cells.find((cell) => !isEmpty(cell))));
      return [filled ? new Map([[heads.width, textCell(date)]]) : new Map()];
    },
  });
}
