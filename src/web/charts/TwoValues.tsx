/**
 * Customers by what is expected of them and what is possible: on the diagonal nothing is left to gain, and the higher above it the more.
 * Both axes are alike: even steps about nothing, tenfold ones further out. Many customers are drawn where they lie, as large as they are many.
 */
import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { StrategicOverview, StrategicTier } from '../data/shapes.ts';
import { approximate, shortAmount } from '../language/format.ts';
import { strategicTierWord } from '../language/words.ts';
import { strategicColours } from '../ui/strategic-colours.ts';
import { Figure } from './Figure.tsx';

const symbols: Record<StrategicTier, 'circle' | 'triangle' | 'square' | 'times'> = { most_valuable: 'circle', most_growable: 'triangle', migrator: 'square', below_zero: 'times' };

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
  const plot = useCallback((width: number): Plot.PlotOptions => {
    const [dots, bins] = marksOf(overview);
    const all = [...dots, ...bins].flatMap(({ actual, potential }) => [actual, potential]);
    const constant = Math.max(1, approximate({ minor: overview.scaleMinor, currency }));
    const domain = [Math.min(0, ...all), Math.max(constant, ...all) * 1.15];
    const axis = { type: 'symlog' as const, constant, domain, tickFormat: (value: number) => shortAmount(value, currency), labelArrow: 'none' as const };
    const many = Math.max(1, ...bins.map(({ customers }) => customers));
    const place = { x: 'actual', y: 'potential' } as const;
    return {
      marginLeft: 84, marginRight: 24, marginTop: 30, marginBottom: 44,
      x: { ...axis, label: m.strategic_axis_actual(), labelAnchor: 'right', ticks: ticksOf(domain, constant, width / 90) },
      y: { ...axis, label: m.strategic_axis_potential(), grid: true, ticks: ticksOf(domain, constant, 6) },
      r: { type: 'sqrt', domain: [0, many], range: [0, 16] },
      marks: [
        Plot.ruleX([0], { stroke: 'var(--ink-soft)', strokeOpacity: 0.5 }),
        Plot.ruleY([0], { stroke: 'var(--ink-soft)', strokeOpacity: 0.5 }),
        Plot.line([domain, domain].map((_, end) => ({ at: domain[end]! })), { x: 'at', y: 'at', stroke: 'var(--ink-soft)', strokeDasharray: '3 4' }),
        Plot.dot(bins, { ...place, r: (mark: Mark) => Math.max(mark.customers, many / 60), fill: colour, fillOpacity: 0.45, stroke: colour, strokeWidth: 0.75 }),
        ...tiersIn(dots).map((tier) => Plot.dot(dots.filter(({ strategicTier }) => strategicTier === tier), {
          ...place, r: { value: () => many / 16, label: '' } as never, symbol: symbols[tier], ...(tier === 'below_zero' ? { stroke: strategicColours[tier], strokeWidth: 1.75 } : { fill: strategicColours[tier], fillOpacity: 0.75 }),
        })),
        Plot.tip([...bins, ...dots], Plot.pointer({ ...place, fontSize: 13, title: 'words', maxRadius: 24 })),
      ],
    };
  }, [overview, currency]);
  return <Figure label={label} height={400} plot={plot} onPick={(value) => onPick(value as Mark)} />;
}

function marksOf({ dots, bins, currency }: StrategicOverview): [Mark[], Mark[]] {
  const placed = ({ strategicTier, actualMinor, potentialMinor }: StrategicOverview['dots'][number] | StrategicOverview['bins'][number], heading: string): Omit<Mark, 'id' | 'customers'> => {
    const actual = approximate({ minor: actualMinor, currency });
    const potential = approximate({ minor: potentialMinor, currency });
    const words = [heading, strategicTierWord(strategicTier), `${m.strategic_axis_actual()}: ${shortAmount(actual, currency)}`, `${m.strategic_axis_potential()}: ${shortAmount(potential, currency)}`].join('\n');
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
  return (['migrator', 'most_growable', 'most_valuable', 'below_zero'] as const).filter((tier) => dots.some(({ strategicTier }) => strategicTier === tier));
}

/** Nothing, and powers of ten to both sides of it, as many as there is room for. */
function ticksOf([from, to]: number[], constant: number, most: number): number[] {
  const least = Math.floor(Math.log10(constant));
  const powers = Array.from({ length: Math.max(0, Math.floor(Math.log10(to!)) - least + 1) }, (_, i) => 10 ** (least + i));
  const every = Math.max(1, Math.ceil(powers.length / Math.max(2, most)));
  const shown = powers.filter((_, i) => (powers.length - 1 - i) % every === 0);
  const losses = shown.map((value) => -value).filter((value) => value >= from!);
  return [...losses.slice(-2), 0, ...shown];
}
