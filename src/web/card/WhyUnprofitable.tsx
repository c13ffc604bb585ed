/** Lines on which the customer costs more than its peers, in words and money, and those that would turn a loss into a profit. */
import { Text, Title } from '@mantine/core';
import { leftOf } from '../../core/differentiate/costing/statement.ts';
import { m } from '../../../messages/compiled/messages.js';
import { activityName } from '../costs/words.ts';
import type { CustomerProfit } from '../data/shapes.ts';
import { quantity, shortMoney, wholeMoney } from '../language/format.ts';
import { tierWord } from '../language/words.ts';
import css from './WhyUnprofitable.module.css';

type Excess = CustomerProfit['why'][number];

export function WhyUnprofitable({ profit }: { profit: CustomerProfit }) {
  const { why, currency, peers, statement, wouldTurn } = profit;
  const left = leftOf(statement);
  const loses = left !== null && BigInt(left) <= 0n;
  if (peers.customers === 0) return null;
  return (
    <section className={`panel ${css.why}`} aria-labelledby="why-unprofitable">
      <Title order={2} fz={20} id="why-unprofitable">
        {loses ? m.card_why_title_loses() : m.card_why_title()}
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        {m.card_why_peers({ count: peers.customers, tier: tierWord(peers.tier as Parameters<typeof tierWord>[0]) })}
      </Text>
      {why.length === 0 && <Text mt="sm">{m.card_why_nothing()}</Text>}
      <ul className={css.lines}>
        {why.map((line) => (
          <li key={line.line + (line.activity ?? '')}>
            <span>
              <b>{wordOf(line)}</b>
              <span className={css.beside}>{sentenceOf(line, currency)}</span>
            </span>
            <span className="figures">{m.card_why_more({ money: wholeMoney({ minor: line.excessMinor, currency }) })}</span>
          </li>
        ))}
      </ul>
      {loses && <p className={css.turn}>{turnOf(wouldTurn, currency)}</p>}
    </section>
  );
}

const wordOf = ({ line, activity }: Excess): string => (line === 'activity' ? activityName(activity ?? '') : m[`card_why_${line}`]());

function sentenceOf({ ownMinor, atPeersRateMinor, events, eventsAtPeersRate }: Excess, currency: string): string {
  const own = wholeMoney({ minor: ownMinor, currency });
  const usual = wholeMoney({ minor: atPeersRateMinor, currency });
  if (events === null || eventsAtPeersRate === null) return m.card_why_line({ own, usual });
  return m.card_why_activity({ events: quantity(events), usualEvents: quantity(eventsAtPeersRate), own, usual });
}

function turnOf(wouldTurn: Excess[] | null, currency: string): string {
  if (wouldTurn === null) return m.card_turn_nothing();
  const saved = wouldTurn.reduce((sum, { excessMinor }) => sum + BigInt(excessMinor), 0n);
  return m.card_turn({
    what: wouldTurn
      .map(wordOf)
      .map((word) => word.toLowerCase())
      .join(', '),
    money: shortMoney({ minor: String(saved), currency }),
  });
}
