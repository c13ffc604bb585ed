/** The whale curve: customers from the best to the worst, and how much they bring together. The tail shows what is lost again. */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { approximate, percent, shortAmount, shortMoney, wholeNumber } from '../language/format.ts';
import { Figure } from './Figure.tsx';

interface WhaleCurveProps {
  whale: {
    points: { customers: number; cumulativeMinor: string }[];
    peak: { customers: number; cumulativeMinor: string };
    customersFor80Percent: number | null;
  };
  /** The name of the cumulated amounts. */
  axis: string;
  currency: string;
  label: string;
}

export function WhaleCurve({ whale, axis, currency, label }: WhaleCurveProps) {
  const plot = useCallback(
    (width: number): Plot.PlotOptions => {
      const points = [
        { customers: 0, money: 0 },
        ...whale.points.map((point) => ({ customers: point.customers, money: approximate({ minor: point.cumulativeMinor, currency }) })),
      ];
      const peak = { customers: whale.peak.customers, money: approximate({ minor: whale.peak.cumulativeMinor, currency }) };
      const last = points.at(-1)!;
      const tail = points.filter((point) => point.customers >= peak.customers);
      const loses = peak.customers < last.customers;
      const eighty = whale.customersFor80Percent;
      // On a phone neither side of the mark has room for its words: they stand at the chart's end.
      const narrow = width < 480;
      const markBefore = eighty !== null && eighty > last.customers * 0.6;
      const most = Math.max(peak.money, last.money, 0);
      return {
        marginLeft: 84,
        marginRight: 20,
        marginTop: 30,
        marginBottom: 40,
        x: {
          label: m.whale_axis_customers(),
          labelAnchor: 'right',
          labelArrow: 'none',
          tickFormat: (value: number) => wholeNumber(value),
          ticks: width / 110,
          domain: [0, last.customers],
        },
        y: {
          label: axis,
          labelArrow: 'none',
          grid: true,
          tickFormat: (value: number) => shortAmount(value, currency),
          ticks: 5,
          domain: [Math.min(0, last.money), most * 1.08],
        },
        marks: [
          Plot.areaY(points, { x: 'customers', y: 'money', fill: 'var(--growth)', fillOpacity: 0.12, curve: 'monotone-x' }),
          ...(loses
            ? [
                Plot.areaY(tail, {
                  x: 'customers',
                  y1: 'money',
                  y2: peak.money,
                  fill: 'var(--risk)',
                  fillOpacity: 0.22,
                  curve: 'monotone-x',
                }),
              ]
            : []),
          Plot.ruleY([0], { stroke: 'var(--ink-soft)' }),
          ...(eighty === null
            ? []
            : [
                Plot.ruleX([eighty], { stroke: 'var(--ink-soft)', strokeDasharray: '3 4', y1: 0, y2: most * 1.04 }),
                Plot.text([{ x: narrow ? last.customers : eighty, y: most * 0.12 }], {
                  x: 'x',
                  y: 'y',
                  text: () => m.whale_mark_80({ count: eighty, most: percent(0.8) }),
                  textAnchor: markBefore || narrow ? 'end' : 'start',
                  dx: narrow ? 0 : markBefore ? -7 : 7,
                  fill: 'var(--ink)',
                  fontSize: 13,
                }),
              ]),
          Plot.lineY(points, { x: 'customers', y: 'money', stroke: 'var(--growth)', strokeWidth: 2.5, curve: 'monotone-x' }),
          ...(loses
            ? [
                Plot.lineY(tail, { x: 'customers', y: 'money', stroke: 'var(--risk)', strokeWidth: 2.5, curve: 'monotone-x' }),
                Plot.dot([peak], { x: 'customers', y: 'money', fill: 'var(--growth)', r: 4.5 }),
                Plot.text([peak], {
                  x: 'customers',
                  y: 'money',
                  text: () => m.whale_mark_peak({ money: shortMoney({ minor: whale.peak.cumulativeMinor, currency }) }),
                  dy: -14,
                  textAnchor: peak.customers > last.customers * 0.7 ? 'end' : 'middle',
                  fill: 'var(--ink)',
                  fontWeight: 600,
                  fontSize: 13,
                }),
              ]
            : []),
          Plot.tip(
            points,
            Plot.pointerX({
              x: 'customers',
              y: 'money',
              title: (point: { customers: number; money: number }) =>
                `${m.customers_count({ count: point.customers })}\n${shortAmount(point.money, currency)}`,
              fontSize: 13,
            }),
          ),
        ],
      };
    },
    [whale, axis, currency],
  );
  return <Figure label={label} height={340} plot={plot} />;
}
