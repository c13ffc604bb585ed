/** Statements one below another, a row each, and their totals: from list value down to net profit. */
import type { ReactNode } from 'react';
import { Table } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Statement } from '../data/shapes.ts';
import { wholeMoney, wholeNumber } from '../language/format.ts';
import { Scroll } from '../ui/Scroll.tsx';
import { lineWord, lines } from './lines.ts';
import css from './StatementTable.module.css';

type ShownLine = (typeof lines)[number];

/**
 * Cost of goods is what lies between net sales and gross margin. Lines after it of which nothing is known at all are left out: the page says
 * what was not loaded.
 */
function columnsOf(statements: Statement[]): ShownLine[] {
  const known = lines.findIndex(({ line }) => line === 'grossMarginMinor');
  return lines.filter(
    ({ line }, at) => line !== 'costOfGoodsMinor' && (at <= known || statements.some((statement) => statement[line] !== null)),
  );
}

interface StatementRow {
  key: string;
  word: ReactNode;
  statement: Statement;
  /** The number of customers in it; given for all rows or for none. */
  customers?: number | undefined;
}

export function StatementTable({
  label,
  heading,
  rows,
  total,
  currency,
}: {
  label: string;
  heading: string;
  rows: StatementRow[];
  total: Statement;
  currency: string;
}) {
  const columns = columnsOf([total, ...rows.map(({ statement }) => statement)]);
  const counted = rows.some(({ customers }) => customers !== undefined);
  return (
    <Scroll label={label} fromEnd>
      <Table className={css.table ?? ''} aria-label={label} highlightOnHover horizontalSpacing={8} verticalSpacing={7}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={css.first ?? ''}>{heading}</Table.Th>
            {counted && <Table.Th data-figures>{m.column_customers()}</Table.Th>}
            {columns.map(({ line, taken }) => (
              <Table.Th key={line} data-figures>
                {taken ? '−\u00a0' : ''}
                {lineWord(line)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, word, statement, customers }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" className={css.first ?? ''}>
                {word}
              </Table.Th>
              {counted && <Table.Td data-figures>{wholeNumber(customers ?? 0)}</Table.Td>}
              <Amounts columns={columns} statement={statement} currency={currency} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" className={css.first ?? ''}>
              {m.profit_total()}
            </Table.Th>
            {counted && <Table.Td />}
            <Amounts columns={columns} statement={total} currency={currency} />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Scroll>
  );
}

function Amounts({ columns, statement, currency }: { columns: ShownLine[]; statement: Statement; currency: string }) {
  return columns.map(({ line, taken }) => {
    const minor = statement[line];
    return (
      <Table.Td key={line} data-figures data-stands={!taken || undefined} data-risk={(!taken && minor?.startsWith('-')) || undefined}>
        {minor === null ? '—' : wholeMoney({ minor, currency })}
      </Table.Td>
    );
  });
}
