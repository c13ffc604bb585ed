/** Cumulative repeat purchases: actual as an area, by the model as a line that restarts at the mark from the actual figure. */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { TrackedMonth } from '../data/shapes.ts';
import { monthName, wholeNumber } from '../language/format.ts';
import { Figure } from './Figure.tsx';
import { markedMonths, type PlacedMonth } from './marked-months.ts';

export function RepeatsSoFar({ months, label }: { months: TrackedMonth[]; label: string }) {
  const plot = useCallback(
    (width: number): Plot.PlotOptions => {
      const { rows, fitted, forecast, frame, mark } = markedMonths(months, width);
      return {
        ...frame,
        marks: [
          Plot.areaY(rows, { x: 'at', y: 'actualSoFar', fill: 'var(--regular)', fillOpacity: 0.7 }),
          Plot.lineY(fitted, { x: 'at', y: 'expectedSoFar', stroke: 'var(--growth)', strokeWidth: 2, strokeDasharray: '5 4' }),
          Plot.lineY(forecast, { x: 'at', y: 'expectedSoFar', stroke: 'var(--growth)', strokeWidth: 2.5 }),
          Plot.ruleY([0], { stroke: 'var(--ink-soft)' }),
          ...mark,
          Plot.tip(
            rows,
            Plot.pointerX({
              x: 'at',
              y: 'expectedSoFar',
              fontSize: 13,
              title: (row: PlacedMonth) =>
                `${monthName(row.until.slice(0, 7))}\n${m.value_by_model()}: ${wholeNumber(row.expectedSoFar)}\n${m.value_in_truth()}: ${wholeNumber(row.actualSoFar)}`,
            }),
          ),
        ],
      };
    },
    [months],
  );
  return <Figure label={label} height={280} plot={plot} />;
}
