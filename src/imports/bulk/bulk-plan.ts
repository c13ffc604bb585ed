/**
 * Large, regular sales files are interpreted in SQL, ten million lines in the time that row by row takes for three hundred
 * thousand. The plan is the same reading as facts/sales/read-row.ts, for the columns that it covers; a file with any row that is
 * not plainly one clean sale line has no plan or fails it, and is then read row by row.
 */
import { minorDigits } from '../../facts/values/currency.ts';
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import { unitInHeading } from '../../facts/values/unit.ts';
import type { Recognition } from '../recognition.ts';
import { asksOfReturns, flagKind, flagWords } from '../../facts/row/kind-words.ts';

export interface BulkPlan {
  /** read_csv(…) with every column as text, named c0, c1, … */
  source: string;
  /** SQL by journal column (without document and customer_code), over the columns of `amounts`. */
  columns: Record<string, string>;
  /** SQL over `source`: typed values of a row, and `clean`, false where the row needs the row-by-row reading. */
  typed: Record<string, string>;
  clean: string;
}

/** Columns that the plan understands. */
const covered: ReadonlySet<ColumnMeaning> = new Set([
  'date',
  'document_number',
  'row_number',
  'customer',
  'customer_code',
  'region',
  'group',
  'industry',
  'delivery_point',
  'product',
  'product_code',
  'product_line',
  'unit',
  'quantity',
  'list_price',
  'list_amount',
  'discount_amount',
  'net_amount',
  'cost_amount',
  'manager',
  'return_flag',
  'ignored',
]);

const plainTexts = ['product', 'product_code', 'product_line', 'unit', 'manager', 'delivery_point'] as const;
/** Columns of text, by their names in `typed`. */
const texts: readonly (readonly [ColumnMeaning, string])[] = [
  ['document_number', 'document_number'],
  ['customer_code', 'code'],
  ['customer', 'name'],
  ['region', 'region'],
  ['group', 'company_group'],
  ['industry', 'industry'],
  ['return_flag', 'flag_text'],
  ...plainTexts.map((meaning) => [meaning, meaning] as const),
];

/**
 * Null where the file is not of the kind that can be read in bulk. `padded`: texts may have blanks around them, which are taken off;
 * else a row with such a text is not clean. Most programs write none, and looking is quicker than cutting.
 */
