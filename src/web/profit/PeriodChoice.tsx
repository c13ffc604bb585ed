/** From which month to which: every month that there are figures of. Ends that would cross move together. */
import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { overviewQuery } from '../data/queries.ts';
import { monthName } from '../language/format.ts';

interface Period {
  from: string;
  to: string;
}

export function PeriodChoice({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const overview = useQuery(overviewQuery);
  const known = overview.data?.statusByMonth.map(({ month }) => month) ?? [];
  const months = [...new Set([...known, period.from, period.to])].toSorted().toReversed();
  return (
    <Group gap="xs" wrap="nowrap" maw="100%">
      <Month
        label={m.period_from()}
        months={months}
        value={period.from}
        onChoose={(from) => onChange({ from, to: from > period.to ? from : period.to })}
      />
      <span aria-hidden="true">–</span>
      <Month
        label={m.period_to()}
        months={months}
        value={period.to}
        onChoose={(to) => onChange({ from: to < period.from ? to : period.from, to })}
      />
    </Group>
  );
}

function Month({ label, months, value, onChoose }: { label: string; months: string[]; value: string; onChoose: (month: string) => void }) {
  return (
    <Select
      aria-label={label}
      style={{ flex: '1 1 168px', minWidth: 0, maxWidth: 168 }}
      allowDeselect={false}
      value={value}
      maxDropdownHeight={320}
      data={months.map((month) => ({ value: month, label: monthName(month) }))}
      onChange={(chosen) => chosen !== null && onChoose(chosen)}
    />
  );
}
