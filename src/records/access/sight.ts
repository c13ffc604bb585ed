/** A person's Sight, made of the role and the customers that the records give the user. Nothing else makes one. */
import { asProgram, Sight } from '../../core/access/sight.ts';
import type { Records } from '../database.ts';

/** Of an id that is no user's: no role, no customers. */
export async function sightOfPerson(records: Records, userId: string): Promise<Sight> {
  const user = await records.read(asProgram('sign-in'), (tx) =>
    tx.selectFrom('app_user').select('role').where('id', '=', userId).executeTakeFirst(),
  );
  const sight: Sight = Sight.ofPerson({
    userId,
    role: user?.role ?? null,
    customers: async () => {
      const seen = await records.read(sight, (tx) => tx.selectFrom('sees').select('customer_id').where('user_id', '=', userId).execute());
      return seen.map((row) => row.customer_id);
    },
  });
  return sight;
}
