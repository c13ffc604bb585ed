/**
 * A file of a format that states its own columns (bank exchange, CommerceML): nothing is guessed of its headings. What is left
 * to a person is what the format leaves open: whether orders are sales here, and totals that its records do not add up to.
 */
import { noCurrency } from '../../core/minor-digits.ts';
import type { Assumption } from '../assumptions/assumption.ts';
import { decide, evidence } from '../assumptions/decide.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers, Mapping } from '../../facts/row/reading.ts';
import { type Declared, ImportRefused, type PrintedTotal, type Recognition } from '../recognition.ts';
import type { OpenedFile } from '../open-file.ts';
import { cellText } from '../../facts/values/cell.ts';
import { usualDates } from './date-habits.ts';
import { plainReading, shownRows } from './plain-reading.ts';
import type { Hint } from './recognise.ts';

const sampleRows = 3000;

export async function recogniseDeclared(
  file: Pick<OpenedFile, 'format' | 'rows'> & { declared: Declared },
  hint: Hint,
): Promise<Recognition> {
  const { declared } = file;
  const said = hint.kind ?? hint.mapping?.kind;
  if (said !== undefined && said !== declared.kind) throw new ImportRefused({ code: 'other_kind', detail: { kind: declared.kind, said } });

  const rows = (await firstRows(file)).filter(({ number }) => number > 0);
  const columns = columnsOf(declared, hint.mapping, rows);
  const currency = declared.currency ?? hint.companyCurrency ?? noCurrency;
  const mapping: Mapping = {
    dateOrder: 'dmy',
    currency,
    vatIncludedRate: 0,
    ...hint.mapping,
    ...(hint.answers?.['currency'] === undefined ? {} : { currency: hint.answers['currency'] }),
    ...(hint.answers?.['vat'] === undefined ? {} : { vatIncludedRate: Number(hint.answers['vat']) }),
    answers: hint.answers ?? {},
    kind: declared.kind,
    columns: columns.map(({ index, heading, meaning }) => ({ index, heading, meaning })),
  };
  const recognition: Recognition = {
    kind: declared.kind,
    shape: null,
    layout: 'flat',
    format: file.format,
    headerRows: [0],
    mapping,
    columns,
    period: declared.period,
    titles: declared.titles,
    assumptions: assumptionsOf({ declared, hint, mapping, rows, columns }),
    tables: null,
    sample: shownRows(rows),
    reading: {
      ...plainReading(columns.map(() => '.')),
      fields: columns.length,
      usualDates: usualDates({
        rows,
        meanings: columns.map(({ meaning }) => meaning),
        grouping: null,
        order: 'dmy',
        period: declared.period,
      }),
      marksReturns: declared.kind === 'sales',
      taxIdsLoseZeros: false,
      own: declared.own,
      payersNumbers: declared.kind === 'payments',
      discountsIncludeVat: columns.some(({ meaning }) => meaning === 'gross_amount'),
    },
  };
  if (declared.ordersOnly !== null && said !== 'sales' && hint.answers?.['kind'] !== 'sales')
    throw new ImportRefused(
      { code: 'orders_not_shipments', detail: { heading: declared.ordersOnly.heading, documents: String(declared.ordersOnly.documents) } },
      recognition,
    );
  return recognition;
}

async function firstRows(file: Pick<OpenedFile, 'rows'>): Promise<RawRow[]> {
  const sample: RawRow[] = [];
  for await (const rows of file.rows()) {
    sample.push(...rows);
    if (sample.length >= sampleRows) break;
  }
  return sample;
}

/** A person may still say that a column means something else. */
function columnsOf({ columns }: Declared, mapping: Mapping | undefined, rows: RawRow[]): Recognition['columns'] {
  return columns.map(({ heading, meaning }, index) => ({
    index,
    heading,
    meaning: mapping?.columns.find((column) => column.index === index && column.heading === heading)?.meaning ?? meaning,
    confidence: 1,
    samples: [...new Set(rows.map((row) => cellText(row.cells[index])).filter((text) => text !== ''))].slice(0, 5),
  }));
}

