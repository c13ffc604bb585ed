/** The customers that a name, a part of one, a code, a tax number or an id may mean. */
import type { Sight } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import { findCustomers, type FoundCustomer } from '../../records/customers/reader.ts';

export async function customersNamed(context: Context, sight: Sight, text: string): Promise<FoundCustomer[]> {
  return context.records.read(sight, (tx) => findCustomers(tx, text));
}
