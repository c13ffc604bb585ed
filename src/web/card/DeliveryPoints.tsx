/** The customer's statement by delivery point, where it has several: they add up to it, and a profitable one may hide a losing one. */
import { Text, Title } from '@mantine/core';
import { leftOf } from '../../core/differentiate/costing/statement.ts';
import { m } from '../../../messages/compiled/messages.js';
import type { CustomerProfit } from '../data/shapes.ts';
import { monthName } from '../language/format.ts';
import { StatementTable } from '../profit/StatementTable.tsx';
import css from '../profit/Statements.module.css';

export function DeliveryPoints({ profit }: { profit: CustomerProfit }) {
  const { deliveryPoints, statement, period, currency } = profit;
  if (deliveryPoints.length < 2) return null;
  const rows = deliveryPoints.map(({ point, ...of }) => ({ key: point, word: point || m.points_not_named(), statement: of }));
  return (
    <section className={`panel ${css.statements}`} aria-labelledby="delivery-points">
      <Title order={2} fz={20} id="delivery-points">
        {finding(profit)}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm">
        {m.points_caption({ from: monthName(period.from), to: monthName(period.to) })}
      </Text>
      <StatementTable label={m.points_table()} heading={m.profit_by_delivery_point()} rows={rows} total={statement} currency={currency} />
    </section>
  );
}

function finding({ deliveryPoints }: CustomerProfit): string {
  const named = deliveryPoints.filter(({ point }) => point !== '');
  const left = named.map(leftOf);
  if (left.some((minor) => minor === null)) return m.points_table();
  const losing = left.filter((minor) => minor!.startsWith('-')).length;
  if (losing === 0) return m.points_all_earn();
  return losing === named.length ? m.points_none_earns() : m.points_losing({ count: losing, all: named.length });
}
