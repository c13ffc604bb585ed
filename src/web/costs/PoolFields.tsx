/** One cost pool: its method of sharing, its capacity where people enter it, and the work that it pays for. */
import { Autocomplete, Button, Checkbox, NumberInput, Select, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { CostModel, CostModels, ModelProblem } from '../data/shapes.ts';
import { ActivityFields } from './ActivityFields.tsx';
import { problemWords } from './problem-words.ts';
import css from './ModelEditor.module.css';

type Pool = CostModel['pools'][number];

interface PoolFieldsProps {
  at: number;
  model: CostModel;
  events: CostModels['events'];
  /** Names that may be meant. */
  names: string[];
  problems: ModelProblem[];
  onChange: (model: CostModel) => void;
}

const spreads: Pool['spread'][] = ['time', 'driver', 'none'];

export function PoolFields({ at, model, events, names, problems, onChange }: PoolFieldsProps) {
  const pool = model.pools[at]!;
  const title = pool.name || m.model_unnamed();
  const activities = model.activities.map((activity, i) => ({ activity, i })).filter(({ activity }) => activity.pool === pool.name);
  const change = (next: Pool): void =>
    onChange({
      ...model,
      pools: model.pools.map((each, i) => (i === at ? next : each)),
      activities: model.activities.map((activity) => (activity.pool === pool.name ? { ...activity, pool: next.name } : activity)),
    });
  const ofPool = (codes: string[]) =>
    problemWords(problems, ({ code, detail }) => codes.includes(code) && (detail['pool'] ?? '') === pool.name);
  return (
    <section className={`panel ${css.panel}`} aria-labelledby={`pool-${at}`}>
      <Title order={3} fz={18} id={`pool-${at}`} mb="sm" className={css.name ?? ''}>
        {title}
      </Title>
      <div className={css.row}>
        <Autocomplete
          label={m.costs_pool()}
          value={pool.name}
          data={names.filter((name) => name !== '')}
          error={ofPool(['pool_twice']) ?? (pool.name === '' ? problemWords(problems, ({ code }) => code === 'pool_unnamed') : null)}
          onChange={(name) => change({ ...pool, name })}
        />
        <Select
          label={m.model_spread()}
          allowDeselect={false}
          value={pool.spread}
          data={spreads.map((value) => ({ value, label: m[`spread_${value}`]() }))}
          error={ofPool(['pool_without_activity'])}
          onChange={(chosen) => change({ ...pool, spread: spreads.find((each) => each === chosen) ?? pool.spread })}
        />
        {pool.spread === 'time' && (
          <NumberInput
            label={m.model_capacity()}
            value={pool.capacityMinutes ?? ''}
            min={0}
            thousandSeparator=" "
            placeholder={m.model_capacity_unknown()}
            error={ofPool(['capacity_negative'])}
            onChange={(minutes) => change({ ...pool, capacityMinutes: typeof minutes === 'number' ? minutes : null })}
          />
        )}
      </div>
      <Checkbox
        mt="sm"
        label={m.model_winning()}
        checked={pool.winning === true}
        onChange={(event) => change({ ...pool, winning: event.currentTarget.checked })}
      />
      {pool.spread !== 'none' &&
        activities.map(({ activity, i }) => (
          <ActivityFields
            key={i}
            activity={activity}
            events={events}
            problems={problems}
            onChange={(next) => onChange({ ...model, activities: model.activities.map((each, other) => (other === i ? next : each)) })}
            onRemove={() => onChange({ ...model, activities: model.activities.filter((_, other) => other !== i) })}
          />
        ))}
      <div className={css.end}>
        {pool.spread === 'none' ? (
          <span />
        ) : (
          <Button
            variant="default"
            size="xs"
            onClick={() =>
              onChange({
                ...model,
                activities: [...model.activities, { name: '', pool: pool.name, event: events[0]?.event ?? 'shipment', equation: '5' }],
              })
            }
          >
            {m.model_add_activity()}
          </Button>
        )}
        <Button
          variant="subtle"
          size="xs"
          color="risk"
          c="var(--risk)"
          aria-label={m.model_remove_named({ name: title })}
          onClick={() =>
            onChange({
              ...model,
              pools: model.pools.filter((_, i) => i !== at),
              activities: model.activities.filter((activity) => activity.pool !== pool.name),
            })
          }
        >
          {m.model_remove()}
        </Button>
      </div>
    </section>
  );
}
