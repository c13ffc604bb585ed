/** The contracts of the published run, as the acting user may see them: those that are up for renewal next come first, lost ones last. */
import type { ReadTx } from '../database.ts';

export interface PublishedContract {
  customerId: string;
  contractNumber: string;
  /** Of the latest term. */
  termFrom: string;
  termUntil: string;
  /** Terms that followed the first. */
  renewals: number;
  /** When the next renewal is due, and its chance; null of a contract that is lost. */
  renewsOn: string | null;
  renewalChance: number | null;
  lostOn: string | null;
  /** Of the latest term, as the file says; null where it does not. */
  amountMinor: string | null;
  /** What a term earns. */
  termProfitMinor: string;
  valueMinor: string;
  valueLowMinor: string | null;
  valueHighMinor: string | null;
}

export interface NamedContract extends PublishedContract {
  customer: string;
}

export async function contractsOf(tx: ReadTx, customerId: string): Promise<PublishedContract[]> {
  return (await contracts(tx).where('contract.customer_id', '=', customerId).execute()).map(({ customer: _, ...contract }) => contract);
}

export async function openContracts(
  tx: ReadTx,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: NamedContract[] }> {
  const { total } = await tx
    .selectFrom('contract')
    .select((one) => one.fn.countAll<string>().as('total'))
    .where('renews_on', 'is not', null)
    .executeTakeFirstOrThrow();
  return {
    total: Number(total),
    rows: await contracts(tx).where('renews_on', 'is not', null).offset(page.offset).limit(page.limit).execute(),
  };
}

function contracts(tx: ReadTx) {
  return tx
    .selectFrom('contract')
    .innerJoin('customer', 'customer.id', 'contract.customer_id')
    .select([
      'contract.customer_id as customerId',
      'customer.name as customer',
      'contract_number as contractNumber',
      'term_from as termFrom',
      'term_until as termUntil',
      'renewals',
      'renews_on as renewsOn',
      'renewal_chance as renewalChance',
      'lost_on as lostOn',
      'amount_minor as amountMinor',
      'term_profit_minor as termProfitMinor',
      'value_minor as valueMinor',
      'value_low_minor as valueLowMinor',
      'value_high_minor as valueHighMinor',
    ])
    .orderBy(
      (one) => one.ref('renews_on'),
      (order) => order.asc().nullsLast(),
    )
    .orderBy('lost_on', 'desc')
    .orderBy('contract_number')
    .orderBy('contract.customer_id')
    .orderBy('term_from');
}
