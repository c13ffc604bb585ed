/**
 * What the money columns are, by arithmetic over the sample: which of two "Сумма" includes VAT, whether the price is the list
 * price, whether a "Скидка" is a sum or a rate. Only approximations of a sample are computed here, never money that is kept.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';

export interface AmountColumns {
  /** The sample's number of a row in a column; null where there is none. */
  value: (row: number, column: number) => number | null;
  rows: number;
  /** Meanings so far, one per column; changed in place. */
  meanings: ColumnMeaning[];
  /** Candidates whose heading does not say what they include, in the order of the file. */
  open: number[];
}

export interface PriceFacts {
  price: 'list' | 'sold' | 'unknown';
  pricesIncludeVat: boolean;
  discountsIncludeVat: boolean;
  discountRate: 'percent' | 'fraction';
  /** Whether the only amount may or may not include VAT. */
  vatOpen: boolean;
}

export function tellAmounts(given: AmountColumns): PriceFacts {
  const table = { ...given, open: given.open.filter((column) => !isEmptySum(given, column)) };
  const { meanings, open } = table;
  for (const [column, meaning] of meanings.entries())
    if ((meaning === 'net_amount' || meaning === 'gross_amount') && isEmptySum(given, column)) meanings[column] = 'ignored';
  const at = (meaning: ColumnMeaning): number => meanings.indexOf(meaning);
  discountAsRate(table);
  takeListAmount(table);
  let vatOpen = false;
  const vat = at('vat_amount');
  const known = [at('gross_amount'), at('net_amount')].filter((column) => column >= 0);
  const pair = netAndGross(table, [...known, ...open]);
  if (pair) {
    for (const column of known) meanings[column] = 'ignored';
    meanings[pair.gross] = 'gross_amount';
    meanings[pair.net] = 'net_amount';
  } else if (known.length === 0 && open.length > 0) {
    const main = mainAmount(table);
    const withVat = vat >= 0 ? includesVat(table, main, vat) : atRate(table, main);
    vatOpen = vat < 0 && at('vat_rate') < 0;
    meanings[main] = withVat ? 'gross_amount' : 'net_amount';
  }
  tellCosts(table);
  return { ...tellPrices(table), discountRate: rateUnit(table), vatOpen };
}

/** A column of nothing but zeros, beside one that has sums: whatever its heading says, it is not filled in. */
function isEmptySum({ value, rows, meanings, open }: AmountColumns, column: number): boolean {
  const sums = (at: number): boolean => Array.from({ length: rows }, (_, row) => value(row, at) ?? 0).some((sum) => sum !== 0);
  if (sums(column)) return false;
  return [...open, ...meanings.flatMap((meaning, at) => (meaning === 'net_amount' || meaning === 'gross_amount' ? [at] : []))].some(
    (other) => other !== column && sums(other),
  );
}

/** 25 % inside is 20 % on top, so the rates of the countries that this is mostly for come first, and alone. */
const usualRates = [0.2, 0.22, 0.1, 0.18, 0.12, 0.07, 0.05, 0.14, 0.21, 0.19, 0.23];
const vatRates = [...usualRates, 0.16, 0.25, 0.08, 0.15, 0.17, 0.24, 0.27, 0.06, 0.09];

const near = (a: number, b: number, slack = 0.016): boolean => Math.abs(a - b) <= slack + Math.abs(a) * 1e-9;

/** Share of the rows with all values for which the relation holds; 0 where fewer than one row has them. */
function share(table: AmountColumns, columns: number[], holds: (...values: number[]) => boolean | null): number {
  let hits = 0;
  let all = 0;
  for (let row = 0; row < table.rows; row++) {
    const values = columns.map((column) => table.value(row, column));
    if (values.some((value) => value === null)) continue;
    const result = holds(...(values as number[]));
    if (result === null) continue;
    all++;
    if (result) hits++;
  }
  return all === 0 ? 0 : hits / all;
}

/** Two columns that differ by the VAT column, or by a usual rate of VAT. */
function netAndGross(table: AmountColumns, columns: number[]): { gross: number; net: number } | null {
  const vat = table.meanings.indexOf('vat_amount');
  let best: { gross: number; net: number; share: number } | null = null;
  for (const gross of columns) {
    for (const net of columns) {
      if (gross === net) continue;
      const holds =
        vat >= 0
          ? share(table, [gross, net, vat], (g, n, v) => (v === 0 ? null : near(Math.abs(g) - Math.abs(v), Math.abs(n))))
          : share(table, [gross, net], (g, n) =>
              Math.abs(n) < 1 || g === n ? null : vatRates.some((rate) => near(n * (1 + rate), g, 0.02)),
            );
      if (holds > 0.8 && (best === null || holds > best.share)) best = { gross, net, share: holds };
    }
  }
  return best;
}

