/** What every customer is worth: what is published, or valued anew as of another date without publishing it. The same list for both. */
import type { Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { asJson, type ApiName, type FieldsHaving, fieldsHaving, type RecordedFields } from '../../core/differentiate/fields.ts';
import { wholeScorecardsOf } from '../../flow/3-value-customers/stage-rows.ts';
import { companyAt, rateAll, unvaluedOf } from '../../flow/3-value-customers/value-customers.ts';
import { type CustomersQuery, listCustomers, type ListedCustomer, ownerNames, type Scorecards } from '../../records/customers/list.ts';
import type { ReadTx } from '../../records/database.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { keepAside } from '../../records/runs/other-scorecards.ts';
import { currentRun } from '../../records/runs/reader.ts';
import type { UnvaluedInWindow } from '../../records/runs/writer.ts';

/** The fields that the command line prints. */
export const printedFields = fieldsHaving('cli');

export type CustomerWorth = { [F in FieldsHaving<'cli'> as ApiName<F>]: RecordedFields[F] } & {
  id: string;
  codes: string[];
  name: string;
  owner: string | null;
  /** What of the tier window is in currencies without a rate: in no sum. */
  unvalued: UnvaluedInWindow[];
  /** Nothing else is known of the window: neither without purchases nor in any tier. */
  notValued: boolean;
};

/** As the list of the API has them, but for the owner: part of a name, in any case. */
export type WorthFilter = Pick<CustomersQuery, 'activity' | 'lifecycle' | 'tier' | 'strategic_tier' | 'search' | 'notValued'> & {
  owner?: string | undefined;
};

export async function customersWorth(
  context: Context,
  sight: Sight,
  { asOf, ...filter }: WorthFilter & { asOf: string | undefined },
): Promise<{ asOf: string | null; currency: string; customers: CustomerWorth[] }> {
  const list = async (tx: ReadTx, of?: Scorecards): Promise<CustomerWorth[]> => {
    const { owner, ...query } = filter;
    const owners = owner === undefined ? undefined : await ownersLike(tx, owner);
    const { rows } = await listCustomers(tx, { ...query, owners, sort: 'revenue', order: 'desc', offset: 0, limit: null }, of);
    return rows.map(worthOf);
  };
  const { run, currency, published } = await context.records.read(sight, async (tx) => {
    const current = await currentRun(tx);
    const asked = asOf === undefined || asOf === current?.as_of;
    return { run: current, currency: await currencyOfSums(tx), published: asked ? await list(tx) : null };
  });
  if (published !== null) return { asOf: run?.as_of ?? null, currency, customers: published };
  using company = await companyAt(context, asOf!);
  await company.classes();
  await rateAll(context, company);
  const unvalued = await unvaluedOf(context, company);
  const customers = await context.records.change(sight, async (tx, client) =>
    list(tx, await keepAside(tx, client, { asOf: asOf!, scorecards: wholeScorecardsOf(company, unvalued) })),
  );
  return { asOf: asOf!, currency, customers };
}

async function ownersLike(tx: ReadTx, part: string): Promise<string[]> {
  return (await ownerNames(tx)).filter((name) => name.toLowerCase().includes(part.toLowerCase()));
}

function worthOf(row: ListedCustomer): CustomerWorth {
  return {
    id: row.id,
    ...asJson(row, printedFields),
    unvalued: row.unvalued ?? [],
    notValued: row.not_valued,
    codes: row.codes,
    name: row.name,
    owner: row.owner,
  };
}
