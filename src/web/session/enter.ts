/** After signing in: everything that was known about the visitor is asked anew, and the page in the address is drawn. */
import { queryClient, sessionQuery } from '../data/queries.ts';

export async function enter(): Promise<void> {
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
}
