/** One model's parameters: shares and rates of the company, then pool by pool what is done with it. */
import { Button, NumberInput, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { CostModel, CostModels, ModelProblem } from '../data/shapes.ts';
import { PoolFields } from './PoolFields.tsx';
import { problemWords } from './problem-words.ts';
import css from './ModelEditor.module.css';

interface ModelFieldsProps {
  model: CostModel;
  events: CostModels['events'];
  /** As the cost facts name them. */
  pools: string[];
  problems: ModelProblem[];
  onChange: (model: CostModel) => void;
}

export function ModelFields({ model, events, pools, problems, onChange }: ModelFieldsProps) {
  const unknown = pools.filter((name) => model.pools.every((pool) => pool.name !== name));
  return (
    <div className={css.fields}>
      <section className={`panel ${css.panel}`} aria-labelledby="model-company">
        <Title order={3} fz={18} id="model-company" mb="sm">
          {m.model_company()}
        </Title>
        <div className={css.row}>
          <NumberInput
            label={m.model_practical()}
            description={m.model_practical_why()}
            value={model.practicalPermille / 10}
            min={0.1}
            max={100}
            decimalScale={1}
            suffix=" %"
            error={problemWords(problems, ({ code }) => code === 'practical_share')}
            onChange={(percent) => typeof percent === 'number' && onChange({ ...model, practicalPermille: Math.round(percent * 10) })}
          />
          <NumberInput
            label={m.model_credit()}
            description={m.model_credit_why()}
            value={model.creditPermille / 10}
            min={0}
            max={1000}
            decimalScale={1}
            suffix=" %"
            error={problemWords(problems, ({ code }) => code === 'credit_rate')}
            onChange={(percent) => typeof percent === 'number' && onChange({ ...model, creditPermille: Math.round(percent * 10) })}
          />
        </div>
      </section>
      {model.pools.map((pool, at) => (
        // A pool has no identity but its place while its name is typed.
        // oxlint-disable-next-line react/no-array-index-key
        <PoolFields
          key={at}
          at={at}
          model={model}
          events={events}
          names={[...unknown, pool.name]}
          problems={problems}
          onChange={onChange}
        />
      ))}
      <div>
        <Button
          variant="default"
          onClick={() => onChange({ ...model, pools: [...model.pools, { name: unknown[0] ?? '', spread: 'none', capacityMinutes: null }] })}
        >
          {m.model_add_pool()}
        </Button>
      </div>
    </div>
  );
}
