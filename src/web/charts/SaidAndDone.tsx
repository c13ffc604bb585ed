/** Five groups of customers by the predicted probability of buying again: the bar is the observed share, the line across it the predicted one. */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { BackTest } from '../data/shapes.ts';
import { percent } from '../language/format.ts';
import { Figure } from './Figure.tsx';

type Group = BackTest['calibration'][number];

export function SaidAndDone({ groups, label }: { groups: Group[]; label: string }) {
  const plot = useCallback((): Plot.PlotOptions => {
    const rows = groups.map((group, at) => ({ ...group, at }));
    return {
      marginLeft: 56,
      marginTop: 28,
      marginBottom: 40,
      marginRight: 8,
      x: {
        type: 'band',
        label: m.value_axis_said(),
        labelAnchor: 'right',
        labelArrow: 'none',
        padding: 0.3,
        domain: rows.map(({ at }) => at),
        tickFormat: (at: number) => percent(rows[at]!.forecast),
      },
      y: {
        label: m.value_axis_again(),
        labelArrow: 'none',
        grid: true,
        domain: [0, 1],
        ticks: 5,
        tickFormat: (share: number) => percent(share),
      },
      marks: [
        Plot.barY(rows, { x: 'at', y: 'actual', fill: 'var(--regular)', rx: 2 }),
        Plot.tickY(rows, { x: 'at', y: 'forecast', stroke: 'var(--growth)', strokeWidth: 3, insetLeft: -5, insetRight: -5 }),
        Plot.ruleY([0], { stroke: 'var(--ink-soft)' }),
        Plot.tip(
          rows,
          Plot.pointerX({
            x: 'at',
            y: 'actual',
            fontSize: 13,
            title: (row: Group) =>
              `${m.customers_count({ count: row.customers })}\n${m.value_axis_said()}: ${percent(row.forecast)}\n${m.value_axis_again()}: ${percent(row.actual)}`,
          }),
        ),
      ],
    };
  }, [groups]);
  return <Figure label={label} height={260} plot={plot} />;
}
