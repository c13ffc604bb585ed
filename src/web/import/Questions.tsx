/** The questions before anything is loaded: each with its answers, and the outcome of each answer. */
import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Assumed } from '../data/shapes.ts';
import { evidenceWords, questionWord } from './assumed-words.ts';
import { Choices } from './Choices.tsx';
import css from './Questions.module.css';

/** By the name of the question. */
export type Answers = Readonly<Record<string, string>>;

interface QuestionsProps {
  questions: Assumed[];
  answers: Answers;
  onAnswer: (question: string, value: string) => void;
  /** Reads the file again with the answers. */
  onApply: () => void;
  applying: boolean;
  canApply: boolean;
}

export function Questions({ questions, answers, onAnswer, onApply, applying, canApply }: QuestionsProps) {
  if (questions.length === 0) return null;
  const answered = questions.filter(({ question }) => answers[question] !== undefined).length;
  return (
    <section className={`panel ${css.questions}`} aria-labelledby="questions">
      <Title order={2} fz={18} id="questions">
        {m.questions_title()}
      </Title>
      <Text size="sm" c="dimmed">
        {m.questions_lead()}
      </Text>
      {grouped(questions).map((asked) =>
        asked.length === 1 ? (
          <Question key={asked[0]!.question} asked={asked[0]!} answer={answers[asked[0]!.question]} onAnswer={onAnswer} />
        ) : (
          <ManyWords key={asked[0]!.key} asked={asked} answers={answers} onAnswer={onAnswer} />
        ),
      )}
      <Group justify="space-between" mt="md" gap="sm">
        <Text size="sm" c="dimmed" aria-live="polite">
          {m.questions_answered({ done: answered, total: questions.length })}
        </Text>
        <Button onClick={onApply} loading={applying} disabled={!canApply}>
          {m.questions_apply()}
        </Button>
      </Group>
    </section>
  );
}

/** Questions of one kind stand together: a word a row. */
function grouped(questions: Assumed[]): Assumed[][] {
  const groups: Assumed[][] = [];
  for (const asked of questions) {
    const like = groups.find(([first]) => first!.key === asked.key);
    if (like) like.push(asked);
    else groups.push([asked]);
  }
  return groups;
}

interface QuestionProps {
  asked: Assumed;
  answer: string | undefined;
  onAnswer: QuestionsProps['onAnswer'];
}

function Question({ asked, answer, onAnswer }: QuestionProps) {
  const evidence = asked.key === 'rate' ? [m.question_rates_why()] : evidenceWords(asked);
  return (
    <fieldset className={css.question}>
      <legend className={css.title}>
        {questionWord(asked)} <Must asked={asked} answer={answer} />
      </legend>
      {/* A currency is a name, without an outcome to compare. */}
      <Choices compact={asked.key === 'currency'} asked={asked} answer={answer} onAnswer={(value) => onAnswer(asked.question, value)} />
      {evidence.length > 2 ? (
        <ul className={css.because}>
          {evidence.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : (
        evidence.length > 0 && (
          <Text size="sm" c="dimmed" mt={6}>
            {evidence.join(' ')}
          </Text>
        )
      )}
    </fieldset>
  );
}

/** From here on a person would rather look over what is likely than choose one by one. */
const manyWords = 4;

function ManyWords({ asked, answers, onAnswer }: { asked: Assumed[]; answers: Answers; onAnswer: QuestionsProps['onAnswer'] }) {
  const [first] = asked;
  const title = first!.key === 'state' ? m.question_states() : first!.key === 'rate' ? m.question_rates() : null;
  return (
    <div className={css.question} role="group" aria-label={title ?? questionWord(first!)}>
      <Group justify="space-between" mb={6}>
        {title && <p className={css.title}>{title}</p>}
        {asked.length >= manyWords && first!.key !== 'rate' && (
          <Button
            variant="default"
            size="xs"
            onClick={() => asked.forEach((one) => onAnswer(one.question, one.options[0]?.value ?? one.value))}
          >
            {m.questions_all_likely()}
          </Button>
        )}
      </Group>
      {asked.map((one) => (
        <fieldset key={one.question} className={css.word}>
          <legend className={css.about}>
            {title ? one.about : questionWord(one)} <Must asked={one} answer={answers[one.question]} />
          </legend>
          <Choices compact asked={one} answer={answers[one.question]} onAnswer={(value) => onAnswer(one.question, value)} />
          {first!.key !== 'rate' &&
            evidenceWords(one).map((text) => (
              <Text key={text} size="sm" c="dimmed">
                {text}
              </Text>
            ))}
        </fieldset>
      ))}
      {first!.key === 'rate' && (
        <Text size="sm" c="dimmed" mt={6}>
          {m.question_rates_why()}
        </Text>
      )}
    </div>
  );
}

/** Whether anything can be loaded without it. */
function Must({ asked, answer }: { asked: Assumed; answer: string | undefined }) {
  if (answer !== undefined || asked.key === 'rate') return null;
  return asked.sureness === 'open' ? (
    <Badge variant="light" color="risk" c="var(--risk)" tt="none" fw={600}>
      {m.question_must()}
    </Badge>
  ) : (
    <Badge variant="default" tt="none" fw={500}>
      {m.question_taken()}
    </Badge>
  );
}
