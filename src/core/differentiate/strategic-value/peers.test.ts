/** The cell of a customer, and the value of the best of its peers. */
import { describe, expect, test } from 'vitest';
import { peersOf } from './peers.ts';

interface Sketch {
  industry: string;
  region: string;
  value: number;
  size?: number;
  bought?: boolean;
}

function measuredBy(sketches: Sketch[], leastPeers = 5) {
  const attribute = (name: 'industry' | 'region') => {
    const values = [...new Set(sketches.map((each) => each[name]))];
    return { name, values, of: Int32Array.from(sketches, (each) => values.indexOf(each[name])) };
  };
  return peersOf({
    customersCount: sketches.length,
    attributes: [attribute('industry'), attribute('region')],
    counts: (i) => sketches[i]!.bought ?? true,
    valueMinor: Float64Array.from(sketches, ({ value }) => value),
    size: Float64Array.from(sketches, ({ size }) => size ?? 0),
    leastPeers,
    percentilePermille: 800,
  });
}

const five = (industry: string, region: string, values = [10, 20, 30, 40, 50]): Sketch[] =>
  values.map((value) => ({ industry, region, value }));

describe('the finest cell that has enough peers', () => {
  const sketches = [
    ...five('food', 'North'),
    ...five('food', 'South', [100, 200]),
    ...five('books', 'South', [300, 400, 500]),
    { industry: '', region: 'South', value: 1 },
    { industry: '', region: '', value: 2 },
    { industry: 'toys', region: 'East', value: 3 },
  ];
  const { measure } = measuredBy(sketches);

  test.each([
    { who: 'a grocer of the north', i: 0, cell: { industry: 'food', region: 'North' }, peers: 5, valueMinor: 40 },
    // Two grocers in the south are too few: all grocers, 10 to 50, 100, 200; the sixth of seven.
    { who: 'a grocer of the south', i: 5, cell: { industry: 'food' }, peers: 7, valueMinor: 100 },
    // Three booksellers anywhere: all customers in the south, 1, 100, 200, 300, 400, 500; the fifth of six.
    { who: 'a bookseller of the south', i: 7, cell: { region: 'South' }, peers: 6, valueMinor: 400 },
    { who: 'somebody of the south whose industry nobody knows', i: 10, cell: { region: 'South' }, peers: 6, valueMinor: 400 },
    // Not known is not alike: the whole company, the eleventh of thirteen.
    { who: 'somebody of whom nothing is known', i: 11, cell: {}, peers: 13, valueMinor: 300 },
    { who: 'the only one of its kind', i: 12, cell: {}, peers: 13, valueMinor: 300 },
  ])('$who', ({ i, who: _, ...expected }) => {
    expect(measure(i)).toEqual({ ...expected, bySize: false });
  });
});

test('who never bought is nobody’s peer, and still has peers', () => {
  const { measure } = measuredBy([...five('food', 'North'), { industry: 'food', region: 'North', value: 0, bought: false }]);
  expect(measure(5)).toMatchObject({ peers: 5, valueMinor: 40 });
});

test('too few in the whole company: there is nothing to be measured by', () => {
  const peers = measuredBy(five('food', 'North'), 6);
  expect([peers.measure(0), peers.valueMinor(0)]).toEqual([null, NaN]);
});

describe('hotels by their beds', () => {
  // Value a bed: 1, 2, 3, 4, 5.
  const hotels: Sketch[] = [1, 2, 3, 4, 5].map((perBed) => ({ industry: 'hotels', region: 'North', value: perBed * 10, size: 10 }));

  test('four fifths of the peers bring no more a bed than this one could', () => {
    const peers = measuredBy([...hotels, { industry: 'hotels', region: 'North', value: 30, size: 100 }]);
    // 0.3 of its own, 1, 2, 3, 4, 5: the fifth of six, 4 a bed, times a hundred beds.
    expect([peers.measure(5), peers.valueMinor(5)]).toEqual([
      { cell: { industry: 'hotels', region: 'North' }, peers: 6, valueMinor: 4, bySize: true },
      400,
    ]);
  });

  test('whose beds nobody counted is measured by values', () => {
    expect(measuredBy([...hotels, { industry: 'hotels', region: 'North', value: 5 }]).measure(5)).toMatchObject({
      bySize: false,
      peers: 6,
      valueMinor: 40,
    });
  });

  test('too few whose beds are known: by values, in the same cell', () => {
    expect(measuredBy([...hotels.slice(0, 3), ...five('hotels', 'North')]).measure(0)).toMatchObject({ bySize: false, peers: 8 });
  });
});
