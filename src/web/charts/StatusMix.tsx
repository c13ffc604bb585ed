/** Numbers of stabilised, unstabilised and lost customers at the end of each month. */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Activity, Overview } from '../data/shapes.ts';
import { shortMonth, wholeNumber } from '../language/format.ts';
import { activityWord } from '../language/words.ts';
import { Figure } from './Figure.tsx';

export const shownActivities = ['stabilised', 'unstabilised', 'lost'] as const satisfies readonly Activity[];

interface StatusMixProps {
  months: Overview['statusByMonth'];
  label: string;
}

export function StatusMix({ months, label }: StatusMixProps) {
  const plot = useCallback(
    (width: number): Plot.PlotOptions => {
      const shown = months.slice(width < 500 ? -12 : -24);
      const rows = shown.flatMap(({ month, customers }) =>
        shownActivities.map((activity) => ({ month, activity, count: customers[activity] })),
      );
      const every = Math.ceil(shown.length / (width / 62));
      return {
        marginLeft: 56,
        marginTop: 24,
        marginBottom: 30,
        marginRight: 8,
        x: {
          type: 'band',
          label: null,
          padding: 0.18,
          tickFormat: (month: string) => shortMonth(month),
          ticks: shown.filter((_, i) => (shown.length - 1 - i) % every === 0).map(({ month }) => month),
        },
        y: { label: m.status_axis(), labelArrow: 'none', grid: true, ticks: 5, tickFormat: (value: number) => wholeNumber(value) },
        color: { domain: [...shownActivities], range: shownActivities.map((activity) => `var(--${activity})`) },
        marks: [
          Plot.barY(rows, { x: 'month', y: 'count', fill: 'activity', order: [...shownActivities], inset: 0.5 }),
          Plot.ruleY([0], { stroke: 'var(--ink-soft)' }),
          Plot.tip(
            rows,
            Plot.pointer(
              Plot.stackY({
                x: 'month',
                y: 'count',
                order: [...shownActivities],
                z: 'activity',
                fontSize: 13,
                title: (row: (typeof rows)[number]) => `${shortMonth(row.month)}\n${activityWord(row.activity)}: ${wholeNumber(row.count)}`,
              }),
            ),
          ),
        ],
      };
    },
    [months],
  );
  return <Figure label={label} height={280} plot={plot} />;
}