interface Found {
  declared: Declared;
  hint: Hint;
  mapping: Mapping;
  rows: RawRow[];
  columns: Recognition['columns'];
}

function assumptionsOf({ declared, hint, mapping, rows, columns }: Found): Assumption[] {
  const answers = hint.answers ?? {};
  return [
    kindOf(declared, hint),
    ...(currencyIsSaid(rows, columns) ? [] : [currencyOf(declared, mapping, hint)]),
    ...(declared.kind === 'sales' && !declared.vatStated && hint.mapping === undefined ? [vatOf(mapping)] : []),
    ...totalsOf(declared.printedTotals, answers),
  ];
}

/** Orders are counted as sales only where somebody says so. */
function kindOf({ kind, ordersOnly }: Declared, hint: Hint): Assumption {
  if (ordersOnly === null)
    return {
      key: 'kind',
      about: '',
      value: kind,
      evidence: [evidence('format_states_kind')],
      sureness: 'evident',
      decidedBy: 'file',
      options: [],
    };
  const decided = hint.kind === 'sales' || hint.mapping?.kind === 'sales' || hint.answers?.['kind'] === 'sales';
  return {
    key: 'kind',
    about: '',
    value: kind,
    evidence: [{ code: 'orders_not_shipments', detail: { heading: ordersOnly.heading, documents: String(ordersOnly.documents) } }],
    sureness: decided ? 'evident' : 'open',
    decidedBy: decided ? 'person' : 'file',
    options: decided ? [] : [{ value: 'sales', outcome: null }],
  };
}

function currencyIsSaid(rows: RawRow[], columns: Recognition['columns']): boolean {
  const at = columns.findIndex(({ meaning }) => meaning === 'currency');
  return at >= 0 && rows.every((row) => row.cells.length < columns.length || cellText(row.cells[at]) !== '');
}

function currencyOf(declared: Declared, mapping: Mapping, hint: Hint): Assumption {
  const stated = declared.currency !== null;
  const options = [...new Set([mapping.currency, 'RUB', 'UAH', 'USD', 'EUR'])].filter((value) => value !== '');
  return {
    key: 'currency',
    about: '',
    value: mapping.currency,
    evidence: [{ code: stated ? 'format_states_currency' : 'unnamed', detail: {} }],
    sureness: stated || hint.mapping !== undefined ? 'evident' : 'plain',
    decidedBy: hint.mapping !== undefined ? 'person' : 'file',
    options: stated ? [] : options.map((value) => ({ value, outcome: null })),
  };
}

function vatOf(mapping: Mapping): Assumption {
  return {
    key: 'vat',
    about: '',
    value: String(mapping.vatIncludedRate),
    evidence: [{ code: 'nothing_said', detail: {} }],
    sureness: 'plain',
    decidedBy: 'file',
    options: ['0', '20', '22'].map((value) => ({ value, outcome: null })),
  };
}

/**
 * A total that the records add up to is evidence; another one is a question. Turnover of which nothing at all was exported was
 * left out on purpose (banks let one choose incoming documents only): said, but not asked.
 */
function totalsOf(totals: readonly PrintedTotal[], answers: Answers): Assumption[] {
  return totals.map(({ about, name, printed, read }) => {
    const agrees = printed === read;
    const leftOut = /^0(?:\.0*)?$/.test(read);
    return decide(
      {
        key: 'totals',
        about: [about, name].filter((part) => part !== '').join(' '),
        value: agrees ? 'reproduced' : 'rows',
        sureness: agrees || leftOut ? 'evident' : 'open',
        evidence: [evidence(agrees ? 'control_total_agrees' : 'control_total_differs', { about, name, printed, read })],
        others: agrees || leftOut ? [] : ['stop'],
      },
      answers,
    );
  });
}
