/** A preview before saving: the customers that would change class, their number, and their revenue of the last twelve months. */
import { Table, Text } from '@mantine/core';
import { activities } from '../../core/differentiate/classes/activity.ts';
import { lifecycles } from '../../core/differentiate/classes/lifecycle.ts';
import { tiers } from '../../core/differentiate/classes/tiers.ts';
import { m } from '../../../messages/compiled/messages.js';
import type { Activity, Lifecycle, Moves, Problem, Tier } from '../data/shapes.ts';
import { longDate, shortMoney, wholeMoney, wholeNumber } from '../language/format.ts';
import { activityWord, lifecycleWord, tierWord } from '../language/words.ts';
import { paths } from '../paths.ts';
import { WhatFollows } from '../rules/WhatFollows.tsx';
import { AppLink } from '../ui/AppLink.tsx';
import { ActivityWord, LifecycleWord, TierWord } from '../ui/Classes.tsx';
import { Matrix } from './Matrix.tsx';
import beside from '../ui/Beside.module.css';
import css from './WhoWouldMove.module.css';

interface WhoWouldMoveProps {
  changed: boolean;
  /** Undefined while loading, null where no customer is valued yet. */
  moves: Moves | null | undefined;
  waiting: boolean;
  problem: Problem | null;
}

export function WhoWouldMove({ changed, moves, waiting, problem }: WhoWouldMoveProps) {
  const hint = !changed || moves === undefined ? m.classes_nothing_changed() : moves === null ? m.classes_nobody_valued() : null;
  return (
    <WhatFollows
      id="who-would-move"
      title={m.classes_who_would_move()}
      order={2}
      waiting={waiting}
      problem={problem}
      hint={hint === null ? null : { text: hint }}
    >
      {changed && moves && <Shown moves={moves} />}
    </WhatFollows>
  );
}

const tierMark = (tier: Tier) => <TierWord tier={tier} />;
const activityMark = (activity: Activity) => <ActivityWord activity={activity} />;
const lifecycleMark = (lifecycle: Lifecycle) => <LifecycleWord lifecycle={lifecycle} />;

function Shown({ moves }: { moves: Moves }) {
  const { currency } = moves;
  return (
    <>
      <Text c="dimmed" size="sm">
        {m.classes_moves_caption({ date: longDate(moves.asOf) })}
      </Text>
      <Matrix title={m.classes_tiers()} moves={moves.tier} classes={tiers} currency={currency} word={tierWord} mark={tierMark} />
      <Movers moves={moves} />
      <Matrix
        title={m.classes_activity()}
        moves={moves.activity}
        classes={activities}
        currency={currency}
        word={activityWord}
        mark={activityMark}
      />
      <Matrix
        title={m.classes_lifecycle()}
        moves={moves.lifecycle}
        classes={lifecycles}
        currency={currency}
        word={lifecycleWord}
        mark={lifecycleMark}
        ranked={false}
      />
    </>
  );
}

function Movers({ moves: { customers, tier, currency } }: { moves: Moves }) {
  if (customers.length === 0) return null;
  const more = tier.filter(({ from, to }) => from !== to).reduce((sum, move) => sum + move.customers, 0) - customers.length;
  return (
    <div className={css.movers}>
      <Table aria-label={m.classes_movers()} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.classes_movers()}</Table.Th>
            <Table.Th>{m.column_tier()}</Table.Th>
            <Table.Th data-figures>{m.column_revenue_year()}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {customers.map(({ id, name, from, to, revenueYearMinor }) => (
            <Table.Tr key={id}>
              <Table.Td className={beside.name ?? ''}>
                <AppLink href={paths.customer(id)}>{name}</AppLink>
              </Table.Td>
              <Table.Td>
                {tierWord(from)} → {tierWord(to)}
              </Table.Td>
              <Table.Td data-figures title={wholeMoney({ minor: revenueYearMinor, currency })}>
                {shortMoney({ minor: revenueYearMinor, currency })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more > 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          {m.classes_movers_more({ number: wholeNumber(more) })}
        </Text>
      )}
    </div>
  );
}