export function bulkPlan(path: string, recognition: Recognition, { padded }: { padded: boolean }): BulkPlan | null {
  const { format, mapping, reading, columns } = recognition;
  if (
    format.container !== 'delimited' ||
    format.packed ||
    format.encoding !== 'utf-8' ||
    recognition.kind !== 'sales' ||
    recognition.layout !== 'flat' ||
    recognition.shape !== null
  )
    return null;
  // The heading first and rows from the second record on: a row of the journal file is then a row of the file.
  if (recognition.headerRows.length !== 1 || recognition.headerRows[0] !== 1) return null;
  // "Сумма, тыс. руб.": the heading multiplies.
  if (reading.unit !== 1 || columns.some(({ heading }) => unitInHeading(heading) > 1)) return null;
  if (reading.epoch !== null || reading.year !== null || reading.evening || reading.sumOnce || reading.hidden !== 'count') return null;
  if (reading.fillDown.length > 0 || reading.grouping !== null || reading.seller !== '' || mapping.vatIncludedRate !== 0) return null;
  if (reading.pricesIncludeVat || reading.discountsIncludeVat || mapping.columns.some(({ meaning }) => !covered.has(meaning))) return null;
  const at = new Map<ColumnMeaning, number>();
  for (const { index, meaning } of mapping.columns) if (meaning !== 'ignored' && !at.has(meaning)) at.set(meaning, index);
  for (const needed of ['date', 'document_number', 'net_amount'] as const) if (!at.has(needed)) return null;
  if (!at.has('customer') && !at.has('customer_code')) return null;
  // Namesakes in different places are different customers, which only the row-by-row reading tells apart.
  if (at.has('region') && !at.has('customer_code')) return null;
  const numbers = (['quantity', 'list_price', 'list_amount', 'discount_amount', 'net_amount', 'cost_amount'] as const).filter((meaning) =>
    at.has(meaning),
  );
  // DuckDB reads a decimal point; a column that prints commas is rewritten, one that mixes fails its casts.
  const minorUnits = minorDigits(mapping.currency);

  const text = (meaning: ColumnMeaning): string =>
    at.has(meaning) ? `coalesce(${padded ? `trim(c${at.get(meaning)})` : `c${at.get(meaning)}`}, '')` : `''`;
  const number = (meaning: ColumnMeaning): string => {
    const cell = `c${at.get(meaning)}`;
    return `try_cast(${reading.decimals[at.get(meaning)!] === ',' ? `replace(${cell}, ',', '.')` : cell} as decimal(18, 6))`;
  };
  const flag = at.has('return_flag') ? flagWordsSql(text('return_flag'), columns[at.get('return_flag')!]!) : null;
  const typed: Record<string, string> = {
    shipped_on: dateSql(`c${at.get('date')}`, mapping.dateOrder),
    document_number: text('document_number'),
    code: text('customer_code'),
    name: text('customer'),
    region: text('region'),
    company_group: text('group'),
    industry: text('industry'),
    flag_text: flag === null ? `''` : text('return_flag'),
    flag_kind: flag ?? `'none'`,
    line: at.has('row_number') ? `try_cast(c${at.get('row_number')} as integer)` : 'null::integer',
    ...Object.fromEntries(numbers.map((meaning) => [meaning, number(meaning)])),
    ...Object.fromEntries(plainTexts.map((meaning) => [meaning, text(meaning)])),
  };
  const unread = numbers.map((meaning) => `(${meaning} is null and coalesce(c${at.get(meaning)}, '') <> '')`);
  const cells = numbers.map((meaning) => `c${at.get(meaning)}`);
  const decimalsFit = numbers.map(
    (meaning) => `coalesce(length(split_part(c${at.get(meaning)}, '${reading.decimals[at.get(meaning)!] ?? '.'}', 2)) <= 6, true)`,
  );
  const clean = [
    'shipped_on is not null',
    `document_number <> ''`,
    `document_number not like '%.0'`,
    `(code <> '' or name <> '')`,
    'net_amount is not null',
    `flag_kind <> 'unknown'`,
    ...unread.map((condition) => `not ${condition}`),
    // DuckDB reads 1e3 and 1_000 too, which no accounting prints. One text of all numbers is looked through three times, not each of them.
    ...['e', 'E', '_'].map((letter) => `not contains(concat(${cells.join(', ')}), '${letter}')`),
    // More decimals than the cast keeps would be rounded twice. Hardly any row has a number that is long enough.
    `if(greatest(${cells.map((cell) => `strlen(${cell})`).join(', ')}) < 12, true, ${decimalsFit.join(' and ')})`,
    // Under decimal commas a point is one of thousands ("1.234"), which only the row-by-row reading weighs.
    ...numbers
      .filter((meaning) => reading.decimals[at.get(meaning)!] === ',')
      .map((meaning) => `not contains(coalesce(c${at.get(meaning)}, ''), '.')`),
    ...(at.has('quantity') ? [`not (coalesce(quantity < 0, false) and net_amount > 0 and flag_kind in ('none', 'no'))`] : []),
    // A negative that nothing marks as a return waits for a person's decision.
    ...(reading.marksReturns ? [`(flag_kind in ('return', 'correction', 'yes') or net_amount >= 0)`] : []),
    ...(at.has('customer_code') ? [`code not like '%.0'`] : []),
    ...(padded
      ? []
      : texts.filter(([meaning]) => at.has(meaning)).map(([, name]) => `not starts_with(${name}, ' ') and not ends_with(${name}, ' ')`)),
  ].join(' and ');

  // Rounded half away from zero first: the decimal then has room for the factor.
  const minor = (value: string): string => `(round(${value}, ${minorUnits}) * ${10 ** minorUnits})::bigint`;
  const has = (meaning: ColumnMeaning): boolean => at.has(meaning);
  const net = minor('net_amount');
  const quantity = has('quantity')
    ? 'case when abs(quantity) < 1000000 then (quantity * 1000000)::bigint else (quantity::decimal(38, 6) * 1000000)::bigint end'
    : 'null::bigint';
  const value = has('list_amount')
    ? minor('list_amount')
    : has('list_price') && has('quantity')
      ? minor('(list_price::decimal(38, 6) * quantity::decimal(38, 6))')
      : null;
  const kind = `case
    when flag_kind in ('return', 'yes') then 'return'
    when flag_kind = 'correction' then 'correction'
    when net_minor < 0 or (net_minor = 0 and quantity_micro < 0) then if(quantity_micro = 0, 'correction', 'return')
    when quantity_micro = 0 and net_minor <> 0 and flag_kind = 'none' then 'correction'
    else 'sale' end`;
  return {
    source: readCsv(path, format, columns.length),
    typed,
    clean,
    columns: {
      net_minor: net,
      quantity_micro: quantity,
      value_minor: value ?? 'null::bigint',
      printed_discount_minor: has('discount_amount') ? minor('discount_amount') : 'null::bigint',
      cost_minor: has('cost_amount') ? minor('cost_amount') : 'null::bigint',
      kind,
      document_type: `case when flag_kind in ('sale', 'return', 'correction') then flag_text when flag_kind = 'yes' then '${escape(has('return_flag') ? columns[at.get('return_flag')!]!.heading : '')}' else '' end`,
      list_stated: has('list_amount') ? 'true' : 'false',
      list_by_price: reading.price === 'list' ? 'true' : 'false',
      currency: `'${escape(mapping.currency)}'`,
    },
  };
}

