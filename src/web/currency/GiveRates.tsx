/** One field for each currency without a rate: the value of one unit. Amounts in the filled-in currencies are valued. */
import { Button, NumberInput, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { noCurrency } from '../../core/minor-digits.ts';
import { api } from '../data/api.ts';
import type { RatesRequest } from '../data/shapes.ts';
import { useJob } from '../data/useJob.ts';
import { decimalMark, groupMark } from '../language/typed-money.ts';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Work } from '../ui/Work.tsx';
import css from './GiveRates.module.css';

const mostDecimals = 12;

export function GiveRates({ currencies, own }: { currencies: string[]; own: string }) {
  const [typed, setTyped] = useState<Record<string, string | number>>({});
  const save = useJob((json: RatesRequest) => api.giveRates(json));
  if (save.working)
    return (
      <div className={css.form}>
        <Work progress={save.job?.progress ?? null} waiting={m.step_waiting()} onCancel={save.cancel} cancelling={save.cancelling} />
      </div>
    );
  const rates = currencies.flatMap((currency) => (Number(typed[currency]) > 0 ? [{ currency, rate: String(typed[currency]) }] : []));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (rates.length > 0) save.start({ rates });
  }
  return (
    <form className={css.form} onSubmit={submit} aria-label={m.rates_title()}>
      <Text size="sm" c="dimmed">
        {m.rates_lead()}
      </Text>
      <div className={css.fields}>
        {currencies.map((currency) => (
          <NumberInput
            key={currency}
            label={own === noCurrency ? m.rates_field_plain({ currency }) : m.rates_field({ currency, own })}
            value={typed[currency] ?? ''}
            onChange={(rate) => setTyped({ ...typed, [currency]: rate })}
            min={0}
            allowNegative={false}
            decimalScale={mostDecimals}
            decimalSeparator={decimalMark()}
            thousandSeparator={groupMark()}
            hideControls
          />
        ))}
        <Button type="submit" variant="default" disabled={rates.length === 0} loading={save.starting}>
          {m.rates_save()}
        </Button>
      </div>
      {save.refused && <ProblemNote problem={problemOf(save.refused)} />}
      {save.job?.failure && <ProblemNote problem={save.job.failure} />}
    </form>
  );
}