/** Whether VAT is a usual share of the amount, or a usual share of the amount without it. */
function includesVat(table: AmountColumns, amount: number, vat: number): boolean {
  const rate = table.meanings.indexOf('vat_rate');
  if (rate >= 0) {
    const inside = share(table, [amount, vat, rate], (a, v, r) => (usable(v, a) ? near((a * r) / (100 + r), v, 0.03) : null));
    const outside = share(table, [amount, vat, rate], (a, v, r) => (usable(v, a) ? near((a * r) / 100, v, 0.03) : null));
    if (inside !== outside) return inside > outside;
  }
  for (const rates of [usualRates, vatRates]) {
    const inside = share(table, [amount, vat], (a, v) => (usable(v, a) ? rates.some((r) => near((a * r) / (1 + r), v, 0.012)) : null));
    const outside = share(table, [amount, vat], (a, v) => (usable(v, a) ? rates.some((r) => near(a * r, v, 0.012)) : null));
    if (inside !== outside) return inside > outside;
  }
  return true;
}

/** Small sums are all rounding. */
const usable = (v: number, a: number): boolean => Math.abs(v) > 0.2 && Math.abs(a) > 1;

/** Without a VAT column: price × quantity at the row's rate of VAT shows what the amount includes; else it is taken as it is. */
function atRate(table: AmountColumns, amount: number): boolean {
  const [rate, price, quantity] = (['vat_rate', 'list_price', 'quantity'] as const).map((meaning) => table.meanings.indexOf(meaning)) as [
    number,
    number,
    number,
  ];
  if (rate < 0 || price < 0 || quantity < 0) return false;
  return (
    share(table, [amount, price, quantity, rate], (a, p, q, r) =>
      r === 0 ? null : near((p * q * (100 + r)) / 100, a, 0.02 + 0.006 * Math.abs(q)),
    ) > 0.8
  );
}

/** Of several amounts the one that price × quantity leads to; else the last one that is not before discount. */
function mainAmount(table: AmountColumns): number {
  const [price, quantity] = (['list_price', 'quantity'] as const).map((meaning) => table.meanings.indexOf(meaning)) as [number, number];
  if (table.open.length === 1 || price < 0 || quantity < 0) return table.open[0]!;
  const scored = table.open
    .map((column) => ({ column, hits: share(table, [column, price, quantity], (a, p, q) => near(p * q, a, 0.02 + 0.006 * Math.abs(q))) }))
    .toSorted((a, b) => b.hits - a.hits);
  return scored[0]!.column;
}

/** "Сумма" − "Скидка" = "Всего": the first one is before discount. */
function takeListAmount({ meanings, open, ...table }: AmountColumns): void {
  const discount = meanings.indexOf('discount_amount');
  if (discount < 0 || meanings.includes('list_amount')) return;
  const amounts = [...open, meanings.indexOf('net_amount'), meanings.indexOf('gross_amount')].filter((column) => column >= 0);
  for (const before of open) {
    for (const after of amounts) {
      if (before === after) continue;
      const holds = share({ meanings, open, ...table }, [before, after, discount], (b, a, d) =>
        d === 0 ? null : near(b - Math.abs(d), a) || near(b + Math.abs(d), -a),
      );
      if (holds > 0.8) {
        meanings[before] = 'list_amount';
        open.splice(open.indexOf(before), 1);
        return;
      }
    }
  }
}

/** "Скидка" of 10 on a price of 50 times 3 that gives 135 is ten per cent. */
function discountAsRate(table: AmountColumns): void {
  const { meanings } = table;
  const [discount, price, quantity] = (['discount_amount', 'list_price', 'quantity'] as const).map((meaning) =>
    meanings.indexOf(meaning),
  ) as [number, number, number];
  if (discount < 0 || meanings.includes('discount_rate')) return;
  const amounts = [...table.open, meanings.indexOf('net_amount'), meanings.indexOf('gross_amount')].filter((column) => column >= 0);
  let highest = 0;
  for (let row = 0; row < table.rows; row++) highest = Math.max(highest, Math.abs(table.value(row, discount) ?? 0));
  if (highest > 100) return;
  const asRate = (divisor: number): boolean =>
    price >= 0 &&
    quantity >= 0 &&
    amounts.some(
      (amount) =>
        share(table, [discount, price, quantity, amount], (d, p, q, a) =>
          d === 0 ? null : near(p * q * (1 - d / divisor), a, 0.02 + 0.012 * Math.abs(q)),
        ) > 0.6,
    );
  // A column that never exceeds one and has decimals can hardly be money when the amounts beside it are large.
  const tiny = highest > 0 && highest <= 1 && amounts.length > 0 && share(table, [amounts[0]!], (a) => Math.abs(a) > 20) > 0.5;
  if (asRate(100) || asRate(1) || (tiny && (price < 0 || quantity < 0))) meanings[discount] = 'discount_rate';
}

