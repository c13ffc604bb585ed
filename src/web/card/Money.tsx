/** Shipments, margin and payments by month; a month leads to its documents. */
import { Table } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { Key, Swatch } from '../charts/Key.tsx';
import { MoneyByMonth } from '../charts/MoneyByMonth.tsx';
import type { CustomerCard } from '../data/shapes.ts';
import { monthName, wholeMoney, wholeNumber } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';

export function Money({ card }: { card: CustomerCard }) {
  if (card.months.length === 0) return null;
  const title = finding(card);
  return (
    <Finding
      title={title}
      chart={<MoneyByMonth months={card.months} currency={card.currency} label={title} />}
      table={<MonthsTable card={card} />}
      foot={
        <Key
          items={[
            { mark: <Swatch colour="var(--regular)" />, word: m.measure_revenue() },
            { mark: <Swatch colour="var(--growth)" />, word: m.measure_gross_margin() },
            { mark: <Swatch colour="var(--payments)" shape="diamond" />, word: m.measure_payments() },
          ]}
        />
      }
    />
  );
}

function finding({ months }: CustomerCard): string {
  const best = months.reduce((one, other) => (BigInt(other.revenueMinor) > BigInt(one.revenueMinor) ? other : one));
  return BigInt(best.revenueMinor) > 0n ? m.money_title({ month: monthName(best.month) }) : m.money_title_plain();
}

function MonthsTable({ card }: { card: CustomerCard }) {
  const { currency } = card;
  return (
    <Table stickyHeader aria-label={finding(card)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{m.column_month()}</Table.Th>
          <Table.Th data-figures>{m.measure_revenue()}</Table.Th>
          <Table.Th data-figures>{m.measure_gross_margin()}</Table.Th>
          <Table.Th data-figures>{m.measure_payments()}</Table.Th>
          <Table.Th data-figures>{m.column_orders()}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {card.months.toReversed().map((row) => (
          <Table.Tr key={row.month}>
            <Table.Td>
              <AppLink href={paths.customer(card.id, { month: row.month })}>{monthName(row.month)}</AppLink>
            </Table.Td>
            <Table.Td data-figures>{wholeMoney({ minor: row.revenueMinor, currency })}</Table.Td>
            <Table.Td data-figures>{row.grossMarginMinor === null ? '—' : wholeMoney({ minor: row.grossMarginMinor, currency })}</Table.Td>
            <Table.Td data-figures>{wholeMoney({ minor: row.paymentsMinor, currency })}</Table.Td>
            <Table.Td data-figures>{wholeNumber(row.orders)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
