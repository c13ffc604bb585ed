/**
 * In which currency the sums are that do not name one: as the headings, cells, titles or accounts say, else the company's own,
 * else that of the country whose legal forms, ids and taxes the file has. A currency that nobody named is no currency: such sums
 * are booked under XXX, as ISO 4217 has it, until somebody names it.
 */
import type { Currency } from '../../core/facts.ts';
import type { FactName } from '../../facts/kinds.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers } from '../../facts/row/reading.ts';
import { noCurrency } from '../../core/minor-digits.ts';
import { validLegalId } from '../../core/identify/legal-id.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import { findAccounts, findTitleCurrency } from '../../facts/headings/titles.ts';
import { cellText } from '../../facts/values/cell.ts';
import { currencyOfCell, parseCurrency } from '../../facts/values/currency.ts';
import type { Assumption, Evidence } from './assumption.ts';
import { decide, evidence } from './decide.ts';

export function assumeCurrency(found: {
  kind: FactName;
  headings: string[];
  titles: string[];
  columns: readonly { heading: string; meaning: string }[];
  /** All rows below the headings, totals too: a sign beside a total speaks for the lines above it. */
  rows: RawRow[];
  companyCurrency: string | undefined;
  answers: Answers;
}): Assumption {
  const { companyCurrency, answers, columns } = found;
  const own = companyCurrency === noCurrency ? undefined : companyCurrency;
  const said =
    inHeadings(columns) ?? inCells(found.rows, columns) ?? inTitles(found.titles) ?? inAccounts(found.rows, found.titles, columns);
  if (said !== null) return decide({ key: 'currency', value: said.currency, sureness: 'evident', evidence: [said.evidence] }, answers);
  const country = countryOf(found);
  const byRow = inColumn(found.rows, columns);
  if (byRow !== null)
    return decide(
      {
        key: 'currency',
        value: own ?? country?.currency ?? byRow.only ?? noCurrency,
        sureness: 'evident',
        evidence: [byRow.evidence],
        others: usual,
      },
      answers,
    );
  if (own !== undefined && (country === null || country.currency === own))
    return decide({ key: 'currency', value: own, sureness: 'evident', evidence: [evidence('company')] }, answers);
  if (own !== undefined)
    return decide(
      {
        key: 'currency',
        value: country!.currency,
        sureness: 'open',
        evidence: [country!.evidence, evidence('company', { currency: own })],
        others: [own],
      },
      answers,
    );
  if (country !== null)
    return decide({ key: 'currency', value: country.currency, sureness: 'evident', evidence: [country.evidence], others: usual }, answers);
  return decide({ key: 'currency', value: noCurrency, sureness: 'plain', evidence: [evidence('unnamed')], others: usual }, answers);
}

/** Rows that name their own currency, each in a column of it; `only` where they all name one. */
function inColumn(
  rows: RawRow[],
  columns: readonly { heading: string; meaning: string }[],
): { only: Currency | null; evidence: Evidence } | null {
  const at = columns.findIndex(({ meaning }) => meaning === 'currency');
  if (at < 0) return null;
  const named = [...new Set(rows.flatMap((row) => parseCurrency(cellText(row.cells[at])) ?? []))];
  return {
    only: named.length === 1 ? named[0]! : null,
    evidence: evidence('currency_column', { heading: columns[at]!.heading, currencies: named.slice(0, 8).join(', ') }),
  };
}

/** What a person is offered first; every other code may be typed. */
const usual = ['RUB', 'UAH', 'USD', 'EUR', 'KZT', 'BYN', 'PLN', 'GBP'];

interface Said {
  currency: Currency;
  evidence: Evidence;
}

const ofMoney = /amount|price|cost/;

function inHeadings(columns: readonly { heading: string; meaning: string }[]): Said | null {
  for (const { heading, meaning } of columns) {
    if (!ofMoney.test(meaning)) continue;
    for (const word of normalHeading(heading).split(' ').slice(1)) {
      const currency = word.length >= 2 || /[$€₽₴]/.test(word) ? parseCurrency(word) : null;
      if (currency) return { currency, evidence: evidence('heading', { heading }) };
    }
  }
  return null;
}

/** A number format or a sign beside the sums; where rows differ each keeps its own, and the most frequent one counts for the others. */
function inCells(rows: RawRow[], columns: readonly { meaning: string }[]): Said | null {
  const counts = new Map<Currency, { rows: number; example: string }>();
  for (const row of rows) {
    for (const [at, { meaning }] of columns.entries()) {
      if (!ofMoney.test(meaning)) continue;
      const currency = currencyOfCell(row.cells[at]);
      if (currency === null) continue;
      const count = counts.get(currency) ?? { rows: 0, example: cellText(row.cells[at]) };
      counts.set(currency, { ...count, rows: count.rows + 1 });
    }
  }
  const [most] = [...counts].toSorted((a, b) => b[1].rows - a[1].rows);
  return most === undefined
    ? null
    : { currency: most[0], evidence: evidence('cells', { example: most[1].example, rows: String(most[1].rows) }) };
}

