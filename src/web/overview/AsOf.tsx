/** Looking back: the picture as it was at the end of an earlier month. The address says which. */
import { NativeSelect } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { m } from '../../../messages/compiled/messages.js';
import { monthName } from '../language/format.ts';
import { paths } from '../paths.ts';
import type { Valued } from './OverviewPage.tsx';

export function AsOf({ overview }: { overview: Valued }) {
  const router = useRouter();
  const latest = overview.months.at(-1);
  const options = overview.months.toReversed().map((month) => ({ value: month, label: monthName(month) }));
  return (
    <NativeSelect
      aria-label={m.overview_as_of()} data={options} value={overview.run.referenceMonth}
      onChange={(event) => {
        const month = event.currentTarget.value;
        void router.navigate({ href: paths.overview({ asOf: month === latest ? undefined : lastDay(month) }) });
      }}
    />
  );
}

function lastDay(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}
