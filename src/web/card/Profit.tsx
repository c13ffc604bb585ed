/** The customer's net profit after the cost to serve, the rules behind it, and possible changes. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { leftOf } from '../../core/differentiate/costing/statement.ts';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { Waterfall } from '../charts/Waterfall.tsx';
import { customerProfitQuery } from '../data/queries.ts';
import type { CustomerCard, CustomerProfit } from '../data/shapes.ts';
import { monthName, percent, shortMoney } from '../language/format.ts';
import { isServed, statementSteps } from '../profit/lines.ts';
import { MissingFacts } from '../profit/MissingFacts.tsx';
import { StepsTable } from '../profit/StepsTable.tsx';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { DeliveryPoints } from './DeliveryPoints.tsx';
import { StatementLines } from './StatementLines.tsx';
import { WhatWasDone } from './WhatWasDone.tsx';
import { WhyUnprofitable } from './WhyUnprofitable.tsx';

export function Profit({ card }: { card: CustomerCard }) {
  const profit = useQuery(customerProfitQuery(card.id));
  if (profit.isError) return <ProblemNote problem={problemOf(profit.error)} />;
  if (!profit.data) return <Skeleton h={380} radius="lg" />;
  const { statement, currency, period, activities, directCosts } = profit.data;
  const steps = statementSteps(statement);
  const title = finding(profit.data);
  return (
    <>
      <Finding
        title={title}
        caption={m.card_profit_caption({ from: monthName(period.from), to: monthName(period.to) })}
        chart={<Waterfall steps={steps} currency={currency} label={title} />}
        table={<StepsTable steps={steps} currency={currency} title={title} />}
      />
      <WhyUnprofitable profit={profit.data} />
      <StatementLines customer={card.id} profit={profit.data} />
      <DeliveryPoints profit={profit.data} />
      {(activities.length > 0 || directCosts.length > 0) && <WhatWasDone customer={card.id} profit={profit.data} />}
      <MissingFacts missing={profit.data.missing} />
    </>
  );
}

function finding({ statement, currency }: CustomerProfit): string {
  const left = leftOf(statement);
  if (left === null) return m.card_profit_unknown();
  const money = shortMoney({ minor: left.replace('-', ''), currency });
  if (left.startsWith('-')) return m.card_profit_loses({ money });
  const sales = Number(statement.revenueMinor);
  if (sales <= 0) return m.card_profit_earns({ money });
  const share = percent(Number(left) / sales, 1);
  return isServed(statement) ? m.card_profit_share({ money, share }) : m.card_profit_margin_share({ money, share });
}
