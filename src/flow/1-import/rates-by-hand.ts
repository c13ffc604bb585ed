/**
 * Rates that a person gives, one per currency: facts like those of a table, that come in an entry of their own and can be undone. Such a
 * rate stands: it holds from its day on wherever no table has a rate of the day (docs/methods/currencies.md).
 */
import { asProgram, type Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { parseCurrency } from '../../facts/values/currency.ts';
import { type Decimal, parseNumber, toScale } from '../../facts/values/number.ts';
import { writeJournalFile } from '../../journal/append.ts';
import { createStaging } from '../../journal/staging.ts';
import { addImport, registerByHand } from '../../records/imports/writer.ts';
import { appendEntry } from '../../records/journal/writer.ts';
import { companyCurrency } from '../../records/rules/company-currency.ts';
import { byHandKey, sourceByHand } from '../../records/sources/sources.ts';
import { forgetStaging, stagingFile } from './import-places.ts';
import { FlowRefused } from '../refused.ts';

export interface RateByHand {
  currency: string;
  /** What one unit of it is worth in the company's currency, as a decimal: "92.5". */
  rate: string;
  /** The first day that it holds on; the first day of amounts in that currency where nobody says. */
  from?: string | undefined;
}

/** What is already there, and what still lacks a rate. */
export interface RatesNow {
  /** Null while nobody has named it. */
  in: string | null;
  byHand: { batch: string; currency: string; rate: string; from: string }[];
  lacking: { currency: string; amounts: number; without: number; from: string }[];
}

/** Appends the rate as an entry of its own; its number. Whoever calls this settles next. */
export async function rateByHand(context: Context, given: RateByHand & { actor: Sight }): Promise<string> {
  const { currency, rate, rateMicro, nominal, from, own } = await readRate(context, given);
  const id = await context.records.change(asProgram('import'), (tx) =>
    addImport(tx, { fileName: `${currency}${between}${plain(rate)}`, createdBy: given.actor }),
  );
  const staging = await createStaging(stagingFile(context, id));
  try {
    const document = ['', currency, from, from.slice(0, 4)].join(String.fromCharCode(31));
    const file = await writeJournalFile(staging.connection, {
      dataDir: context.config.dataDir,
      kind: 'exchange_rate',
      entry: id,
      select: `select 1 as row_number, '${document}' as document, date '${from}' as rated_on, '${currency}' as currency, '${own}' as in_currency,
        ${rateMicro} as rate_micro, ${nominal} as nominal, true as stands`,
    });
    await context.records.change(asProgram('import'), async (tx) => {
      const of = { sourceId: await sourceByHand(tx), kind: 'rates' } as const;
      await registerByHand(tx, id, of);
      const holds = { documents: 1, lines: 1, customers: 0, totals: [], firstDate: from, lastDate: from, files: { exchange_rate: file! } };
      await appendEntry(tx, { id, ...of, from: { origin: 'import', importId: id }, ...holds }, given.actor);
    });
    return id;
  } finally {
    await staging[Symbol.asyncDispose]();
    forgetStaging(context, id);
  }
}

/** Refused in plain words where one of them is no rate; nothing is written. */
export async function checkRates(context: Context, given: RateByHand[]): Promise<void> {
  for (const each of given) await readRate(context, each);
}

export async function ratesNow(context: Context): Promise<RatesNow> {
  const found = await context.records.read(asProgram('import'), async (tx) => ({
    in: await companyCurrency(tx),
    given: await tx
      .selectFrom('entry')
      .innerJoin('source', 'source.id', 'entry.source_id')
      .innerJoin('import', 'import.id', 'entry.import_id')
      .select(['import.id', 'import.file_name', 'entry.first_date'])
      .where('entry.undone_at', 'is', null)
      .where('source.heading_key', '=', byHandKey)
      .orderBy('entry.position', 'desc')
      .execute(),
  }));
  const amounts = await context.metrics.ofCompany(asProgram('import')).amountsByCurrency();
  return {
    in: found.in,
    byHand: found.given.map(({ id, file_name: name, first_date: from }) => {
      const [currency = '', rate = ''] = name.split(between);
      return { batch: id, currency, rate, from: from ?? '' };
    }),
    lacking: amounts
      .filter(({ amounts: all, valued }) => valued < all)
      .map(({ currency, amounts: all, valued, from }) => ({ currency, amounts: all, without: all - valued, from })),
  };
}

interface ReadRate {
  currency: string;
  rate: Decimal;
  rateMicro: bigint;
  nominal: bigint;
  from: string;
  /** The company's currency; '' while nobody has named it: the rate is in it, whichever it becomes. */
  own: string;
}

async function readRate(context: Context, given: RateByHand): Promise<ReadRate> {
  const currency = parseCurrency(given.currency);
  if (currency === null) throw new FlowRefused({ code: 'no_such_currency', detail: { currency: given.currency } });
  const own = await context.records.read(asProgram('import'), companyCurrency);
  if (currency === own) throw new FlowRefused({ code: 'rate_of_own_currency', detail: { currency } });
  const { rate, ...parts } = parseRate({ currency, rate: given.rate });
  const from =
    given.from ??
    (await context.metrics.ofCompany(asProgram('import')).amountsByCurrency()).find((each) => each.currency === currency)?.from;
  if (from === undefined) throw new FlowRefused({ code: 'rate_without_amounts', detail: { currency } });
  return { currency, rate, ...parts, from, own: own ?? '' };
}

/** A rate as it was typed, as a decimal with a point; refused where it is none. */
export function rateInWords(given: { currency: string; rate: string }): string {
  return plain(parseRate(given).rate);
}

function parseRate({ currency, rate: typed }: { currency: string; rate: string }): { rate: Decimal; rateMicro: bigint; nominal: bigint } {
  const rate = parseNumber(typed.trim(), typed.includes(',') ? ',' : '.');
  const parts = rate && inWholeNumbers(rate);
  if (!rate || !parts) throw new FlowRefused({ code: 'no_such_rate', detail: { currency, rate: typed } });
  return { rate, ...parts };
}

/** As it was given, without idle zeros. */
function plain(rate: Decimal): string {
  const text = String(rate.digits).padStart(rate.scale + 1, '0');
  return rate.scale === 0 ? text : `${text.slice(0, -rate.scale)}.${text.slice(-rate.scale)}`.replace(/\.?0+$/, '');
}

/** Millionths for so many units that none of the rate is lost; null where it is no rate. */
function inWholeNumbers(rate: Decimal): { rateMicro: bigint; nominal: bigint } | null {
  for (const zeros of [0, 3, 6]) {
    const nominal = 10n ** BigInt(zeros);
    const rateMicro = toScale({ digits: rate.digits * nominal, scale: rate.scale }, 6);
    const whole = rateMicro * 10n ** BigInt(rate.scale) === rate.digits * nominal * 1_000_000n;
    if (whole && rateMicro > 0n && rateMicro < 10n ** 15n) return { rateMicro, nominal };
  }
  return null;
}

/** The name of such an import is what was given: "USD = 92.5". */
const between = ' = ';
