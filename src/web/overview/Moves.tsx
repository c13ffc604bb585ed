/** Moves between tiers this month, in customers and money: rows are the previous tiers, columns the present ones. */
import { tiers } from '../../core/differentiate/classes/tiers.ts';
import { m } from '../../../messages/compiled/messages.js';
import { Finding } from '../charts/Finding.tsx';
import { Table } from '@mantine/core';
import type { Overview } from '../data/shapes.ts';
import { monthName, shortMoney, wholeMoney, wholeNumber } from '../language/format.ts';
import { tierWord } from '../language/words.ts';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { DownIcon, UpIcon } from '../ui/icons.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { TierWord } from '../ui/Classes.tsx';
import type { Valued } from './OverviewPage.tsx';
import css from './Moves.module.css';

type Move = Overview['moves']['tiers'][number];
type Was = Move['from'];
/** Customers without earlier facts come from below all tiers. */
const wasFromTheBest: Was[] = [...tiers, 'absent'];

export function Moves({ overview }: { overview: Valued }) {
  const { moves, run } = overview;
  if (!moves.from || !moves.to) return null;
  const up = moves.tiers.filter((move) => direction(move) === 'up');
  const down = moves.tiers.filter((move) => direction(move) === 'down');
  const title = m.moves_title({ up: wholeNumber(count(up)), down: wholeNumber(count(down)) });
  return (
    <Finding
      title={title}
      caption={m.moves_caption({ from: monthName(moves.from), to: monthName(moves.to) })}
      chart={<Matrix moves={moves.tiers} currency={run.currency} label={title} />}
      table={<MovesTable moves={[...down, ...up]} currency={run.currency} label={title} />}
      foot={m.moves_foot()}
    />
  );
}

function Matrix({ moves, currency, label }: { moves: Move[]; currency: string; label: string }) {
  return (
    <Scroll label={label}>
      <table className={css.matrix} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{m.moves_was()}</th>
            {tiers.map((tier) => (
              <th key={tier} scope="col">
                <TierWord tier={tier} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {wasFromTheBest
            .filter((from) => from !== 'absent' || moves.some((move) => move.from === 'absent'))
            .map((from) => (
              <tr key={from}>
                <th scope="row">{from === 'absent' ? m.moves_absent() : <TierWord tier={from} />}</th>
                {tiers.map((to) => (
                  <Cell key={to} move={moves.find((move) => move.from === from && move.to === to)} currency={currency} />
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Cell({ move, currency }: { move: Move | undefined; currency: string }) {
  if (!move || move.customers === 0) return <td className={css.empty}>·</td>;
  const where = direction(move);
  return (
    <td data-direction={where}>
      <AppLink href={moved(move)} underline="never" c="inherit" className={css.link ?? ''}>
        <span className={css.count}>
          {where === 'up' && <UpIcon size={14} />}
          {where === 'down' && <DownIcon size={14} />}
          {wholeNumber(move.customers)}
        </span>
        {where !== 'same' && <span className={css.money}>{difference(move, currency)}</span>}
        <span className="visually-hidden">
          {' '}
          {wasWord(move.from)} → {tierWord(move.to)}
        </span>
      </AppLink>
    </td>
  );
}

function MovesTable({ moves, currency, label }: { moves: Move[]; currency: string; label: string }) {
  return (
    <Table aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{m.moves_was()}</Table.Th>
          <Table.Th>{m.moves_is()}</Table.Th>
          <Table.Th data-figures>{m.column_customers()}</Table.Th>
          <Table.Th data-figures>{m.moves_before()}</Table.Th>
          <Table.Th data-figures>{m.moves_after()}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {moves
          .filter((move) => move.customers > 0)
          .map((move) => (
            <Table.Tr key={move.from + move.to}>
              <Table.Td>{wasWord(move.from)}</Table.Td>
              <Table.Td>
                {direction(move) === 'up' ? '↑' : '↓'} {tierWord(move.to)}
              </Table.Td>
              <Table.Td data-figures>
                <AppLink href={moved(move)}>{wholeNumber(move.customers)}</AppLink>
              </Table.Td>
              <Table.Td data-figures>{wholeMoney({ minor: move.revenueBeforeMinor, currency })}</Table.Td>
              <Table.Td data-figures>{wholeMoney({ minor: move.revenueAfterMinor, currency })}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}

function moved({ from, to }: Move): string {
  return paths.customers({ tierBefore: from, tier: to, sort: 'revenueYear' });
}

function wasWord(was: Was): string {
  return was === 'absent' ? m.moves_absent() : tierWord(was);
}

function direction(move: Move): 'up' | 'down' | 'same' {
  // From unvalued to no purchases is not a rise.
  if (move.from === 'absent' && move.to === 'none') return 'same';
  const change = wasFromTheBest.indexOf(move.to) - wasFromTheBest.indexOf(move.from);
  return change < 0 ? 'up' : change > 0 ? 'down' : 'same';
}

function difference(move: Move, currency: string): string {
  const change = BigInt(move.revenueAfterMinor) - BigInt(move.revenueBeforeMinor);
  return `${change > 0n ? '+' : ''}${shortMoney({ minor: String(change), currency })}`;
}

function count(moves: Move[]): number {
  return moves.reduce((total, move) => total + move.customers, 0);
}
