/** Customers to keep, to grow, and not to serve at a loss: by actual and strategic value. */
import { Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { TwoValues } from '../charts/TwoValues.tsx';
import { strategicTiers } from '../customers/filter.ts';
import { strategicQuery } from '../data/queries.ts';
import type { StrategicOverview, StrategicTier } from '../data/shapes.ts';
import { shortMoney, wholeNumber } from '../language/format.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { Note } from '../ui/Note.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { StrategicTierWord } from '../ui/Classes.tsx';
import css from './Strategic.module.css';

export function Strategic() {
  const strategic = useQuery(strategicQuery);
  if (strategic.isError) return <ProblemNote problem={problemOf(strategic.error)} />;
  if (!strategic.data) return <Skeleton h={520} radius="lg" />;
  if (strategic.data.groups.length === 0)
    return (
      <Note title={m.strategic_overview_title_plain()}>
        <Text size="sm">{m.strategic_empty()}</Text>
      </Note>
    );
  return <Picture overview={strategic.data} />;
}

function Picture({ overview }: { overview: StrategicOverview }) {
  const router = useRouter();
  const title = finding(overview);
  const losing = overview.groups.find(({ strategicTier }) => strategicTier === 'below_zero');
  return (
    <Finding
      title={title}
      caption={m.strategic_overview_caption({ basis: m[`lifetime_basis_${overview.basis}`](), months: overview.horizonMonths })}
      chart={
        <TwoValues
          overview={overview}
          label={title}
          onPick={({ id, strategicTier }) => void router.navigate({ href: id === null ? listOf(strategicTier) : paths.customer(id) })}
        />
      }
      foot={
        <>
          <Groups overview={overview} />
          {losing && (
            <AppLink href={listOf('below_zero')} c="var(--risk)" display="block" py={3}>
              {m.strategic_losing({ count: losing.customers, money: money(losing.actualMinor.replace('-', ''), overview) })}
            </AppLink>
          )}
          <Text size="sm" mt={4}>
            {overview.needsKnown > 0 ? m.strategic_needs_known({ count: overview.needsKnown }) : m.strategic_needs_unknown()}
          </Text>
        </>
      }
    />
  );
}

/** The key of the picture is the table of its figures; each row leads to its customers. */
function Groups({ overview }: { overview: StrategicOverview }) {
  const rows = strategicTiers.flatMap((tier) => overview.groups.filter(({ strategicTier }) => strategicTier === tier));
  return (
    <Scroll label={m.strategic_tier()}>
      <Table className={css.groups ?? ''} horizontalSpacing={6} verticalSpacing={6} c="var(--ink)" aria-label={m.strategic_tier()}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.strategic_tier()}</Table.Th>
            <Table.Th data-figures>{m.column_customers()}</Table.Th>
            <Table.Th data-figures visibleFrom="sm">
              {m.strategic_axis_actual()}
            </Table.Th>
            <Table.Th data-figures visibleFrom="sm">
              {m.strategic_axis_potential()}
            </Table.Th>
            <Table.Th data-figures>{m.strategic_gain()}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ strategicTier, customers, actualMinor, potentialMinor }) => (
            <Table.Tr key={strategicTier}>
              <Table.Td>
                <AppLink href={listOf(strategicTier)} c="var(--ink)" fw={550}>
                  <StrategicTierWord tier={strategicTier} />
                </AppLink>
              </Table.Td>
              <Table.Td data-figures>{wholeNumber(customers)}</Table.Td>
              <Table.Td data-figures visibleFrom="sm">
                {money(actualMinor, overview)}
              </Table.Td>
              <Table.Td data-figures visibleFrom="sm">
                {money(potentialMinor, overview)}
              </Table.Td>
              <Table.Td data-figures>{money(gain({ actualMinor, potentialMinor }), overview)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

function finding(overview: StrategicOverview): string {
  const growable = overview.groups.find(({ strategicTier }) => strategicTier === 'most_growable');
  return growable === undefined
    ? m.strategic_overview_title_plain()
    : m.strategic_overview_title({ count: growable.customers, money: money(gain(growable), overview) });
}

function listOf(strategicTier: StrategicTier): string {
  return paths.customers({
    strategicTier,
    sort: strategicTier === 'most_valuable' || strategicTier === 'below_zero' ? 'lifetime' : 'strategic',
    ...(strategicTier === 'below_zero' ? { order: 'asc' } : {}),
  });
}

function gain({ actualMinor, potentialMinor }: { actualMinor: string; potentialMinor: string }): string {
  return String(BigInt(potentialMinor) - BigInt(actualMinor));
}

function money(minor: string, { currency }: StrategicOverview): string {
  return shortMoney({ minor, currency });
}
