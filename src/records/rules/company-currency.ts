/**
 * The currency in which the company reckons: what a person named, else what most of its first sales lines were in, or of what came
 * before them. Files that name none make no currency of their own: their amounts are in noCurrency until somebody names it.
 */
import type { Sight } from '../../core/access/sight.ts';
import { sql } from 'kysely';
import { noCurrency } from '../../core/minor-digits.ts';
import type { ReadTx, Tx } from '../database.ts';
import type { FileKind } from '../tables.ts';
import { ruleOf, saveRule } from './rules.ts';

export interface CurrencyRule {
  currency: string;
  /** By a person: no import changes it from then on. */
  named: boolean;
}

/** Null while nobody and no file has named it. */
export async function currencyRule(tx: ReadTx): Promise<CurrencyRule | null> {
  return (await ruleOf(tx, 'currency')).value as CurrencyRule | null;
}

export async function companyCurrency(tx: ReadTx): Promise<string | null> {
  return (await currencyRule(tx))?.currency ?? null;
}

/** What sums are in: noCurrency while nobody has named it. */
export async function currencyOfSums(tx: ReadTx): Promise<string> {
  return (await companyCurrency(tx)) ?? noCurrency;
}

/**
 * At the first import of a company; its first sales are a better witness than what came before them. Later imports never change it, and
 * name none where amounts without a currency are loaded: a person does.
 */
export async function adoptCurrency(tx: Tx, file: { usual: string; kind: FileKind }, actor: Sight): Promise<void> {
  const now = await currencyRule(tx);
  if (now?.named === true || (await hasUnnamedAmounts(tx))) return;
  const witnesses = tx.selectFrom('entry').select('id').where('undone_at', 'is', null).limit(1);
  const before = await (file.kind === 'sales' ? witnesses.where('kind', '=', 'sales') : witnesses).executeTakeFirst();
  if (before !== undefined && now !== null) return;
  const after = file.usual === noCurrency ? null : { currency: file.usual, named: false };
  if (after?.currency !== now?.currency) await saveRule(tx, { name: 'currency', value: after, actor });
}

/** When everything is undone: what a file was taken to be in holds no longer. What a person named does. */
export async function forgetAdoptedCurrency(tx: Tx, actor: Sight): Promise<void> {
  const now = await currencyRule(tx);
  if (now === null || now.named) return;
  const registered = await tx.selectFrom('entry').select('id').where('undone_at', 'is', null).limit(1).executeTakeFirst();
  if (registered === undefined) await saveRule(tx, { name: 'currency', value: null, actor });
}

/** By the control totals of the entries; a list of prices has none, and goes by what its prices were read in. */
async function hasUnnamedAmounts(tx: ReadTx): Promise<boolean> {
  const { rows } = await sql<{ unnamed: boolean }>`
    select exists (
      select from entry e left join import i on i.id = e.import_id where e.undone_at is null and (
        totals @> ${JSON.stringify([{ currency: noCurrency }])}::jsonb
        or (e.kind = 'prices' and i.recognition -> 'mapping' ->> 'currency' = ${noCurrency}))) as unnamed`.execute(tx);
  return rows[0]!.unnamed;
}

/** What the journal's entries name, what is in most of them first: noCurrency among them where amounts lack one. */
export async function currenciesOfJournal(tx: ReadTx): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select total ->> 'currency' as currency
    from entry, jsonb_array_elements(totals) as total
    where undone_at is null
    group by 1 order by count(*) desc, sum(abs((total ->> 'netMinor')::numeric)) desc, 1`.execute(tx);
  return rows.map((row) => row.currency);
}
