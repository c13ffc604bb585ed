/** The currency in which the company reckons: what a person chose, else what most of its first sales lines were in, or of its contracts where they come first. */
import type { Tx } from '../database.ts';
import { changeSettings, currentSettings } from './settings.ts';

/** Null before the first sales or contracts. */
export async function companyCurrency(tx: Tx): Promise<string | null> {
  const { value } = await currentSettings(tx);
  return typeof value['currency'] === 'string' ? value['currency'] : null;
}

/** At the first import of a company without one; later imports never change it by themselves. */
export async function adoptCurrency(tx: Tx, currency: string, actor: string): Promise<void> {
  const { value } = await currentSettings(tx);
  const registered = await tx.selectFrom('batch').select('id').where('state', '=', 'committed').limit(1).executeTakeFirst();
  if (registered !== undefined && typeof value['currency'] === 'string') return;
  if (value['currency'] !== currency) await changeSettings(tx, { ...value, currency }, actor);
}
