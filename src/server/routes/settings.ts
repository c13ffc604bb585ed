/** The rules of the classes: what holds, who would move under others, saving others. */
import { z } from '@hono/zod-openapi';
import { defaultSettings } from '../../core/differentiate/settings.ts';
import { previewSettings } from '../../flow/change/preview-classes.ts';
import { type SettingsChange, settingsAfter, settingsNow } from '../../flow/rules/class-rules.ts';
import { endpoint, jobStarted } from '../endpoint.ts';
import { router } from '../env.ts';
import { moves, settings, settingsChange } from '../schemas/settings.ts';

export const settingsRoutes = router()
  .openapi(
    endpoint({
      method: 'get',
      path: '/settings',
      permission: 'rules.see',
      tags: ['settings'],
      summary: 'The rules of the classes, and what holds when nothing is chosen',
      answer: ['Settings', settings],
    }),
    async (c) => {
      const now = await c.get('context').records.read(c.get('sight'), async (tx) => {
        const found = await settingsNow(tx);
        const person =
          found.changedBy === null
            ? undefined
            : await tx.selectFrom('person').select('name').where('user_id', '=', found.changedBy).executeTakeFirst();
        return { ...found, changedBy: person?.name ?? found.changedBy };
      });
      return c.json(
        {
          version: now.version,
          settings: now.settings,
          defaults: defaultSettings,
          changedAt: now.changedAt?.toISOString() ?? null,
          changedBy: now.changedBy,
        },
        200,
      );
    },
  )
  .openapi(
    endpoint({
      method: 'post',
      path: '/settings/moves',
      permission: 'rules.change',
      tags: ['settings'],
      summary: 'Who would be in another class under other settings; writes nothing',
      body: settingsChange,
      answer: ['From class to class, in customers and money; null before the first valuation', z.object({ moves: moves.nullable() })],
      refusals: { 400: 'A name or a value that cannot be' },
    }),
    async (c) => {
      const shown = await previewSettings(c.get('context'), c.req.valid('json') satisfies SettingsChange);
      if (shown === null) return c.json({ moves: null }, 200);
      return c.json(
        {
          moves: {
            asOf: shown.asOf,
            currency: shown.currency,
            tier: shown.tier.map(inMinor),
            activity: shown.activity.map(inMinor),
            lifecycle: shown.lifecycle.map(inMinor),
            customers: shown.customers.map((each) => ({ ...each, revenueYearMinor: String(each.revenueYearMinor) })),
          },
        },
        200,
      );
    },
  )
  .openapi(
    endpoint({
      method: 'put',
      path: '/settings',
      permission: 'rules.change',
      tags: ['settings'],
      summary: 'Save other settings as a new version, and value everybody by it',
      body: settingsChange,
      answer: ['Started', jobStarted],
      refusals: { 400: 'A name or a value that cannot be' },
    }),
    async (c) => {
      const change = c.req.valid('json') satisfies SettingsChange;
      await c.get('context').records.read(c.get('sight'), async (tx) => settingsAfter((await settingsNow(tx)).chosen, change));
      return c.json({ jobId: await c.get('jobs').start('rules', { rules: 'classes', asked: change }, c.get('sight')) }, 200);
    },
  );

function inMinor<Class>({
  from,
  to,
  customers,
  revenueYearMinor,
}: {
  from: Class;
  to: Class;
  customers: number;
  revenueYearMinor: number;
}) {
  return { from, to, customers, revenueYearMinor: String(revenueYearMinor) };
}