function inTitles(titles: string[]): Said | null {
  const currency = findTitleCurrency(titles);
  return currency === null
    ? null
    : { currency, evidence: evidence('title', { title: titles.find((title) => findTitleCurrency([title]) === currency) ?? '' }) };
}

/** The sixth to eighth digit of a Russian account say its currency; 810 is the rouble of before 1998, which accounts still bear. */
const byAccountDigits: ReadonlyMap<string, Currency> = new Map([
  ['810', 'RUB'],
  ['643', 'RUB'],
  ['840', 'USD'],
  ['978', 'EUR'],
  ['156', 'CNY'],
  ['398', 'KZT'],
  ['933', 'BYN'],
  ['756', 'CHF'],
  ['826', 'GBP'],
  ['949', 'TRY'],
  ['784', 'AED'],
]);

function inAccounts(rows: RawRow[], titles: string[], columns: readonly { meaning: string }[]): Said | null {
  const accounts = findAccounts(titles);
  const column = columns.findIndex(({ meaning }) => meaning === 'payer_account' || meaning === 'payee_account');
  if (accounts.length === 0 && column >= 0) accounts.push(...findAccounts(rows.slice(0, 50).map((row) => cellText(row.cells[column]))));
  const currencies = new Set(
    accounts.flatMap((account) => (/^4\d{19}$/.test(account) ? (byAccountDigits.get(account.slice(5, 8)) ?? []) : [])),
  );
  const [only, ...more] = currencies;
  return only === undefined || more.length > 0 ? null : { currency: only, evidence: evidence('account', { account: accounts[0]! }) };
}

/** Legal forms stand before or behind the name; in the middle "ПП" is a material. */
function forms(words: string): RegExp {
  return new RegExp(String.raw`^\s*["«]?(?:${words})[\s"«]|[\s"»,(](?:${words})[)."»]?\s*$`, 'u');
}

/** What only one country's documents have. */
const marks: readonly { country: string; currency: Currency; heading: RegExp; form: RegExp }[] = [
  {
    country: 'RU',
    currency: 'RUB',
    heading: /(^|[^\p{L}])(кпп|огрн|упд)([^\p{L}]|$)/iu,
    form: forms('ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|ФГУП|МУП|ГУП|АНО'),
  },
  { country: 'UA', currency: 'UAH', heading: /єдрпоу|рнокпп|пдв|видаткова|відвантаж/iu, form: forms('ТОВ|ФОП|ПрАТ|ПАТ|ПП|КНП') },
  { country: 'KZ', currency: 'KZT', heading: /(^|[^\p{L}])(бин|иин|иик)([^\p{L}]|$)/iu, form: forms('ТОО') },
  { country: 'BY', currency: 'BYN', heading: /(^|[^\p{L}])(унп|унн)([^\p{L}]|$)/iu, form: forms('ОДО|ЧУП|ЧТУП|СООО|РУП') },
];

function countryOf({
  headings,
  titles,
  rows,
  columns,
}: {
  headings: string[];
  titles: string[];
  rows: RawRow[];
  columns: readonly { meaning: string }[];
}): (Said & { country: string }) | null {
  const names = columns.flatMap(({ meaning }, at) => (/^(customer|payer|payee|seller|group)$/.test(meaning) ? [at] : []));
  const ids = columns.flatMap(({ meaning }, at) => (meaning.endsWith('tax_id') ? [at] : []));
  const taken = rows.slice(0, 500);
  const found = marks.map(({ country, currency, heading, form }) => {
    const named = headings.find((text) => heading.test(text));
    const titled = titles.find((text) => form.test(text));
    let rowsOf = 0;
    for (const row of taken) if (names.some((at) => form.test(cellText(row.cells[at])))) rowsOf++;
    // ИНН of ten digits with their check digit are Russia's; Ukraine's sole traders have ten digits too, but other words beside them.
    if (country === 'RU')
      for (const row of taken)
        if (ids.some((at) => /^\d{10}$/.test(cellText(row.cells[at])) && validLegalId(cellText(row.cells[at])))) rowsOf++;
    const weight = (named === undefined ? 0 : taken.length + 1) + (titled === undefined ? 0 : taken.length + 1) + rowsOf;
    const example =
      named ?? titled ?? exampleOf(taken, names, (text) => form.test(text)) ?? exampleOf(taken, ids, (text) => text !== '') ?? '';
    return { country, currency, weight, evidence: evidence('country', { country, example }) };
  });
  const [first, second] = found.toSorted((a, b) => b.weight - a.weight);
  // A third of strangers is usual trade abroad; more leaves the country open.
  return first!.weight === 0 || second!.weight > first!.weight / 2 ? null : first!;
}

function exampleOf(rows: RawRow[], columns: number[], speaks: (text: string) => boolean): string | undefined {
  return rows.flatMap((row) => columns.map((at) => cellText(row.cells[at]))).find(speaks);
}
