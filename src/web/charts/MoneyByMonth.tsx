/** One customer's months: revenue as bars with the gross margin in them, payments as a line of dots. */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { noCurrency } from '../../core/minor-digits.ts';
import { currencySign } from '../currency/currency-names.ts';
import { m } from '../../../messages/compiled/messages.js';
import type { CustomerMonth } from '../data/shapes.ts';
import { approximate, monthName, shortAmount, shortMonth } from '../language/format.ts';
import { Figure } from './Figure.tsx';

interface MoneyByMonthProps {
  months: CustomerMonth[];
  currency: string;
  label: string;
}

export function MoneyByMonth({ months, currency, label }: MoneyByMonthProps) {
  const plot = useCallback(
    (width: number): Plot.PlotOptions => {
      const shown = months.slice(width < 500 ? -12 : -36);
      const rows = shown.map((row) => ({
        month: row.month,
        revenue: approximate({ minor: row.revenueMinor, currency }),
        margin: row.grossMarginMinor === null ? null : approximate({ minor: row.grossMarginMinor, currency }),
        payments: approximate({ minor: row.paymentsMinor, currency }),
      }));
      const every = Math.ceil(shown.length / (width / 62));
      const paid = rows.filter((row) => row.payments !== 0);
      return {
        marginLeft: 84,
        marginTop: 24,
        marginBottom: 30,
        marginRight: 8,
        x: {
          type: 'band',
          label: null,
          padding: 0.2,
          tickFormat: (month: string) => shortMonth(month),
          ticks: shown.filter((_, i) => (shown.length - 1 - i) % every === 0).map(({ month }) => month),
          domain: shown.map(({ month }) => month),
        },
        y: {
          label: currency === noCurrency ? m.card_axis_months() : m.card_axis_money({ currency: currencySign(currency) }),
          labelArrow: 'none',
          grid: true,
          nice: true,
          ticks: 5,
          tickFormat: (value: number) => shortAmount(value, currency),
        },
        marks: [
          Plot.barY(rows, { x: 'month', y: 'revenue', fill: 'var(--regular)', rx: 2 }),
          Plot.barY(
            rows.filter((row) => row.margin !== null),
            {
              x: 'month',
              y: 'margin',
              fill: (row: (typeof rows)[number]) => (Number(row.margin) < 0 ? 'var(--risk)' : 'var(--growth)'),
              insetLeft: 3,
              insetRight: 3,
            },
          ),
          Plot.dot(paid, { x: 'month', y: 'payments', stroke: 'var(--surface)', fill: 'var(--payments)', r: 4.5, symbol: 'diamond' }),
          Plot.ruleY([0], { stroke: 'var(--ink-soft)' }),
          Plot.tip(
            rows,
            Plot.pointerX({
              x: 'month',
              y: 'revenue',
              fontSize: 13,
              title: (row: (typeof rows)[number]) =>
                [
                  monthName(row.month),
                  `${m.measure_revenue()}: ${shortAmount(row.revenue, currency)}`,
                  row.margin === null ? null : `${m.measure_gross_margin()}: ${shortAmount(row.margin, currency)}`,
                  `${m.measure_payments()}: ${shortAmount(row.payments, currency)}`,
                ]
                  .filter((line) => line !== null)
                  .join('\n'),
            }),
          ),
        ],
      };
    },
    [months, currency],
  );
  return <Figure label={label} height={260} plot={plot} />;
}
