/** From one amount down to another: totals are bars from 0, steps start where the previous bar ended. */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { approximate, shortMoney } from '../language/format.ts';
import { Figure } from './Figure.tsx';

export interface Step {
  word: string;
  /** Signed: what is taken away is negative. */
  minor: string;
  /** A sum of everything so far, rather than a change of it. */
  stands: boolean;
}

interface WaterfallProps {
  steps: Step[];
  currency: string;
  label: string;
}

interface Bar extends Step {
  from: number;
  until: number;
}

const rowHeight = 32;

export function Waterfall({ steps, currency, label }: WaterfallProps) {
  const plot = useCallback(
    (width: number): Plot.PlotOptions => {
      const bars = barsOf(steps, currency);
      const narrow = width < 480;
      const last = bars.at(-1)!;
      return {
        marginLeft: narrow ? 126 : 190,
        marginRight: 96,
        marginTop: 4,
        marginBottom: 4,
        x: { axis: null, nice: false },
        y: {
          type: 'band',
          domain: steps.map(({ word }) => word),
          label: null,
          tickSize: 0,
          padding: 0.28,
          tickFormat: (word: string) => word,
        },
        marks: [
          Plot.axisY({
            tickSize: 0,
            tickPadding: 8,
            fill: 'var(--ink)',
            fontSize: narrow ? 12 : 13,
            label: null,
            lineWidth: narrow ? 10.5 : 14,
            textOverflow: 'ellipsis',
          }),
          Plot.link(bars.slice(1), {
            x1: (_, at: number) => bars[at]!.until,
            x2: (_, at: number) => bars[at]!.until,
            y1: (_, at: number) => bars[at]!.word,
            y2: (bar: Bar) => bar.word,
            stroke: 'var(--ink-soft)',
            strokeOpacity: 0.6,
            strokeDasharray: '2 3',
          }),
          Plot.barX(bars, { y: 'word', x1: 'from', x2: 'until', fill: (bar: Bar) => colourOf(bar, bar === last), rx: 2 }),
          Plot.ruleX([0], { stroke: 'var(--ink-soft)' }),
          ...[true, false].map((stands) =>
            Plot.text(
              bars.filter((bar) => bar.stands === stands),
              {
                y: 'word',
                text: (bar: Bar) => shortMoney({ minor: bar.minor, currency }),
                frameAnchor: 'right',
                textAnchor: 'end',
                dx: 94,
                fill: 'var(--ink)',
                fontSize: 13,
                fontWeight: stands ? 650 : 400,
              },
            ),
          ),
        ],
      };
    },
    [steps, currency],
  );
  return <Figure label={label} height={steps.length * rowHeight + 8} plot={plot} />;
}

function barsOf(steps: Step[], currency: string): Bar[] {
  let reached = 0;
  return steps.map((step) => {
    const amount = approximate({ minor: step.minor, currency });
    const from = step.stands ? 0 : reached;
    reached = from + amount;
    return { ...step, from, until: reached };
  });
}

function colourOf(bar: Bar, isLast: boolean): string {
  if (bar.minor.startsWith('-')) return 'var(--risk)';
  return isLast || !bar.stands ? 'var(--growth)' : 'var(--regular)';
}
