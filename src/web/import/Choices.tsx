/** The answers to one question: the likely one first, each with its outcome. Rates and currencies also accept another value. */
import { NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { Assumed } from '../data/shapes.ts';
import { currencyName } from '../language/format.ts';
import { decimalMark } from '../language/typed-money.ts';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { answerWord, outcomeWords } from './assumed-words.ts';
import css from './Questions.module.css';

interface ChoicesProps {
  asked: Assumed;
  answer: string | undefined;
  onAnswer: (value: string) => void;
  /** Small, side by side: a row among many. */
  compact?: boolean;
}

export function Choices({ asked, answer, onAnswer, compact = false }: ChoicesProps) {
  // Open questions have no preselected answer; plain ones show the answer in use.
  const chosen = answer ?? (asked.sureness === 'open' ? undefined : asked.value);
  const offered = asked.options.some(({ value }) => value === chosen);
  // A rate is a number or none: there is nothing to choose from.
  if (asked.key === 'rate') return <Rate asked={asked} said={chosen ?? ''} onAnswer={onAnswer} />;
  return (
    <div className={compact ? css.compact : css.choices}>
      {asked.options.map(({ value, outcome }, place) => (
        <label key={value} className={css.choice} data-chosen={value === chosen || undefined}>
          <input type="radio" name={asked.question} value={value} checked={value === chosen} onChange={() => onAnswer(value)} />
          <span>
            <span className={css.value}>{answerWord(asked, value)}</span>
            {place === 0 && (
              <span className={css.likely}> · {asked.sureness === 'open' ? m.question_likely() : m.question_as_taken()}</span>
            )}
            {outcome && asked.key !== 'currency' && <span className={css.outcome}>{outcomeWords(outcome, asked)}</span>}
          </span>
        </label>
      ))}
      <Another asked={asked} said={chosen !== undefined && !offered ? chosen : null} onAnswer={onAnswer} />
    </div>
  );
}

/** `said`: an answer outside those offered. */
function Another({ asked, said, onAnswer }: { asked: Assumed; said: string | null; onAnswer: (value: string) => void }) {
  switch (asked.key) {
    case 'currency':
      return (
        <div className={css.other}>
          <SearchSelect label={m.question_other_currency()} data={currencies()} value={said} onChange={onAnswer} />
        </div>
      );
    case 'vat':
      return <OwnNumber label={m.question_other_rate()} suffix=" %" max={99} said={said} onAnswer={onAnswer} />;
    default:
      return null;
  }
}

/** Left empty, such sums are kept and not added up. */
export function Rate({ asked, said, onAnswer }: { asked: Assumed; said: string; onAnswer: (value: string) => void }) {
  return (
    <NumberInput
      aria-label={ownRate(asked)}
      placeholder={m.answer_rate_empty()}
      leftSection={
        <Text span size="sm" c="dimmed">
          1 =
        </Text>
      }
      rightSection={
        <Text span size="sm" c="dimmed">
          {ownOf(asked)}
        </Text>
      }
      rightSectionWidth={52}
      min={0}
      value={said}
      decimalSeparator={decimalMark()}
      hideControls
      w={220}
      maw="100%"
      onChange={(value) => {
        if (value === '' || Number(value) > 0) onAnswer(String(value));
      }}
    />
  );
}

function ownRate({ about, evidence }: Assumed): string {
  const own = ownOf({ evidence });
  return own === '' ? m.question_own_rate_plain({ about }) : m.question_own_rate({ about, own });
}

function ownOf({ evidence }: Pick<Assumed, 'evidence'>): string {
  return evidence[0]?.detail['own'] ?? '';
}

function OwnNumber({
  label,
  suffix,
  max,
  said,
  onAnswer,
}: {
  label: string;
  suffix: string;
  max: number | undefined;
  said: string | null;
  onAnswer: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string | number>(said ?? '');
  return (
    <div className={css.other}>
      <NumberInput
        label={label}
        suffix={suffix}
        min={0}
        {...(max === undefined ? {} : { max })}
        value={said === null ? typed : said}
        decimalSeparator={decimalMark()}
        hideControls
        maw={180}
        onChange={(value) => {
          setTyped(value);
          if (value !== '' && Number(value) > 0) onAnswer(String(value));
        }}
      />
    </div>
  );
}

function currencies(): { value: string; label: string }[] {
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: currencyName(code) }));
}
