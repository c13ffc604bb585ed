/** The models of purchases with dropout, in the order in which they are shown. */
import { bgnbd, mbgnbd } from './beta-geometric.ts';
import type { LifetimeModel, ModelName } from './model.ts';
import { paretonbd } from './pareto-nbd.ts';

export const lifetimeModels: Record<ModelName, LifetimeModel> = { bgnbd, mbgnbd, paretonbd };
