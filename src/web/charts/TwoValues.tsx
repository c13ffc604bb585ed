/**
 * Customers by actual and strategic value: on the diagonal there is nothing to gain, above it the gain grows with the distance.
 * Both axes have even steps around 0 and tenfold steps further out. Customers at one place are drawn as one point, sized by their number.
 */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { StrategicOverview, StrategicTier } from '../data/shapes.ts';
import { approximate, shortAmount } from '../language/format.ts';
import { strategicTierWord } from '../language/words.ts';
import { strategicColours } from '../ui/strategic-colours.ts';
import { Figure } from './Figure.tsx';

const symbols: Record<StrategicTier, 'circle' | 'triangle' | 'square' | 'times'> = {
  most_valuable: 'circle',
  most_growable: 'triangle',
  migrator: 'square',
  below_zero: 'times',
};

const height = 400;

interface TwoValuesProps {
  overview: StrategicOverview;
  label: string;
  /** A customer's own mark has its id; of a place with many there is only the tier. */
  onPick: (picked: { id: string | null; strategicTier: StrategicTier }) => void;
}

interface Mark {
  id: string | null;
  strategicTier: StrategicTier;
  customers: number;
  actual: number;
  potential: number;
  words: string;
}

export function TwoValues({ overview, label, onPick }: TwoValuesProps) {
  const { currency } = overview;
  const plot = useCallback(
    (width: number): Plot.PlotOptions => {
      const [dots, bins] = marksOf(overview);
      const constant = Math.max(1, approximate({ minor: overview.scaleMinor, currency }));
      const across = [...dots, ...bins].map(({ actual }) => actual);
      const up = [...dots, ...bins].map(({ potential }) => potential);
      const [left, bottom] = [Math.min(0, ...across), Math.min(0, ...up)];
      const [right, most] = [Math.max(constant, ...across) * 1.15, Math.max(constant, ...up) * 1.15];
      const axis = {
        type: 'symlog' as const,
        constant,
        tickFormat: (value: number) => shortAmount(value, currency),
        labelArrow: 'none' as const,
      };
      const many = Math.max(1, ...bins.map(({ customers }) => customers));
      const place = { x: 'actual', y: 'potential' } as const;
      return {
        marginLeft: 84,
        marginRight: 24,
        marginTop: 30,
        marginBottom: 44,
        x: {
          ...axis,
          domain: [left, right],
          label: m.strategic_axis_actual(),
          labelAnchor: 'right',
          ticks: ticksOf([left, right], { constant, pixels: width - 108, apart: 72 }),
        },
        y: {
          ...axis,
          domain: [bottom, most],
          label: m.strategic_axis_potential(),
          grid: true,
          ticks: ticksOf([bottom, most], { constant, pixels: height - 74, apart: 28 }),
        },
        r: { type: 'sqrt', domain: [0, many], range: [0, 16] },
        marks: [
          Plot.ruleX([0], { stroke: 'var(--ink-soft)', strokeOpacity: 0.5 }),
          Plot.ruleY([0], { stroke: 'var(--ink-soft)', strokeOpacity: 0.5 }),
          Plot.line([bottom, 0, Math.min(right, most)], {
            x: (at: number) => at,
            y: (at: number) => at,
            stroke: 'var(--ink-soft)',
            strokeDasharray: '3 4',
          }),
          Plot.dot(bins, {
            ...place,
            r: (mark: Mark) => Math.max(mark.customers, many / 60),
            fill: colour,
            fillOpacity: 0.45,
            stroke: colour,
            strokeWidth: 0.75,
          }),
          ...tiersIn(dots).map((tier) =>
            Plot.dot(
              dots.filter(({ strategicTier }) => strategicTier === tier),
              {
                ...place,
                r: 4,
                symbol: symbols[tier],
                ...(tier === 'below_zero'
                  ? { stroke: strategicColours[tier], strokeWidth: 1.75 }
                  : { fill: strategicColours[tier], fillOpacity: 0.75 }),
              },
            ),
          ),
          Plot.tip([...bins, ...dots], Plot.pointer({ ...place, fontSize: 13, title: 'words', maxRadius: 24 })),
        ],
      };
    },
    [overview, currency],
  );
  return <Figure label={label} height={height} plot={plot} onPick={(value) => onPick(value as Mark)} />;
}

function marksOf({ dots, bins, currency }: StrategicOverview): [Mark[], Mark[]] {
  const placed = (
    { strategicTier, actualMinor, potentialMinor }: StrategicOverview['dots'][number] | StrategicOverview['bins'][number],
    heading: string,
  ): Omit<Mark, 'id' | 'customers'> => {
    const actual = approximate({ minor: actualMinor, currency });
    const potential = approximate({ minor: potentialMinor, currency });
    const words = [
      heading,
      strategicTierWord(strategicTier),
      `${m.strategic_axis_actual()}: ${shortAmount(actual, currency)}`,
      `${m.strategic_axis_potential()}: ${shortAmount(potential, currency)}`,
    ].join('\n');
    return { strategicTier, actual, potential, words };
  };
  return [
    dots.map((dot) => ({ id: dot.id, customers: 1, ...placed(dot, dot.name) })),
    bins.map((bin) => ({ id: null, customers: bin.customers, ...placed(bin, m.strategic_many({ count: bin.customers })) })),
  ];
}

function colour({ strategicTier }: Mark): string {
  return strategicColours[strategicTier];
}

/** The many below, the few on top. */
function tiersIn(dots: Mark[]): StrategicTier[] {
  return (['migrator', 'most_growable', 'most_valuable', 'below_zero'] as const).filter((tier) =>
    dots.some(({ strategicTier }) => strategicTier === tier),
  );
}

/** Nothing, powers of ten to both sides of it, and three times those where there is room, as far apart as their words need. */
function ticksOf([from, to]: [number, number], { constant, pixels, apart }: { constant: number; pixels: number; apart: number }): number[] {
  const at = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value) / constant);
  const perStep = pixels / (at(to) - at(from));
  const powers = (end: number): number[] =>
    Array.from(
      { length: Math.max(0, Math.floor(Math.log10(Math.abs(end))) - Math.floor(Math.log10(constant)) + 1) },
      (_, back) => Math.sign(end) * 10 ** (Math.floor(Math.log10(Math.abs(end))) - back),
    );
  const tens = [...powers(to), ...powers(from)];
  const between = tens.map((value) => 3 * value).filter((value) => value >= from && value <= to);
  return [...tens, ...between].reduce<number[]>(
    (kept, value) => (kept.every((other) => Math.abs(at(other) - at(value)) * perStep >= apart) ? [...kept, value] : kept),
    [0],
  );
}
