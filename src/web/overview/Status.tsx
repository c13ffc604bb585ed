/** The status mix by month, and the present value of each status. */
import { Table } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { StatusMix, shownActivities } from '../charts/StatusMix.tsx';
import { activities } from '../customers/filter.ts';
import { monthName, percent, shortMoney, wholeMoney, wholeNumber } from '../language/format.ts';
import { activityWord } from '../language/words.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { ActivityWord } from '../ui/Classes.tsx';
import type { Valued } from './OverviewPage.tsx';
import css from './Status.module.css';

export function Status({ overview }: { overview: Valued }) {
  const title = finding(overview);
  return (
    <Finding
      title={title}
      caption={caption(overview)}
      chart={<StatusMix months={overview.statusByMonth} label={title} />}
      table={<StatusTable overview={overview} />}
      foot={<Now overview={overview} />}
    />
  );
}

function caption({ run: { rules } }: Valued): string {
  return m.status_caption({ of: rules.activityMonths, stabilised: rules.stabilisedMonths, unstabilised: rules.unstabilisedMonths });
}

function finding({ statusByMonth }: Valued): string {
  const now = statusByMonth.at(-1)?.customers;
  const before = statusByMonth.at(-2)?.customers;
  if (!now) return m.status_title_plain();
  const everybody = now.stabilised + now.unstabilised + now.lost;
  const share = everybody === 0 ? 0 : now.stabilised / everybody;
  if (!before) return m.status_title({ share: percent(share) });
  const change = now.stabilised - before.stabilised;
  if (change > 0) return m.status_title_up({ share: percent(share), count: change });
  if (change < 0) return m.status_title_down({ share: percent(share), count: -change });
  return m.status_title_same({ share: percent(share) });
}

/** The key of the chart is the table of today's figures. */
function Now({ overview }: { overview: Valued }) {
  return (
    <ul className={css.now}>
      {activities
        .flatMap((activity) => overview.byActivity.filter((row) => row.activity === activity))
        .map((row) => (
          <li key={row.activity}>
            <AppLink href={paths.customers({ activity: row.activity })} c="var(--ink)" fw={550}>
              <ActivityWord activity={row.activity} />
            </AppLink>
            <span>
              {m.status_now({ count: row.customers, money: shortMoney({ minor: row.revenueYearMinor, currency: overview.run.currency }) })}
            </span>
          </li>
        ))}
    </ul>
  );
}

function StatusTable({ overview }: { overview: Valued }) {
  return (
    <Table stickyHeader aria-label={caption(overview)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{m.column_month()}</Table.Th>
          {shownActivities.map((activity) => (
            <Table.Th key={activity} data-figures colSpan={2}>
              {activityWord(activity)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {overview.statusByMonth.toReversed().map(({ month, customers, revenueMinor }) => (
          <Table.Tr key={month}>
            <Table.Td>{monthName(month)}</Table.Td>
            {shownActivities.flatMap((activity) => [
              <Table.Td key={activity} data-figures>
                {wholeNumber(customers[activity])}
              </Table.Td>,
              <Table.Td key={`${activity}-money`} data-figures c="dimmed">
                {wholeMoney({ minor: revenueMinor[activity], currency: overview.run.currency })}
              </Table.Td>,
            ])}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
