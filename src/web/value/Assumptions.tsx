/** Assumptions that a person must choose: horizon, discount, and retention without a model. Saving values all customers again. */
import { NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { Count } from '../classes/fields.tsx';
import { Rule } from '../classes/Rule.tsx';
import { Saving } from '../classes/Saving.tsx';
import { lifetimeByQuery } from '../data/queries.ts';
import type { Assumptions as Assumed, Lifetime, Settings } from '../data/shapes.ts';
import { percent, shortMoney } from '../language/format.ts';
import css from './Assumptions.module.css';

const mostMonths = 120;

/** While the user types: the preview is requested after a pause. */
const restMilliseconds = 400;

export function Assumptions({ saved, lifetime }: { saved: Settings; lifetime: Lifetime }) {
  const [draft, setDraft] = useState<Assumed>(saved.settings.lifetime);
  const [resting] = useDebouncedValue(draft, restMilliseconds);
  const changed = !same(draft, saved.settings.lifetime);
  const tried = useQuery({ ...lifetimeByQuery(resting), enabled: changed && resting === draft });
  const known = tried.isError ? '' : resting === draft && tried.data ? wouldBe(tried.data) : m.value_reckoning();
  const { horizonMonths, discountPermille, retentionPermille } = draft;
  return (
    <div className={css.assumptions}>
      <Rule title={m.value_assumptions()} words={words(draft, lifetime.method)}>
        <Count
          label={m.value_horizon()}
          value={horizonMonths}
          most={mostMonths}
          onChange={(months) => setDraft({ ...draft, horizonMonths: months })}
        />
        <Percent
          label={m.value_discount()}
          permille={discountPermille}
          least={0}
          onChange={(permille) => setDraft({ ...draft, discountPermille: permille })}
        />
        <Percent
          label={m.value_retention()}
          permille={retentionPermille}
          least={0.1}
          onChange={(permille) => setDraft({ ...draft, retentionPermille: permille })}
        />
      </Rule>
      <Saving
        change={{ lifetime: draft }}
        unsaved={`${known} ${m.value_not_saved()}`}
        changed={changed}
        isDefault={same(draft, saved.defaults.lifetime)}
        onDiscard={() => setDraft(saved.settings.lifetime)}
        onDefaults={() => setDraft(saved.defaults.lifetime)}
      />
    </div>
  );
}

function words({ horizonMonths, discountPermille, retentionPermille }: Assumed, method: Lifetime['method']): string[] {
  const worth = (1 + discountPermille / 12_000) ** -12;
  return [
    `${m.value_words_horizon({ count: horizonMonths })} ${m.value_words_discount({ worth: percent(worth) })}`,
    method === 'projection'
      ? m.value_words_retention({ retention: percent(retentionPermille / 1000, 1) })
      : m.value_words_retention_unused(),
  ];
}

function wouldBe({ total, horizonMonths, currency }: Lifetime): string {
  return m.value_would_be({ count: horizonMonths, money: shortMoney({ minor: total.valueMinor, currency }) });
}

function Percent({
  label,
  permille,
  least,
  onChange,
}: {
  label: string;
  permille: number;
  least: number;
  onChange: (permille: number) => void;
}) {
  return (
    <NumberInput
      label={label}
      value={permille / 10}
      min={least}
      max={100}
      decimalScale={1}
      suffix=" %"
      clampBehavior="blur"
      onChange={(typed) => typeof typed === 'number' && typed >= least && typed <= 100 && onChange(Math.round(typed * 10))}
    />
  );
}

function same(a: Assumed, b: Assumed): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
