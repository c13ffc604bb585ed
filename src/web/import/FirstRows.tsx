/** The first rows of the file as they will be booked: a person who knows the report sees errors at once. */
import { Badge, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Batch, FirstRow } from '../data/shapes.ts';
import { currencyName, date, exactNumber, monthName, namedMoney, quantity, wholeNumber } from '../language/format.ts';
import { sentence } from '../language/words.ts';
import cards from '../ui/cards.module.css';
import { FirstFew } from '../ui/FirstFew.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import css from './FirstRows.module.css';

interface Fact {
  heading: string;
  figures?: boolean;
  narrow?: boolean;
  of: (row: FirstRow) => ReactNode;
}

export function FirstRows({ kind, rows }: { kind: Batch['kind']; rows: FirstRow[] }) {
  if (rows.length === 0) return null;
  // A column that no row fills says nothing.
  const facts = factsOf(kind).filter(({ of }) => rows.some((row) => of(row) !== null && of(row) !== ''));
  return (
    <section className="panel" aria-label={m.first_rows_title()}>
      <Title order={2} fz={18} px="lg" pt="md">
        {m.first_rows_title()}
      </Title>
      <Text size="sm" c="dimmed" px="lg">
        {m.first_rows_lead()}
      </Text>
      <FirstFew rows={rows} more={(count) => m.first_rows_more({ count })}>
        {(shown) => (
          <Scroll label={m.first_rows_title()}>
            <Table
              mt="sm"
              horizontalSpacing="lg"
              verticalSpacing={6}
              className={`${cards.cards} ${css.rows}`}
              aria-label={m.first_rows_title()}
            >
              <Table.Thead>
                <Table.Tr>
                  {facts.map(({ heading, figures, narrow }) => (
                    <Table.Th key={heading} w={narrow ? 90 : undefined} {...(figures ? { 'data-figures': true } : {})}>
                      {heading}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((row, place) => (
                  <Table.Tr key={place} data-state={row.state}>
                    {facts.map(({ heading, figures, of }) => (
                      <Table.Td key={heading} data-label={heading} {...(figures ? { 'data-figures': true } : {})}>
                        {of(row)}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scroll>
        )}
      </FirstFew>
    </section>
  );
}

const money = (row: FirstRow): ReactNode =>
  row.netMinor === null || row.currency === '' ? null : namedMoney({ minor: row.netMinor, currency: row.currency });

function factsOf(kind: Batch['kind']): Fact[] {
  const line: Fact = { heading: m.row_number(), figures: true, narrow: true, of: (row) => wholeNumber(row.row) };
  const dated: Fact = { heading: m.documents_date(), of: (row) => <span style={{ whiteSpace: 'nowrap' }}>{date(row.date)}</span> };
  const document: Fact = { heading: m.documents_document(), of: (row) => marked(row, row.document) };
  const customer: Fact = { heading: m.customers_name(), of: (row) => row.customer };
  const what = (heading: string): Fact => ({ heading, of: (row) => row.what });
  const count: Fact = {
    heading: m.first_rows_quantity(),
    figures: true,
    of: (row) => row.quantity && `${quantity(row.quantity)}${row.unit ? ` ${row.unit}` : ''}`,
  };
  const minutes: Fact = { heading: m.first_rows_minutes(), figures: true, of: (row) => row.minutes && exactNumber(row.minutes) };
  const sum: Fact = { heading: m.first_rows_amount(), figures: true, of: money };
  switch (kind) {
    case 'payments':
      return [line, dated, document, customer, what(m.first_rows_purpose()), sum];
    case 'rates':
      return [
        line,
        dated,
        { heading: m.totals_currency(), of: (row) => currencyName(row.what) },
        count,
        { heading: m.first_rows_rate(), figures: true, of: (row) => row.rate && exactNumber(row.rate, 2) },
      ];
    case 'prices':
      return [
        line,
        dated,
        what(m.meaning_product()),
        { heading: m.meaning_unit(), of: (row) => row.unit },
        { heading: m.meaning_price_type(), of: (row) => row.document },
        { ...sum, heading: m.meaning_list_price() },
      ];
    case 'costs':
      return [line, { heading: m.documents_month(), of: (row) => monthName(row.date.slice(0, 7)) }, what(m.meaning_pool()), minutes, sum];
    case 'direct_costs':
      return [line, dated, document, customer, what(m.meaning_expense_name()), sum];
    case 'events':
      return [
        line,
        dated,
        { heading: m.meaning_event(), of: (row) => marked(row, sentence(`cost_event_${row.what}`, {}) ?? row.what) },
        customer,
        count,
        minutes,
        { heading: m.documents_document(), of: (row) => row.document },
      ];
    case 'contracts':
      return [line, document, customer, dated, { heading: m.first_rows_until(), of: (row) => row.until && date(row.until) }, sum];
    default:
      return [line, dated, document, customer, what(m.meaning_product()), count, sum];
  }
}

/** The kind of the row, where it is not a plain sale or payment, and the reason why it does not count. */
function marked(row: FirstRow, text: string): ReactNode {
  const kind = sentence(`fact_kind_${row.kind}`, {});
  // The sign stays with its number.
  const unbroken = text.replace('№ ', '№\u00a0');
  if (kind === null && row.state === 'counts') return unbroken;
  return (
    <span>
      {unbroken}
      {kind !== null && (
        <Badge ml={text ? 6 : 0} variant="default" tt="none" fw={500}>
          {kind}
        </Badge>
      )}
      {row.state !== 'counts' && (
        <Badge ml={6} variant="light" color="risk" c="var(--risk)" tt="none" fw={600}>
          {m[`first_rows_state_${row.state}`]()}
        </Badge>
      )}
    </span>
  );
}
