/**
 * The amounts that hold, by the currency that their files name, and which of them would be added up if the company reckoned in another.
 * Metrics only know amounts in other currencies than the company's: what is its own by name, and what names none, the journal's files tell.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { holding, stageCostFacts } from './costing/cost-facts.ts';
import { stageRates } from './exchange-rates.ts';
import { makeView, quoted } from './sql-files.ts';

export interface AmountsIn {
  /** XXX where files name none. */
  currency: string;
  /** Documents of sales and payments, lines of costs, terms of contracts. */
  amounts: number;
  revenueMinor: bigint;
  paymentsMinor: bigint;
  costsMinor: bigint;
  /** The first day of them. */
  from: string;
  /** So many of the amounts are added up now, and would be. */
  valued: number;
  wouldBeValued: number;
}

/** `to`: the currency that the company would reckon in; what it reckons in now where nothing is asked. Amounts of most documents first. */
export async function amountsByCurrency(connection: DuckDBConnection, { to }: { to?: string } = {}): Promise<AmountsIn[]> {
  try {
    // With no currency of its own, all amounts but those that name none are in another.
    await connection.run(`set variable company_currency = ''`);
    await stageDays(connection);
    const own = await ownCurrency(connection);
    await ratedDays(connection, to ?? own);
    return await read(connection, { own, to: to ?? own });
  } finally {
    await connection.run(
      'drop table if exists told_day; drop table if exists rated_day; set variable company_currency = (select company_currency from made_with)',
    );
  }
}

/** Whether any amount or list price that is loaded names no currency. */
export async function hasUnnamedAmounts(connection: DuckDBConnection): Promise<boolean> {
  const prices = await connection.runAndReadAll('select file from price_file');
  const files = (prices.getRows() as [string][]).map(([file]) => quoted(file));
  if (files.length > 0) {
    const found = await connection.runAndReadAll(`select exists (from read_parquet([${files.join(', ')}]) where currency = 'XXX')`);
    if (found.getRows()[0]![0] === true) return true;
  }
  return (await amountsByCurrency(connection)).some(({ currency }) => currency === 'XXX');
}

async function ownCurrency(connection: DuckDBConnection): Promise<string> {
  const made = await connection.runAndReadAll('select company_currency from made_with');
  return (made.getRows()[0]![0] as string | null) ?? 'XXX';
}

/** told_day: one row per fact, currency and day. */
async function stageDays(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `create or replace temp table told_day (fact varchar, currency varchar, happened_on date, amounts bigint, amount_minor bigint)`,
  );
  for (const { kind, amount } of [
    { kind: 'sale_line', amount: 'net_minor' },
    { kind: 'payment', amount: 'amount_minor' },
  ] as const) {
    const found = await connection.runAndReadAll(
      `select ${kind}_file, position from batch where ${kind}_file is not null order by position`,
    );
    const files = found.getRows() as [string, number][];
    if (files.length === 0) continue;
    await connection.run(`set variable ${kind}_files = [${files.map(([file]) => quoted(file)).join(', ')}]`);
    await makeView(connection, `stg_${kind}`);
    await connection.run(`
      insert into told_day
      select '${kind}', coalesce(line.other_currency, 'XXX'), line.happened_on, count(distinct (reading.position, line.document)), sum(line.${amount})
      from stg_${kind} as line
      join (values ${files.map(([, position], i) => `(${i}, ${position})`).join(', ')}) as reading(file_index, position) using (file_index)
      semi join (from int_document where wins and fact = '${kind}') as held on held.position = reading.position and held.document = line.document
      group by all`);
  }
  const days = {
    cost: 'last_day(make_date(period // 12, period % 12 + 1, 1))',
    direct_cost: 'happened_on',
    contract_term: 'valid_from',
  } as const;
  for (const [kind, day] of Object.entries(days) as [keyof typeof days, string][]) {
    if (!(await stageCostFacts(connection, kind))) continue;
    await connection.run(`
      insert into told_day
      select '${kind}', coalesce(other_currency, 'XXX'), ${day}, count(*), sum(amount_minor)
      from (${holding(kind)}) where amount_minor is not null group by all`);
  }
}

/** rated_day: other currencies and days that would have a rate. */
async function ratedDays(connection: DuckDBConnection, to: string): Promise<void> {
  await connection.run(
    `create or replace temp table rated_day (currency varchar, happened_on date); set variable company_currency = ${quoted(to)}`,
  );
  if (!(await stageRates(connection))) return;
  await connection.run(`
    insert into rated_day
    select distinct told.currency, told.happened_on from told_day as told
    join stg_exchange_rate as rate on rate.currency = told.currency and rate.rated_on <= told.happened_on and (rate.stands or rate.rated_on >= told.happened_on - 7)`);
}

async function read(connection: DuckDBConnection, { own, to }: { own: string; to: string }): Promise<AmountsIn[]> {
  const sum = (facts: string): string => `coalesce(sum(amount_minor) filter (fact in (${facts})), 0)::bigint`;
  const found = await connection.runAndReadAll(`
    select told.currency, sum(amounts)::integer, ${sum(`'sale_line'`)}, ${sum(`'payment'`)}, ${sum(`'cost', 'direct_cost'`)}, min(told.happened_on)::varchar,
      coalesce(sum(amounts) filter (told.currency in ('XXX', ${quoted(own)}) or day_rate.currency is not null), 0)::integer,
      coalesce(sum(amounts) filter (told.currency in ('XXX', ${quoted(to)}) or rated_day.currency is not null), 0)::integer
    from told_day as told
    left join day_rate on day_rate.currency = told.currency and day_rate.happened_on = told.happened_on
    left join rated_day on rated_day.currency = told.currency and rated_day.happened_on = told.happened_on
    group by told.currency order by 2 desc, 1`);
  return (found.getRows() as [string, number, bigint, bigint, bigint, string, number, number][]).map(
    ([currency, amounts, revenueMinor, paymentsMinor, costsMinor, from, valued, wouldBeValued]) => ({
      currency,
      amounts,
      revenueMinor,
      paymentsMinor,
      costsMinor,
      from,
      valued,
      wouldBeValued,
    }),
  );
}
