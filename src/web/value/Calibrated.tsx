/** Predicted probabilities compared with observed shares. */
import { Table } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { SaidAndDone } from '../charts/SaidAndDone.tsx';
import type { BackTest } from '../data/shapes.ts';
import { percent, wholeNumber } from '../language/format.ts';

export function Calibrated({ backTest: { calibration } }: { backTest: BackTest }) {
  const [lowest, highest] = [calibration[0]!, calibration.at(-1)!];
  const title = m.value_calibration_title({
    low: percent(lowest.actual),
    lowSaid: percent(lowest.forecast),
    high: percent(highest.actual),
    highSaid: percent(highest.forecast),
  });
  return (
    <Finding
      title={title}
      caption={m.value_calibration_caption()}
      chart={<SaidAndDone groups={calibration} label={title} />}
      table={
        <Table aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th data-figures>{m.backtest_group()}</Table.Th>
              <Table.Th data-figures>{m.backtest_again_expected()}</Table.Th>
              <Table.Th data-figures>{m.backtest_again_actual()}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {calibration.map((group) => (
              <Table.Tr key={group.forecast}>
                <Table.Td data-figures>{wholeNumber(group.customers)}</Table.Td>
                <Table.Td data-figures>{percent(group.forecast, 1)}</Table.Td>
                <Table.Td data-figures>{percent(group.actual, 1)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      }
    />
  );
}
