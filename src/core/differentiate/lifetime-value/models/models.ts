/** The models of purchases with dropout that come at random, in the order in which they are shown; regular ones: erlang-k.ts. */
import { bgnbd, mbgnbd } from './beta-geometric.ts';
import type { LifetimeModel } from './model.ts';
import { paretonbd } from './pareto-nbd.ts';

export const lifetimeModels: Record<'bgnbd' | 'mbgnbd' | 'paretonbd', LifetimeModel> = { bgnbd, mbgnbd, paretonbd };
