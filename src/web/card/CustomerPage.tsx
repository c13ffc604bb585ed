/** One customer: its value and the reasons, its path through the classes, its money by month, its documents. */
import { Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { m } from '../../../messages/compiled/messages.js';
import { customerQuery } from '../data/queries.ts';
import type { CustomerCard } from '../data/shapes.ts';
import { longDate, shortMoney } from '../language/format.ts';
import { lifecycleWord } from '../language/words.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { TierOf } from '../customers/columns.tsx';
import { ActivityWord, StrategicTierWord } from '../ui/Classes.tsx';
import { ClockIcon } from '../ui/icons.tsx';
import { Note } from '../ui/Note.tsx';
import { Page } from '../ui/Page.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Contracts } from './Contracts.tsx';
import { Documents } from './Documents.tsx';
import { Identity } from './Identity.tsx';
import { Money } from './Money.tsx';
import { PathThroughClasses } from './PathThroughClasses.tsx';
import { Receivables } from './Receivables.tsx';
import { Potential } from './Potential.tsx';
import { Profit } from './Profit.tsx';
import { Why } from './Why.tsx';
import { Worth } from './Worth.tsx';
import css from './CustomerPage.module.css';

export function CustomerPage() {
  const { id } = useParams({ from: '/customers/$id' });
  const customer = useQuery(customerQuery(id));
  if (customer.isError)
    return (
      <Page title={m.customers_title()}>
        <ProblemNote problem={problemOf(customer.error)} />
      </Page>
    );
  if (!customer.data)
    return (
      <Page title={m.customers_title()}>
        <Skeleton h={120} />
        <Skeleton h={320} />
      </Page>
    );
  const card = customer.data;
  return (
    <Page title={card.name} lead={<Standing card={card} />}>
      <Worth card={card} />
      {card.unvalued.length > 0 && (
        <Note title={m.missing_in_sums()}>
          {m.card_unvalued({ money: card.unvalued.map(({ netMinor, currency }) => shortMoney({ minor: netMinor, currency })).join(', ') })}
        </Note>
      )}
      <div className={css.pair}>
        <Why card={card} />
        <Identity card={card} />
      </div>
      <Contracts card={card} />
      {!card.notValued && <Potential card={card} />}
      {!card.notValued && <Profit card={card} />}
      <Receivables card={card} />
      <PathThroughClasses card={card} />
      {anyMoney(card) && <Money card={card} />}
      <Documents card={card} />
    </Page>
  );
}

/** A chart of nothing but noughts says that nothing was bought, which is not what amounts without a rate say. */
function anyMoney({ hasUnvalued, months }: CustomerCard): boolean {
  return !hasUnvalued || months.some(({ revenueMinor, paymentsMinor }) => revenueMinor !== '0' || paymentsMinor !== '0');
}

function Standing({ card }: { card: CustomerCard }) {
  return (
    <Group gap="xs" style={{ columnGap: 18 }}>
      <AppLink href={paths.customers()} size="sm">
        {m.card_all_customers()}
      </AppLink>
      <Text span c="var(--ink)" fw={600}>
        <TierOf customer={card} />
      </Text>
      {card.strategicTier !== null && (
        <Text span c="var(--ink)">
          <StrategicTierWord tier={card.strategicTier} />
        </Text>
      )}
      <Text span c="var(--ink)">
        <ActivityWord activity={card.activity} />
      </Text>
      {card.lifecycle !== 'none' && card.lifecycle !== 'established' && <Text span>{lifecycleWord(card.lifecycle)}</Text>}
      {card.late && (
        <Text span c="var(--risk)" fw={600} display="inline-flex" style={{ alignItems: 'center', gap: 5 }}>
          <ClockIcon size={15} />
          {m.late_word()}
        </Text>
      )}
      <Text span size="sm">
        {m.customers_as_of({ date: longDate(card.asOf) })}
      </Text>
    </Group>
  );
}
