/** Assumptions that are not asked: listed in one place, collapsed until opened, and changed where they are wrong. */
import { Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Recognition } from '../data/shapes.ts';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { answerWord, assumedWord, evidenceWords, wholeSentence } from './assumed-words.ts';
import { Rate } from './Choices.tsx';
import type { Answers } from './Questions.tsx';
import css from './AssumedList.module.css';

interface AssumedListProps {
  recognition: Recognition;
  answers: Answers;
  onAnswer: (question: string, value: string) => void;
}

export function AssumedList({ recognition, answers, onAnswer }: AssumedListProps) {
  const assumed = recognition.assumptions.filter(({ question }) => !recognition.questions.includes(question));
  const unread = assumed.some(({ key }) => key === 'not_read') ? [] : unreadOf(recognition);
  const count = assumed.length + (unread.length > 0 ? 1 : 0);
  if (count === 0) return null;
  return (
    <details className={`panel ${css.list}`}>
      <summary className={css.summary}>{m.assumed_title({ count })}</summary>
      <Text size="sm" c="dimmed" mb="xs">
        {m.assumed_lead()}
      </Text>
      <dl className={css.things}>
        {assumed.map((one) => (
          <div key={one.question}>
            <dt>{assumedWord(one)}</dt>
            <dd>
              {one.key === 'rate' ? (
                <Rate asked={one} said={answers[one.question] ?? one.value} onAnswer={(value) => onAnswer(one.question, value)} />
              ) : one.options.length > 1 ? (
                <SearchSelect
                  size="xs"
                  className={css.change}
                  aria-label={m.assumed_change({ what: assumedWord(one) })}
                  value={answers[one.question] ?? one.value}
                  onChange={(value) => onAnswer(one.question, value)}
                  data={one.options.map(({ value }) => ({ value, label: answerWord(one, value) }))}
                />
              ) : (
                <span>{answerWord(one, answers[one.question] ?? one.value)}</span>
              )}
              <Text span size="sm" c="dimmed">
                {[
                  ...(one.decidedBy === 'file' ? [] : [wholeSentence(m[`assumed_by_${one.decidedBy}`]())]),
                  ...evidenceWords({ evidence: one.evidence.filter(({ code }) => code !== 'person') }),
                ].join(' ')}
              </Text>
            </dd>
          </div>
        ))}
        {unread.length > 0 && (
          <div>
            <dt>{m.assumed_not_read()}</dt>
            <dd>{unread.join(', ')}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

/** Headings of columns that nothing is taken from. */
function unreadOf({ mapping }: Recognition): string[] {
  return mapping.columns.filter(({ meaning, heading }) => meaning === 'ignored' && heading !== '').map(({ heading }) => heading);
}
