/** Other models of costs: saved as a new version of the settings, and everything costed and published by them in one go. */
import type { Context } from '../../context/context.ts';
import type { CostModel } from '../../core/differentiate/costing/model.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { saveCostModels } from '../rules/cost-model.ts';
import type { Published } from '../3-value-customers/publish-stages.ts';
import type { Run } from '../run.ts';
import { withdrawSettings } from '../rules/settings.ts';
import { settle } from '../settle.ts';

/** null forgets what was saved: the starting model then follows the facts again. */
export async function saveModelsAndPublish(
  context: Context,
  what: { models: CostModel[] | null; actor: string },
  run: Run,
): Promise<Published> {
  const published = await context.records.as('system', currentRun);
  await saveCostModels(context, what.models, what.actor);
  try {
    return await settle(context, { actor: what.actor, asOf: published?.as_of }, run);
  } catch (error) {
    await withdrawSettings(context, what.actor);
    throw error;
  }
}
