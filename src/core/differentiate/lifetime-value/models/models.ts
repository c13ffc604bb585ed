/** The models of random purchases with dropout, in the order in which they are shown; for regular purchases see regularity.ts. */
import { bgnbd, mbgnbd } from './beta-geometric.ts';
import type { LifetimeModel } from './model.ts';
import { paretonbd } from './pareto-nbd.ts';

export const lifetimeModels: Record<'bgnbd' | 'mbgnbd' | 'paretonbd', LifetimeModel> = { bgnbd, mbgnbd, paretonbd };
