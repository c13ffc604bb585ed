/** Two whale curves in one: as it is, dashed, and as it would be. */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { approximate, shortAmount, wholeNumber } from '../language/format.ts';
import { Figure } from './Figure.tsx';

type Curve = { customers: number; cumulativeMinor: string }[];

export function TwoCurves({ before, after, currency, label }: { before: Curve; after: Curve; currency: string; label: string }) {
  const plot = useCallback((): Plot.PlotOptions => {
    const inUnits = (curve: Curve) =>
      curve.map((point) => ({ customers: point.customers, money: approximate({ minor: point.cumulativeMinor, currency }) }));
    const was = inUnits(before);
    const would = inUnits(after);
    const all = [...was, ...would].map(({ money }) => money);
    return {
      marginLeft: 84,
      marginRight: 16,
      marginTop: 26,
      marginBottom: 38,
      x: {
        label: m.whale_axis_customers(),
        labelAnchor: 'right',
        labelArrow: 'none',
        tickFormat: (value: number) => wholeNumber(value),
        ticks: 4,
      },
      y: {
        label: m.profit_whale_axis(),
        labelArrow: 'none',
        grid: true,
        ticks: 4,
        tickFormat: (value: number) => shortAmount(value, currency),
        domain: [Math.min(0, ...all), Math.max(0, ...all) * 1.06],
      },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--ink-soft)' }),
        Plot.lineY(was, {
          x: 'customers',
          y: 'money',
          stroke: 'var(--ink-soft)',
          strokeWidth: 2,
          strokeDasharray: '5 4',
          curve: 'monotone-x',
        }),
        Plot.lineY(would, { x: 'customers', y: 'money', stroke: 'var(--growth)', strokeWidth: 2.5, curve: 'monotone-x' }),
        Plot.tip(
          would,
          Plot.pointerX({
            x: 'customers',
            y: 'money',
            fontSize: 13,
            title: (point: { customers: number; money: number }) =>
              `${m.customers_count({ count: point.customers })}\n${shortAmount(point.money, currency)}`,
          }),
        ),
      ],
    };
  }, [before, after, currency]);
  return <Figure label={label} height={240} plot={plot} />;
}
