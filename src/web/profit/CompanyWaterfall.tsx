/** The whole company from list value to net profit. Users who see all customers also see costs outside customers. */
import { useQuery } from '@tanstack/react-query';
import { leftOf } from '../../core/differentiate/costing/statement.ts';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { type Step, Waterfall } from '../charts/Waterfall.tsx';
import { costsQuery } from '../data/queries.ts';
import type { Months, Profit, Reconciliation, Statement } from '../data/shapes.ts';
import { percent, shortMoney, wholeNumber } from '../language/format.ts';
import { negative, statementSteps } from './lines.ts';
import { StepsTable } from './StepsTable.tsx';

export function CompanyWaterfall({ company: { total, currency, winning, aboveListMinor }, months }: { company: Profit; months: Months }) {
  const costs = useQuery(costsQuery(months));
  const steps = [
    ...statementSteps(total),
    ...(total.netProfitMinor === null || !costs.data ? [] : overhead(total.netProfitMinor, costs.data)),
  ];
  const title = finding(total, steps, currency);
  if (steps.length === 0) return null;
  return (
    <Finding
      title={title}
      caption={m.profit_waterfall_caption()}
      chart={<Waterfall steps={steps} currency={currency} label={title} />}
      table={<StepsTable steps={steps} currency={currency} title={title} />}
      foot={
        <>
          <AboveList minor={aboveListMinor} currency={currency} />
          {winning && <p>{winningWords(winning, currency)}</p>}
        </>
      }
    />
  );
}

/** List value holds what was charged above the list, so that the steps add up: it says how much. */
function AboveList({ minor, currency }: { minor: string; currency: string }) {
  return minor === '0' ? null : <p>{m.profit_above_list({ amount: shortMoney({ minor, currency }) })}</p>;
}

/** The cost of a new customer, compared with that of a kept one. */
function winningWords({ perWonMinor, won, perKeptMinor, kept }: NonNullable<Profit['winning']>, currency: string): string {
  const money = (minor: string | null): string => (minor === null ? '—' : shortMoney({ minor, currency }));
  return m.profit_winning({ perWon: money(perWonMinor), won: wholeNumber(won), perKept: money(perKeptMinor), kept: wholeNumber(kept) });
}

/** Unused capacity and costs that are not allocated stay with the company. */
function overhead(netProfitMinor: string, { total: { unusedMinor, notAllocatedMinor } }: Reconciliation): Step[] {
  if (unusedMinor === '0' && notAllocatedMinor === '0') return [];
  return [
    ...(unusedMinor === '0' ? [] : [{ word: m.costs_unusedMinor(), minor: negative(unusedMinor), stands: false }]),
    ...(notAllocatedMinor === '0' ? [] : [{ word: m.costs_notAllocatedMinor(), minor: negative(notAllocatedMinor), stands: false }]),
    { word: m.profit_of_company(), minor: String(BigInt(netProfitMinor) - BigInt(unusedMinor) - BigInt(notAllocatedMinor)), stands: true },
  ];
}

function finding(total: Statement, steps: Step[], currency: string): string {
  const left = steps.findLast(({ stands }) => stands);
  if (leftOf(total) === null || left === undefined) return m.profit_waterfall_unknown();
  if (total.netProfitMinor === null) return m.profit_waterfall_margin({ money: shortMoney({ minor: left.minor, currency }) });
  if (left.minor.startsWith('-')) return m.profit_waterfall_lost({ money: shortMoney({ minor: left.minor.replace('-', ''), currency }) });
  const list = Number(total.listMinor);
  if (list <= 0) return m.profit_waterfall_left({ money: shortMoney({ minor: left.minor, currency }) });
  const share = Number(left.minor) / list;
  return m.profit_waterfall_share({ share: percent(share, share < 0.1 ? 1 : 0), money: shortMoney({ minor: left.minor, currency }) });
}
