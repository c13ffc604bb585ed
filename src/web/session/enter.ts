/** After signing in: all data about the user is requested again, and the page in the address is rendered. */
import { queryClient, sessionQuery } from '../data/queries.ts';

export async function enter(): Promise<void> {
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
}
