/** clientele profit --customer: one customer's statement with what was done for it; with --line a line of it, opened to what made it. */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { asTexts } from '../../core/as-texts.ts';
import type { OpenLine, Statement } from '../../core/differentiate/costing/statement.ts';
import type { CustomerProfit } from '../../questions/differentiate/customer-profit.ts';
import type { SomeMonths } from '../../core/differentiate/costing/statement-period.ts';
import type { ShownLine } from '../../questions/differentiate/shown-line.ts';
import type { Asked } from '../command.ts';
import { CommandFailed, exitCodes } from '../io.ts';
import { oneCustomer } from '../one-customer.ts';
import { textTable } from '../table.ts';
import type { Words } from '../words.ts';

export async function showCustomerProfit(
  context: Context,
  { customer, line, name, limit, period }: CustomerOptions,
  { io, words, print }: Asked<object>,
): Promise<number> {
  const found = await oneCustomer(context, customer, io);
  if (found === undefined) return exitCodes.undecided;
  if (line === undefined) {
    const { customerProfit } = await import('../../questions/differentiate/customer-profit.ts');
    const profit = await customerProfit(context, asProgram('command line'), { id: found.id, period });
    if (profit === undefined) throw nothingPublished(words);
    print({ json: () => asTexts(profit), words: () => `${found.name}\n${statementTable(profit, words)}` });
    return exitCodes.done;
  }
  const { openStatementLine } = await import('../../questions/differentiate/open-line.ts');
  const { shownLine } = await import('../../questions/differentiate/shown-line.ts');
  const opened = await openStatementLine(context, asProgram('command line'), { id: found.id, line, name, period, offset: 0, limit });
  if (opened === undefined) throw nothingPublished(words);
  const shown = shownLine(opened, found.id);
  print({ json: () => shown, words: () => `${found.name}\n${openedTable(shown, words)}` });
  return exitCodes.done;
}

interface CustomerOptions {
  customer: string;
  line?: OpenLine;
  name?: string;
  limit: number;
  period: SomeMonths | undefined;
}

const nothingPublished = ({ t }: Words): CommandFailed => new CommandFailed(exitCodes.refused, t('cli_nothing_published'));

const lines = [
  'listMinor',
  'discountMinor',
  'returnsMinor',
  'revenueMinor',
  'costOfGoodsMinor',
  'grossMarginMinor',
  'directMinor',
  'activitiesMinor',
  'creditMinor',
  'netProfitMinor',
] as const satisfies readonly (keyof Statement)[];

function statementTable({ statement, activities, deliveryPoints, currency, period }: CustomerProfit, words: Words): string {
  const { t } = words;
  const amount = (minor: bigint | null): string => words.money(minor, currency);
  const rows = lines.flatMap((line) => [
    [t(`profit_${line}`), amount(statement[line]), ''],
    ...(line === 'activitiesMinor'
      ? activities.map(({ activity, costMinor, equation }) => [`  ${activity}`, amount(costMinor), equation])
      : []),
  ]);
  const told = textTable(
    [
      { heading: t('profit_line'), align: 'left' },
      { heading: t('profit_amount'), align: 'right' },
      { heading: t('opened_rule'), align: 'left' },
    ],
    rows,
  );
  if (deliveryPoints.length < 2) return `${period.from}..${period.to}\n\n${told}`;
  const points = textTable(
    [
      { heading: t('profit_by_delivery_point'), align: 'left' },
      ...lines.map((line) => ({ heading: t(`profit_${line}`), align: 'right' as const })),
    ],
    deliveryPoints.map((of) => [of.point || '—', ...lines.map((line) => amount(of[line]))]),
  );
  return `${period.from}..${period.to}\n\n${told}\n${points}`;
}

function openedTable({ parts, currency, count, totalMinor, period }: ShownLine, words: Words): string {
  const { t } = words;
  const amount = (minor: string): string => words.money(minor, currency);
  const rows = parts.map((part) => [
    part.kind === 'credit' ? part.month : part.date,
    whatItIs(part, words),
    how(part, amount),
    amount(part.amountMinor),
  ]);
  const table = textTable(
    [
      { heading: t('documents_date'), align: 'left' },
      { heading: t('opened_what'), align: 'left' },
      { heading: t('opened_rule'), align: 'left' },
      { heading: t('profit_amount'), align: 'right' },
    ],
    [...rows, [t('profit_total'), '', '', amount(totalMinor)]],
  );
  const more = parts.length < count ? `${t('opened_first', { shown: parts.length, all: count })}\n` : '';
  return `${period.from}..${period.to}\n\n${table}${more}`;
}

function whatItIs(part: ShownLine['parts'][number], { t }: Words): string {
  switch (part.kind) {
    case 'document':
      return [part.type, part.number].filter(Boolean).join(' ');
    case 'direct_cost':
      return [part.name, part.number].filter(Boolean).join(' ');
    case 'event':
      return [part.activity, t(`cost_event_${part.event}`, {}), part.number, part.person].filter(Boolean).join(', ');
    case 'credit':
      return '';
  }
}

/** The rule with what it was asked of: `5 + 2 * lines; lines 4 = 13 × 600,00 / 100`. */
function how(part: ShownLine['parts'][number], amount: (minor: string) => string): string {
  if (part.kind === 'credit') return `${amount(part.averageMinor)} × ${part.permille / 10} % × ${part.days} / 365`;
  if (part.kind !== 'event') return '';
  const values = Object.entries(part.values)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? value : `"${value}"`}`)
    .join(', ');
  return `${part.equation}; ${values} = ${Number(part.minutesMicro) / 1e6} × ${amount(part.poolMinor)} / ${Number(part.poolMicro) / 1e6}`;
}
