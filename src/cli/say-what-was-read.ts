/** What was read of a file of purchases or histories, in sentences: columns, rows left out by reason, period, money, unit of time. */
import type { LeftOut, WhatWasRead } from '../imports/purchase-log/what-was-read.ts';
import type { Language } from './say.ts';
import { wordsIn } from './words.ts';

export function sayWhatWasRead({ read, unit }: { read: WhatWasRead; unit: 'week' | 'day' | null }, language: Language): string {
  const { t } = wordsIn(language);
  const count = (value: number): string => new Intl.NumberFormat(language).format(value);
  const { period, observedUntil, leftOut, doubled, money } = read;
  const columns = read.columns.map(({ use, number, heading }) => t('fit_read_column', { use: t(`fit_read_use_${use}`), heading, number }));
  const lines = [
    t('fit_read_file', { format: formatOf(read) }),
    t('fit_read_columns', { columns: columns.join('; ') }),
    read.otherDates.length === 0 ? null : t('fit_read_other_dates', { columns: read.otherDates.join(', ') }),
    t('fit_read_rows', { rows: count(read.rows), leftOut: count(leftOut.reduce((sum, { rows }) => sum + rows, 0)) }),
    ...leftOut.map((each) =>
      t('fit_read_left_out', {
        reason: reasonOf(each, t),
        rows: count(each.rows),
        examples: each.examples.map(({ row, value }) => (value === '' ? String(row) : `${row}: ${value}`)).join('; '),
      }),
    ),
    period === null ? null : t('fit_read_period', { from: period.from, to: period.to, until: observedUntil ?? '' }),
    read.dates?.precision === 'month' ? t('fit_read_months') : null,
    money.from === 'none' ? t(`fit_read_no_money_${money.because}`) : t(`fit_read_money_${money.from}`),
    read.returns === 0 ? null : t('fit_read_returns', { rows: count(read.returns) }),
    read.unpriced === 0 ? null : t('fit_read_unpriced', { rows: count(read.unpriced) }),
    doubled.rows === 0
      ? null
      : doubled.copies > 1
        ? t('fit_read_doubled_all', { rows: count(doubled.rows), copies: count(doubled.copies) })
        : t('fit_read_doubled', { rows: count(doubled.rows) }),
    t(`fit_read_unit_${unit ?? 'unknown'}`),
  ];
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
}

/** An import has words for most reasons; a log has some of its own. */
function reasonOf({ reason }: LeftOut, t: (key: string) => string): string {
  const found = [`fit_left_out_${reason}`, `reject_${reason}`, `ignored_${reason}`]
    .map((key) => ({ key, words: t(key) }))
    .find(({ key, words }) => words !== key);
  return found?.words ?? reason;
}

function formatOf({ format, table }: WhatWasRead): string {
  const kind =
    format.container === 'delimited' ? `${format.encoding} “${format.delimiter === '\t' ? '\\t' : format.delimiter}”` : format.container;
  return table === '' ? kind : `${kind}, ${table}`;
}
