/** Form for the customer's yearly need and size. An empty field removes the value; all customers are valued again. */
import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import type { CustomerCard, PotentialSaid, SayPotentialRequest } from '../data/shapes.ts';
import { useJob } from '../data/useJob.ts';
import { minorDigits, noCurrency } from '../../core/minor-digits.ts';
import { currencySign } from '../currency/currency-names.ts';
import { decimalMark, groupMark, inUnits, minorOf } from '../language/typed-money.ts';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Work } from '../ui/Work.tsx';
import css from './Potential.module.css';

export function SayPotential({ card, said, onClose }: { card: CustomerCard; said: PotentialSaid; onClose: () => void }) {
  const { currency } = card;
  const [need, setNeed] = useState<string | number>(
    said.yearlyNeedMinor === null ? '' : inUnits({ minor: said.yearlyNeedMinor, currency }),
  );
  const [size, setSize] = useState<string | number>(said.size ?? '');
  const [reason, setReason] = useState(said.reason);
  const known = useQueryClient();
  const save = useJob((json: SayPotentialRequest) => api.sayPotential({ id: card.id, ...json }));
  const done = save.job?.state === 'done';
  useEffect(() => {
    if (!done) return;
    void known.invalidateQueries({ queryKey: ['potential', card.id] });
    onClose();
  }, [done, known, card.id, onClose]);

  if (save.working)
    return (
      <div className={css.form}>
        <Work progress={save.job?.progress ?? null} waiting={m.step_waiting()} onCancel={save.cancel} cancelling={save.cancelling} />
      </div>
    );
  function submit(event: FormEvent) {
    event.preventDefault();
    save.start({
      yearlyNeedMinor: need === '' ? null : minorOf({ units: String(need), currency }),
      size: size === '' ? null : Number(size),
      reason,
    });
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <NumberInput
        label={m.strategic_need()}
        description={currency === noCurrency ? m.strategic_need_hint_plain() : m.strategic_need_hint({ currency: currencySign(currency) })}
        value={need}
        onChange={setNeed}
        min={0}
        decimalScale={minorDigits(currency)}
        decimalSeparator={decimalMark()}
        thousandSeparator={groupMark()}
        hideControls
        allowNegative={false}
      />
      <NumberInput
        label={m.strategic_size()}
        description={m.strategic_size_hint()}
        value={size}
        onChange={setSize}
        min={0}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator={groupMark()}
        hideControls
      />
      <TextInput label={m.strategic_reason()} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      {save.refused && <ProblemNote problem={problemOf(save.refused)} />}
      {save.job?.failure && <ProblemNote problem={save.job.failure} />}
      <Text size="sm" c="dimmed">
        {m.strategic_saving_note()}
      </Text>
      <Group gap="sm">
        <Button type="submit" loading={save.starting}>
          {m.strategic_save()}
        </Button>
        <Button variant="default" onClick={onClose}>
          {m.strategic_cancel()}
        </Button>
      </Group>
    </form>
  );
}
