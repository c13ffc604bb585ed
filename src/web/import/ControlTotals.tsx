/** The figures by which a person recognises the company, and an accountant checks the file: the sum, the counts, the period, and the file's own total next to ours. */
import { noCurrency } from '../../core/minor-digits.ts';
import { Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Assumed, Batch, Totals } from '../data/shapes.ts';
import { exactNumber, namedMoney, wholeNumber } from '../language/format.ts';
import { AlertIcon, CheckIcon } from '../ui/icons.tsx';
import { orderedTotals } from './ordered-totals.ts';
import { Period } from './Period.tsx';
import css from './ControlTotals.module.css';

interface ControlTotalsProps {
  kind: Batch['kind'];
  totals: Totals;
  companyCurrency: string | null;
  firstDate: string | null;
  lastDate: string | null;
  documents: number;
  lines: number;
  customers: number;
  /** The file's own totals. */
  printed?: Assumed | undefined;
  /** Headings of sums that include VAT: a total of theirs is another figure than the net sum above it. */
  withVat?: ReadonlySet<string>;
  /** Before the decision: figures to be compared. */
  toCompare?: boolean;
}

export function ControlTotals({
  kind,
  totals,
  companyCurrency,
  firstDate,
  lastDate,
  documents,
  lines,
  customers,
  printed,
  withVat = none,
  toCompare = false,
}: ControlTotalsProps) {
  const [main, ...others] = orderedTotals(totals, companyCurrency);
  return (
    <section className={`panel ${css.totals}`} aria-label={m.totals_title()}>
      {ofMoney(kind) && (
        <div className={css.sum}>
          <span className={css.of}>{sumWord(kind)}</span>
          <b className={css.main}>{main ? namedMoney({ minor: main.netMinor, currency: main.currency }) : '—'}</b>
          {others.map((total) => (
            <span key={total.currency} className={css.other}>
              + {namedMoney({ minor: total.netMinor, currency: total.currency })}
            </span>
          ))}
        </div>
      )}
      <dl className={css.counts}>
        <div>
          <dt>{documentsWord(kind)}</dt>
          <dd>{wholeNumber(documents)}</dd>
        </div>
        {kind !== 'rates' && kind !== 'prices' && kind !== 'contracts' && lines !== documents && (
          <div>
            <dt>{m.totals_lines()}</dt>
            <dd>{wholeNumber(lines)}</dd>
          </div>
        )}
        {kind !== 'rates' && kind !== 'prices' && kind !== 'costs' && (
          <div>
            <dt>{m.totals_customers()}</dt>
            <dd>{wholeNumber(customers)}</dd>
          </div>
        )}
        <div>
          <dt>{m.totals_period()}</dt>
          <dd>
            <Period from={firstDate} to={lastDate} />
          </dd>
        </div>
        {ofMoney(kind) && main && (
          <div>
            <dt>{m.totals_currency()}</dt>
            <dd>{[main, ...others].map(({ currency }) => (currency === noCurrency ? m.totals_currency_none() : currency)).join(', ')}</dd>
          </div>
        )}
      </dl>
      {printed && <Printed printed={printed} withVat={withVat} />}
      {toCompare && (
        <Text size="sm" c="dimmed" className={css.line ?? ''}>
          {m.totals_compare()}
        </Text>
      )}
    </section>
  );
}

const none: ReadonlySet<string> = new Set();

/** Green only where the rows add up to it. */
function Printed({ printed, withVat }: { printed: Assumed; withVat: ReadonlySet<string> }) {
  return printed.evidence.map(({ code, detail }) => {
    if (code !== 'total_reproduced' && code !== 'total_differs') return null;
    const { heading = '', printed: theirs = '', read = '' } = detail;
    const agrees = code === 'total_reproduced';
    return (
      <p key={code} className={css.printed} data-agrees={agrees}>
        {agrees ? <CheckIcon size={18} /> : <AlertIcon size={18} />}
        <span>
          {agrees
            ? withVat.has(heading)
              ? m.totals_printed_with_vat({ heading, printed: exactNumber(theirs, 2) })
              : m.totals_printed({ heading, printed: exactNumber(theirs, 2) })
            : m.totals_printed_differs({
                heading,
                printed: exactNumber(theirs, 2),
                read: exactNumber(read, 2),
                difference: exactNumber((Number(read) - Number(theirs)).toFixed(2), 2),
              })}
        </span>
      </p>
    );
  });
}

function ofMoney(kind: Batch['kind']): boolean {
  return kind !== 'rates' && kind !== 'prices' && kind !== 'events';
}

function sumWord(kind: Batch['kind']): string {
  switch (kind) {
    case 'costs':
    case 'direct_costs':
      return m.totals_expenses();
    case 'contracts':
      return m.totals_contract_sum();
    case 'payments':
      return m.totals_payments();
    default:
      return m.totals_sum();
  }
}

function documentsWord(kind: Batch['kind']): string {
  switch (kind) {
    case 'rates':
      return m.totals_rates();
    case 'prices':
      return m.totals_prices();
    case 'events':
      return m.totals_events();
    case 'contracts':
      return m.totals_contract_terms();
    default:
      return m.totals_documents();
  }
}