function readCsv(path: string, format: { delimiter: string; quoted: boolean }, width: number): string {
  const names = Array.from({ length: width }, (_, column) => `'c${column}': 'VARCHAR'`);
  return `read_csv('${escape(path)}', auto_detect = false, header = true, delim = '${format.delimiter}', quote = '${format.quoted ? '"' : ''}', escape = '${format.quoted ? '"' : ''}',
    columns = {${names.join(', ')}}, nullstr = '', null_padding = false, ignore_errors = false)`;
}

function dateSql(cell: string, order: 'dmy' | 'mdy' | 'ymd'): string {
  if (order === 'ymd')
    return `if(length(${cell}) = 10, try_cast(${cell} as date), try_strptime(${cell}, ['%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'])::date)`;
  const [first, second] = order === 'dmy' ? ['%d', '%m'] : ['%m', '%d'];
  const shapes = ['.', '/', '-'].flatMap((point) => [
    `${first}${point}${second}${point}%Y`,
    `${first}${point}${second}${point}%Y %H:%M:%S`,
  ]);
  // %Y reads "26" as the year 26: years of two digits are for the row-by-row reading.
  return `if(length(${cell}) >= 10, try_strptime(${cell}, [${shapes.map((shape) => `'${shape}'`).join(', ')}])::date, null)`;
}

/** The kind that each known word means: first as the sample spells it, which decides nearly all rows, then in any case. */
function flagWordsSql(text: string, { heading, samples }: { heading: string; samples: string[] }): string {
  const asked = asksOfReturns(heading);
  const meaning = (word: string): string =>
    !asked && (flagKind(word) === 'yes' || flagKind(word) === 'no') ? 'none' : (flagKind(word) ?? 'none');
  const branches = (words: readonly string[]): string => words.map((word) => `when '${escape(word)}' then '${meaning(word)}'`).join(' ');
  const asSpelled = [...new Set(samples.map((sample) => sample.trim()))].filter((word) => word !== '');
  const inAnyCase = [...new Set([...asSpelled.map((word) => word.toLowerCase()), ...flagWords])];
  return `case ${text} when '' then 'none' ${branches(asSpelled)} else case lower(${text}) ${branches(inAnyCase)} else 'unknown' end end`;
}

function escape(text: string): string {
  return text.replaceAll("'", "''");
}
