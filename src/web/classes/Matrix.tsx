/** From class to class: rows are present classes, columns the new ones. Without moves it is one line of text. */
import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { shortMoney, wholeNumber } from '../language/format.ts';
import { DownIcon, UpIcon } from '../ui/icons.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { type Move, movedWords } from './moved-words.ts';
import css from './Matrix.module.css';

interface MatrixProps<Class extends string> {
  title: string;
  moves: Move<Class>[];
  /** From the best. */
  classes: readonly Class[];
  currency: string;
  word: (of: Class) => string;
  mark: (of: Class) => ReactNode;
  /** Whether one class is better than the next, so that there is an up and a down. */
  ranked?: boolean;
}

export function Matrix<Class extends string>({ title, moves, classes, currency, word, mark, ranked = true }: MatrixProps<Class>) {
  const finding = movedWords(moves, currency);
  if (moves.every(({ from, to }) => from === to)) return <Finding title={title} finding={finding} />;
  const shown = classes.filter((each) => moves.some(({ from, to }) => from === each || to === each));
  return (
    <div>
      <Finding title={title} finding={finding} />
      <Scroll label={title}>
        <table className={css.matrix} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{m.classes_now()}</th>
              {shown.map((to) => (
                <th key={to} scope="col">
                  {mark(to)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((from, row) => (
              <tr key={from}>
                <th scope="row">{mark(from)}</th>
                {shown.map((to, column) => (
                  <Cell
                    key={to}
                    move={moves.find((move) => move.from === from && move.to === to)}
                    where={row === column ? 'same' : !ranked ? 'other' : column < row ? 'up' : 'down'}
                    words={`${word(from)} → ${word(to)}`}
                    currency={currency}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function Finding({ title, finding }: { title: string; finding: string }) {
  return (
    <div className={css.finding}>
      <Title order={3} fz={16}>
        {title}
      </Title>
      <Text component="p">{finding}</Text>
    </div>
  );
}

function Cell({
  move,
  where,
  words,
  currency,
}: {
  move: Move<string> | undefined;
  where: 'same' | 'up' | 'down' | 'other';
  words: string;
  currency: string;
}) {
  if (!move) return <td className={css.empty}>·</td>;
  return (
    <td data-where={where}>
      <span className={css.count}>
        {where === 'up' && <UpIcon size={14} />}
        {where === 'down' && <DownIcon size={14} />}
        {wholeNumber(move.customers)}
      </span>
      <span className={css.money}>{shortMoney({ minor: move.revenueYearMinor, currency })}</span>
      <span className="visually-hidden"> {words}</span>
    </td>
  );
}
