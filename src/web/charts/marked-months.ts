/** The months of a chart that has a mark in it: fitted months up to the mark, predicted months after it. Both charts of the back-test use them. */
import * as Plot from '@observablehq/plot';
import { m } from '../../../messages/compiled/messages.js';
import type { TrackedMonth } from '../data/shapes.ts';
import { shortMonth, wholeNumber } from '../language/format.ts';

export type PlacedMonth = TrackedMonth & { at: number };

export interface MarkedMonths {
  rows: PlacedMonth[];
  /** The same months as two lines that meet: the last known month belongs to both. */
  fitted: PlacedMonth[];
  forecast: PlacedMonth[];
  frame: Plot.PlotOptions;
  mark: Plot.Markish[];
}

export function markedMonths(months: TrackedMonth[], width: number): MarkedMonths {
  const rows = months.map((month, at) => ({ ...month, at }));
  const first = rows.findIndex(({ heldOut }) => heldOut);
  const every = Math.ceil(rows.length / (width / 70));
  const between = first - 0.5;
  return {
    rows,
    fitted: rows.slice(0, first),
    forecast: rows.slice(first),
    frame: {
      marginLeft: 62,
      marginTop: 28,
      marginBottom: 30,
      marginRight: 24,
      x: {
        label: null,
        domain: [-0.6, rows.length - 0.4],
        ticks: rows.filter(({ at }) => (rows.length - 1 - at) % every === 0).map(({ at }) => at),
        tickFormat: (at: number) => (rows[at] ? shortMonth(rows[at].until.slice(0, 7)) : ''),
      },
      y: {
        label: m.value_axis_purchases(),
        labelArrow: 'none',
        grid: true,
        ticks: 5,
        nice: true,
        zero: true,
        tickFormat: (value: number) => wholeNumber(value),
      },
    },
    mark: [
      Plot.ruleX([between], { stroke: 'var(--ink-soft)', strokeDasharray: '3 4' }),
      Plot.text([between], {
        x: (at: number) => at,
        frameAnchor: 'top',
        dy: -14,
        dx: 5,
        textAnchor: 'start',
        text: () => m.value_mark(),
        fill: 'var(--ink)',
        fontSize: 13,
      }),
    ],
  };
}