function rateUnit(table: AmountColumns): 'percent' | 'fraction' {
  const column = table.meanings.indexOf('discount_rate');
  if (column < 0) return 'percent';
  let highest = 0;
  for (let row = 0; row < table.rows; row++) highest = Math.max(highest, Math.abs(table.value(row, column) ?? 0));
  return highest > 0 && highest <= 1 ? 'fraction' : 'percent';
}

/** A "Cost" far below the net amount but near the price of one unit is the cost of one unit. */
function tellCosts(table: AmountColumns): void {
  const { meanings } = table;
  const cost = meanings.indexOf('cost_amount');
  const quantity = meanings.indexOf('quantity');
  const amount = meanings.includes('net_amount') ? meanings.indexOf('net_amount') : meanings.indexOf('gross_amount');
  if (cost < 0 || quantity < 0 || amount < 0 || meanings.includes('unit_cost')) return;
  const margin = meanings.indexOf('gross_margin');
  if (margin >= 0 && share(table, [amount, cost, margin], (a, c, m) => near(a - c, m, 0.03)) > 0.5) return;
  const unit = share(table, [quantity, amount, cost], (q, a, c) => {
    if (Math.abs(q) < 5 || Math.abs(a) <= 1 || c === 0) return null;
    return Math.abs(c / a) < 0.25 && Math.abs((c * q) / a) > 0.25 && Math.abs((c * q) / a) < 1.5;
  });
  if (unit > 0.8) meanings[cost] = 'unit_cost';
}

function tellPrices(table: AmountColumns): Pick<PriceFacts, 'price' | 'pricesIncludeVat' | 'discountsIncludeVat'> {
  const at = (meaning: ColumnMeaning): number => table.meanings.indexOf(meaning);
  const [net, gross, vat, price, list, quantity, discount] = (
    ['net_amount', 'gross_amount', 'vat_amount', 'list_price', 'list_amount', 'quantity', 'discount_amount'] as const
  ).map(at) as [number, number, number, number, number, number, number];
  const amountOf = (row: number, wanted: 'net' | 'gross'): number | null => {
    const own = table.value(row, wanted === 'net' ? net : gross);
    if (own !== null) return own;
    const other = table.value(row, wanted === 'net' ? gross : net);
    const tax = table.value(row, vat);
    return other === null || tax === null ? null : wanted === 'net' ? other - tax : other + tax;
  };
  const equal = { net: 0, gross: 0 };
  const discounted = { net: 0, gross: 0 };
  let above = 0;
  let rows = 0;
  for (let row = 0; row < table.rows; row++) {
    const q = quantity >= 0 ? table.value(row, quantity) : 1;
    const unitPrice = price >= 0 ? table.value(row, price) : null;
    const value = list >= 0 ? table.value(row, list) : unitPrice === null || q === null ? null : unitPrice * q;
    if (value === null || value === 0) continue;
    const slack = 0.02 + (list >= 0 ? 0 : 0.006 * Math.abs(q ?? 0));
    const minus = Math.abs((discount >= 0 ? table.value(row, discount) : null) ?? 0);
    const [n, g] = [amountOf(row, 'net'), amountOf(row, 'gross')];
    // Where the VAT is zero both are the same, and the row says nothing about it.
    if (n !== null && g !== null && near(n, g)) continue;
    rows++;
    for (const [basis, amount] of [
      ['net', n],
      ['gross', g],
    ] as const) {
      if (amount === null) continue;
      if (near(Math.abs(value), Math.abs(amount), slack)) equal[basis]++;
      if (minus > 0 && near(Math.abs(value) - minus, Math.abs(amount), slack)) discounted[basis]++;
      else if (discount < 0 && Math.abs(value) > Math.abs(amount) + slack && basis === (g !== null ? 'gross' : 'net')) above++;
    }
  }
  const onlyGross = gross >= 0 && net < 0;
  const discountsIncludeVat = includes(discounted) ?? includes(equal) ?? onlyGross;
  const kind =
    price < 0 && list < 0
      ? 'unknown'
      : list >= 0 || discount >= 0 || at('discount_rate') >= 0
        ? 'list'
        : rows > 0 && above > rows * 0.03
          ? 'list'
          : 'sold';
  return { price: kind, pricesIncludeVat: includes(discounted) ?? includes(equal) ?? onlyGross, discountsIncludeVat };
}

function includes(basis: { net: number; gross: number }): boolean | null {
  return basis.net === basis.gross ? null : basis.gross > basis.net;
}
