/** Repeat purchases by the model and in truth: fit and forecast in one picture with a mark between them, by month and added up. */
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { Key, Swatch } from '../charts/Key.tsx';
import { RepeatsByMonth } from '../charts/RepeatsByMonth.tsx';
import { RepeatsSoFar } from '../charts/RepeatsSoFar.tsx';
import type { BackTest, TrackedMonth } from '../data/shapes.ts';
import { longDate, monthName, percent, signedPercent, wholeNumber } from '../language/format.ts';

export function Tracked({ backTest }: { backTest: BackTest }) {
  const { knownUntil, months, model, actual, tracking } = backTest;
  const title = m.value_backtest_title({
    date: longDate(knownUntil),
    count: months,
    expected: wholeNumber(model.expected),
    actual: wholeNumber(actual),
    bias: model.bias === null ? '—' : signedPercent(model.bias),
    moneyBias: model.moneyBias === null ? '—' : signedPercent(model.moneyBias),
  });
  return (
    <Finding
      title={title}
      caption={m.value_tracking_caption()}
      chart={<RepeatsByMonth months={tracking} label={title} />}
      table={<Months title={title} months={tracking} of={({ expected, actual: made }) => [expected, made]} />}
      foot={<Colours />}
    />
  );
}

export function TrackedSoFar({ backTest: { knownUntil, heldOutUntil, tracking } }: { backTest: BackTest }) {
  const share = ({ expectedSoFar, actualSoFar }: TrackedMonth): string => (actualSoFar === 0 ? '—' : percent(expectedSoFar / actualSoFar));
  const title = m.value_so_far_title({
    mark: longDate(knownUntil),
    fit: share(tracking.findLast(({ heldOut }) => !heldOut)!),
    end: longDate(heldOutUntil),
    whole: share(tracking.at(-1)!),
  });
  return (
    <Finding
      title={title}
      caption={m.value_so_far_caption()}
      chart={<RepeatsSoFar months={tracking} label={title} />}
      table={<Months title={title} months={tracking} of={({ expectedSoFar, actualSoFar }) => [expectedSoFar, actualSoFar]} />}
      foot={<Colours />}
    />
  );
}

function Colours(): ReactNode {
  return (
    <Key
      items={[
        { mark: <Swatch colour="var(--regular)" />, word: m.value_in_truth() },
        { mark: <Swatch colour="var(--growth)" />, word: m.value_by_model() },
      ]}
    />
  );
}

function Months({
  title,
  months,
  of,
}: {
  title: string;
  months: TrackedMonth[];
  of: (month: TrackedMonth) => [expected: number, made: number];
}) {
  return (
    <Table aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{m.column_month()}</Table.Th>
          <Table.Th data-figures>{m.value_by_model()}</Table.Th>
          <Table.Th data-figures>{m.value_in_truth()}</Table.Th>
          <Table.Th data-figures>{m.value_difference()}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {months.map((month) => {
          const [expected, made] = of(month);
          return (
            <Table.Tr key={month.until}>
              <Table.Td>
                {monthName(month.until.slice(0, 7))}
                {month.heldOut && `, ${m.value_mark()}`}
              </Table.Td>
              <Table.Td data-figures>{wholeNumber(expected)}</Table.Td>
              <Table.Td data-figures>{wholeNumber(made)}</Table.Td>
              <Table.Td data-figures>{made === 0 ? '—' : signedPercent(expected / made - 1)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
