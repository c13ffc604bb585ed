/** The path through the classes by month: three lanes, one stretch for months in a row with the same class. */
import { Title } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Activity, CustomerCard, CustomerMonth, Lifecycle, Tier } from '../data/shapes.ts';
import { monthName } from '../language/format.ts';
import { activityWord, lifecycleWord, tierWord } from '../language/words.ts';
import { ActivityMark, NotValuedMark, TierMark } from '../ui/Classes.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { stretches } from './stretches.ts';
import css from './PathThroughClasses.module.css';

const shownMonths = 36;

export function PathThroughClasses({ card }: { card: CustomerCard }) {
  const months = card.months.slice(-shownMonths);
  if (months.length === 0) return null;
  const grid = { '--months': months.length } as CSSProperties;
  return (
    <section className={`panel ${css.path}`} aria-labelledby="path">
      <Title order={2} fz={20} id="path">
        {m.path_title()}
      </Title>
      <Scroll label={m.path_title()} fromEnd>
        <div className={css.lanes} style={grid}>
          <Lane name={m.column_tier()} months={months} classOf={tierOf} word={placeWord} mark={placeMark} tint={placeTint} />
          <Lane
            name={m.column_activity()}
            months={months}
            classOf={(month) => month.activity}
            word={activityWord}
            mark={activityMark}
            tint={activityTint}
          />
          <Lane
            name={m.column_lifecycle()}
            months={months}
            classOf={(month) => month.lifecycle}
            word={lifecycleWord}
            mark={noMark}
            tint={lifecycleTint}
          />
          <Years months={months} />
        </div>
      </Scroll>
    </section>
  );
}

/** Without a rate the tier of a month is unknown. */
type Place = Tier | 'not_valued';

const tierOf = ({ tier, notValued }: CustomerMonth): Place => (notValued ? 'not_valued' : tier);
const placeWord = (place: Place): string => (place === 'not_valued' ? m.not_valued() : tierWord(place));
const placeMark = (place: Place) => (place === 'not_valued' ? <NotValuedMark /> : <TierMark tier={place} />);
const placeTint = (place: Place): string => (place === 'not_valued' ? 'transparent' : tierTint(place));
const activityMark = (activity: Activity) => <ActivityMark activity={activity} />;
const noMark = () => null;

function tierTint(tier: Tier): string {
  if (tier === 'none') return 'transparent';
  return tier === 'vip'
    ? 'color-mix(in srgb, var(--growth) 32%, var(--surface))'
    : `color-mix(in srgb, var(--${tier}) 26%, var(--surface))`;
}

function activityTint(activity: Activity): string {
  return `color-mix(in srgb, var(--${activity}) 26%, var(--surface))`;
}

function lifecycleTint(lifecycle: Lifecycle): string {
  return lifecycle === 'new' || lifecycle === 'returned' ? 'var(--growth-soft)' : 'transparent';
}

interface LaneProps<Class extends string> {
  name: string;
  months: CustomerMonth[];
  classOf: (month: CustomerMonth) => Class;
  word: (value: Class) => string;
  mark: (value: Class) => ReactNode;
  tint: (value: Class) => string;
}

function Lane<Class extends string>({ name, months, classOf, word, mark, tint }: LaneProps<Class>) {
  return (
    <>
      <span className={css.name}>{name}</span>
      <ol className={css.lane} aria-label={name}>
        {stretches(months, classOf).map(({ value, from, to, months: length }) => {
          const period = from === to ? monthName(from) : `${monthName(from)} – ${monthName(to)}`;
          return (
            <li key={from} style={{ gridColumn: `span ${length}`, background: tint(value) }} title={`${word(value)}: ${period}`}>
              {mark(value)}
              <span className={length > 2 ? css.word : 'visually-hidden'}>{word(value)}</span>
              <span className="visually-hidden">{period}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Years({ months }: { months: CustomerMonth[] }) {
  return (
    <>
      <span />
      <div className={css.years} aria-hidden="true">
        {stretches(months, ({ month }) => month.slice(0, 4)).map(({ value, from, months: length }) => (
          <span key={from} style={{ gridColumn: `span ${length}` }}>
            {value}
          </span>
        ))}
      </div>
    </>
  );
}
