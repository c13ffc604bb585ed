/** Repeat purchases of each month: actual as bars, by the model as a line, dashed where fitted and solid where predicted. */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { TrackedMonth } from '../data/shapes.ts';
import { monthName, wholeNumber } from '../language/format.ts';
import { Figure } from './Figure.tsx';
import { markedMonths, type PlacedMonth } from './marked-months.ts';

export function RepeatsByMonth({ months, label }: { months: TrackedMonth[]; label: string }) {
  const plot = useCallback(
    (width: number): Plot.PlotOptions => {
      const { rows, fitted, forecast, frame, mark } = markedMonths(months, width);
      return {
        ...frame,
        marks: [
          Plot.rectY(rows, {
            x1: (row: PlacedMonth) => row.at - 0.38,
            x2: (row: PlacedMonth) => row.at + 0.38,
            y: 'actual',
            fill: 'var(--regular)',
          }),
          Plot.lineY(fitted, { x: 'at', y: 'expected', stroke: 'var(--growth)', strokeWidth: 2, strokeDasharray: '5 4' }),
          Plot.lineY(forecast, {
            x: 'at',
            y: 'expected',
            stroke: 'var(--growth)',
            strokeWidth: 2.5,
            ...(width < 600 ? {} : { marker: 'dot' as const }),
          }),
          Plot.ruleY([0], { stroke: 'var(--ink-soft)' }),
          ...mark,
          Plot.tip(
            rows,
            Plot.pointerX({
              x: 'at',
              y: 'expected',
              fontSize: 13,
              title: (row: PlacedMonth) =>
                `${monthName(row.until.slice(0, 7))}\n${m.value_by_model()}: ${wholeNumber(row.expected)}\n${m.value_in_truth()}: ${wholeNumber(row.actual)}`,
            }),
          ),
        ],
      };
    },
    [months],
  );
  return <Figure label={label} height={280} plot={plot} />;
}
