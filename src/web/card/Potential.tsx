/** The strategic value of the customer next to its actual value, its share of wallet, and its need and size as entered by a person. */
import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { PublishedReason } from '../../core/differentiate/scorecard.ts';
import { potentialQuery } from '../data/queries.ts';
import type { CustomerCard } from '../data/shapes.ts';
import { moment, percent, shortMoney, wholeMoney, wholeNumber } from '../language/format.ts';
import { StrategicTierWord } from '../ui/Classes.tsx';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { SayPotential } from './SayPotential.tsx';
import css from './Potential.module.css';

export function Potential({ card }: { card: CustomerCard }) {
  const potential = useQuery(potentialQuery(card.id));
  const [editing, setEditing] = useState(false);
  if (potential.isError) return <ProblemNote problem={problemOf(potential.error)} />;
  if (!potential.data) return <Skeleton h={180} radius="lg" />;
  const said = potential.data;
  const nothingSaid = said.yearlyNeedMinor === null && said.size === null;
  return (
    <section className={`panel ${css.potential}`} aria-labelledby="potential">
      <Group justify="space-between" gap="sm">
        <Title order={2} fz={20} id="potential">
          {m.strategic_title()}
        </Title>
        {!editing && (
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {nothingSaid ? m.strategic_say() : m.strategic_edit()}
          </Button>
        )}
      </Group>
      {card.strategicTier === null ? <Text mt="xs">{m.strategic_unrated()}</Text> : <Figures card={card} />}
      {!nothingSaid && (
        <dl className={css.said}>
          {said.yearlyNeedMinor !== null && (
            <div>
              <dt>{m.strategic_need()}</dt>
              <dd>{wholeMoney({ minor: said.yearlyNeedMinor, currency: card.currency })}</dd>
            </div>
          )}
          {said.size !== null && (
            <div>
              <dt>{m.strategic_size()}</dt>
              <dd>{wholeNumber(said.size)}</dd>
            </div>
          )}
          {said.reason !== '' && (
            <div>
              <dt>{m.strategic_reason()}</dt>
              <dd>{said.reason}</dd>
            </div>
          )}
          {said.saidBy !== null && said.saidAt !== null && (
            <div>
              <dt>{m.strategic_said_by()}</dt>
              <dd>{m.strategic_said({ who: said.saidBy, when: moment(said.saidAt) })}</dd>
            </div>
          )}
        </dl>
      )}
      {editing && <SayPotential card={card} said={said} onClose={() => setEditing(false)} />}
    </section>
  );
}

function Figures({ card }: { card: CustomerCard }) {
  const { currency, strategicTier, strategicValueMinor, lifetimeValueMinor, shareOfWalletPermille } = card;
  const need = (card.reason['strategic'] as PublishedReason['strategic'] | undefined)?.need;
  const gain = BigInt(strategicValueMinor ?? 0) - BigInt(lifetimeValueMinor ?? 0);
  return (
    <dl className={css.figures}>
      <div>
        <dt>{m.strategic_tier()}</dt>
        <dd>{strategicTier && <StrategicTierWord tier={strategicTier} />}</dd>
      </div>
      <div>
        <dt>{m.strategic_value()}</dt>
        <dd>{strategicValueMinor === null ? '—' : wholeMoney({ minor: strategicValueMinor, currency })}</dd>
        <dd className={css.note}>
          {gain > 0n ? m.strategic_gain_note({ money: shortMoney({ minor: String(gain), currency }) }) : m.strategic_no_gain()}
        </dd>
      </div>
      <div>
        <dt>{m.strategic_wallet()}</dt>
        <dd>{shareOfWalletPermille === null ? '—' : percent(shareOfWalletPermille / 1000)}</dd>
        <dd className={css.note}>
          {need
            ? m.strategic_wallet_note({
                bought: shortMoney({ minor: String(need.revenue_year_minor), currency }),
                need: shortMoney({ minor: String(need.yearly_need_minor), currency }),
              })
            : m.strategic_wallet_unknown()}
        </dd>
      </div>
    </dl>
  );
}
