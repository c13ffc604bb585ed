/** A customer's class as a word with its mark. The mark's shape differs by class: colour is never alone. */
import type { ReactNode } from 'react';
import type { Activity, Lifecycle, StrategicTier, Tier } from '../data/shapes.ts';
import { activityWord, lifecycleWord, strategicTierWord, tierWord } from '../language/words.ts';
import { strategicColours } from './strategic-colours.ts';
import css from './Classes.module.css';

export function ActivityWord({ activity }: { activity: Activity }) {
  return <Marked mark={<ActivityMark activity={activity} />}>{activityWord(activity)}</Marked>;
}

export function TierWord({ tier }: { tier: Tier }) {
  return <Marked mark={<TierMark tier={tier} />}>{tierWord(tier)}</Marked>;
}

/** In the place of a tier: amounts without a rate. */
export function NotValuedWord({ words, title }: { words: string; title: string }) {
  return (
    <Marked mark={<NotValuedMark />}>
      <span title={title} style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {words}
      </span>
    </Marked>
  );
}

export function StrategicTierWord({ tier }: { tier: StrategicTier }) {
  return <Marked mark={<StrategicTierMark tier={tier} />}>{strategicTierWord(tier)}</Marked>;
}

export function LifecycleWord({ lifecycle }: { lifecycle: Lifecycle }) {
  return <>{lifecycleWord(lifecycle)}</>;
}

/** Full, half full, empty: how many of the last months had a shipment. */
export function ActivityMark({ activity, size = 12 }: { activity: Activity; size?: number }) {
  const colour = `var(--${activity})`;
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" style={{ flex: 'none' }}>
      <circle
        cx="6"
        cy="6"
        r="4.800"
        fill={activity === 'stabilised' ? colour : 'none'}
        stroke={colour}
        strokeWidth="1.800"
        strokeDasharray={activity === 'prospect' ? '2 1.800' : undefined}
      />
      {activity === 'unstabilised' && <path d="M6 1.200a4.800 4.800 0 0 1 0 9.600z" fill={colour} />}
      {activity === 'lost' && <path d="m3.500 3.500 5 5m0-5-5 5" stroke={colour} strokeWidth="1.800" />}
    </svg>
  );
}

/** Three bars, two, one, none. */
export function TierMark({ tier, size = 12 }: { tier: Tier; size?: number }) {
  const bars = { vip: 3, good: 2, regular: 1, none: 0 }[tier];
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" style={{ flex: 'none' }}>
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={bar * 4.2}
          y={8 - bar * 4}
          width="3.200"
          height={4 + bar * 4}
          rx="0.800"
          fill={bar < bars ? 'var(--growth)' : 'var(--line)'}
        />
      ))}
    </svg>
  );
}

/** A question in a dashed ring. */
export function NotValuedMark() {
  return (
    <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true" style={{ flex: 'none' }}>
      <circle cx="6" cy="6" r="5" fill="none" stroke="var(--risk)" strokeWidth="1.400" strokeDasharray="2 1.400" />
      <path d="M4.300 4.600a1.700 1.700 0 1 1 1.700 1.700v.8" fill="none" stroke="var(--risk)" strokeWidth="1.300" />
      <circle cx="6" cy="8.800" r="0.800" fill="var(--risk)" />
    </svg>
  );
}

/** As the picture of both values marks them: a circle, a triangle, a square, a cross. */
function StrategicTierMark({ tier }: { tier: StrategicTier }) {
  return (
    <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true" style={{ flex: 'none' }}>
      {tier === 'most_valuable' && <circle cx="6" cy="6" r="4.800" fill={strategicColours.most_valuable} />}
      {tier === 'most_growable' && <path d="M6 1 11.500 11H.5z" fill={strategicColours.most_growable} />}
      {tier === 'migrator' && <rect x="2" y="2" width="8" height="8" fill={strategicColours.migrator} />}
      {tier === 'below_zero' && <path d="m2 2 8 8m0-8-8 8" stroke={strategicColours.below_zero} strokeWidth="2" />}
    </svg>
  );
}

/** Plain elements: a list draws hundreds of these while it scrolls. */
function Marked({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <span className={css.marked}>
      {mark}
      <span>{children}</span>
    </span>
  );
}
