/** What reading a file assumes and asks, in sentences for a terminal: the same words as the web's. */
import { type Assumption, type Outcome, questionKey, questionsIn } from '../imports/assumptions/assumption.ts';
import { type Language, say } from './say.ts';
import { wordsIn } from './words.ts';

/** Lines for what was assumed: said, so that a wrong reading is never silent. */
export function assumedLines(assumptions: readonly Assumption[], language: Language): string[] {
  const open = new Set(questionsIn(assumptions));
  return assumptions
    .filter((assumption) => !open.has(assumption) && !trivial(assumption))
    .map((assumption) => {
      const because = assumption.evidence.map((evidence) => becauseOf(evidence, language)).filter((text) => text !== '');
      return `${nameOf(assumption, language)}: ${answerOf(assumption, assumption.value, language)}${because.length === 0 ? '' : ` (${because.join('; ')})`}`;
    });
}

/** Lines for the questions: what is asked, why, and what each answer would load. */
export function questionLines(assumptions: readonly Assumption[], language: Language): string[] {
  const { t } = wordsIn(language);
  return questionsIn(assumptions).flatMap((assumption) => {
    const required = assumption.sureness === 'open' ? t('cli_must_answer') : t('cli_may_answer');
    return [
      `? ${say(`question_${assumption.key}`, { about: assumption.about }, language) ?? questionKey(assumption)} (${required})`,
      ...assumption.evidence
        .map((evidence) => becauseOf(evidence, language))
        .filter((text) => text !== '')
        .map((text) => `    ${text}`),
      ...assumption.options.map(
        ({ value, outcome }, at) =>
          `    --answer ${quoted(`${questionKey(assumption)}=${value}`)}   ${answerOf(assumption, value, language)}${outcome === null ? '' : `: ${outcomeOf(outcome, language)}`}${at === 0 ? ` (${t(assumption.sureness === 'open' ? 'question_likely' : 'question_as_taken')})` : ''}`,
      ),
      ...(assumption.key === 'rate' ? [t('cli_rate_question', { currency: assumption.about })] : []),
    ];
  });
}

/** For scripts, and for whoever reads their output: the sentences stand beside the codes. */
export function questionsAsData(assumptions: readonly Assumption[], language: Language) {
  return questionsIn(assumptions).map((assumption) => ({
    question: questionKey(assumption),
    text: say(`question_${assumption.key}`, { about: assumption.about }, language) ?? questionKey(assumption),
    because: assumption.evidence.map((evidence) => becauseOf(evidence, language)).filter((text) => text !== ''),
    required: assumption.sureness === 'open',
    likely: assumption.value,
    evidence: assumption.evidence,
    answers: assumption.options,
  }));
}

/** For scripts: what is done without asking. */
export function assumedAsData(assumptions: readonly Assumption[]) {
  const open = new Set(questionsIn(assumptions));
  return assumptions
    .filter((assumption) => !open.has(assumption))
    .map(({ key, about, value, evidence, decidedBy }) => ({ assumption: questionKey({ key, about }), value, evidence, decidedBy }));
}

/** A unit of one, and dates that read only one way, surprise nobody. */
function trivial({ key, value, evidence }: Assumption): boolean {
  return (key === 'unit' && value === '1') || (key === 'date_order' && evidence.length === 0);
}

function nameOf({ key, about }: Assumption, language: Language): string {
  return say(`assumed_${key}`, { about }, language) ?? questionKey({ key, about });
}

function answerOf({ key, about }: Assumption, value: string, language: Language): string {
  if (key === 'vat')
    return value === '0'
      ? (say('answer_vat_net', {}, language) ?? value)
      : (say('answer_vat_included', { rate: `${value} %` }, language) ?? value);
  if (key === 'rate') return say(value === '' ? 'answer_rate_none' : 'answer_rate_given', { about, rate: value }, language) ?? value;
  if (key === 'kind') return say(`cli_kind_${value}`, {}, language) ?? value;
  if (key === 'shape') return say(`answer_shape_${value}`, {}, language) ?? say('answer_shape_reshaped', {}, language) ?? value;
  return say(`answer_${key}_${value}`, { about }, language) ?? value;
}

function becauseOf({ code, detail }: Assumption['evidence'][number], language: Language): string {
  const sum = detail['netMinor'] === undefined ? {} : { net: wordsIn(language).money(detail['netMinor'], detail['currency'] ?? '') };
  const name = detail['name'] === undefined ? {} : { name: say(`control_total_${detail['name']}`, {}, language) ?? detail['name'] };
  // The forms of a plural go by it.
  const counted = detail['count'] ?? detail['rows'] ?? detail['documents'] ?? detail['cells'] ?? detail['months'];
  return (
    say(`because_${code}`, { ...detail, ...sum, ...name, ...(counted === undefined ? {} : { count: Number(counted) }) }, language) ?? ''
  );
}

function outcomeOf({ totals, documents, customers, firstDate, lastDate, ofSample }: Outcome, language: Language): string {
  const { t, money } = wordsIn(language);
  const parts = totals.length === 0 ? ['0'] : totals.map(({ netMinor, currency }) => money(netMinor, currency));
  if (documents > 0) parts.push(t('outcome_documents', { count: documents }), t('outcome_customers', { count: customers }));
  if (firstDate !== null) parts.push(`${firstDate} … ${lastDate}`);
  return `${parts.join(', ')}${ofSample ? ` (${t('outcome_of_sample')})` : ''}`;
}

function quoted(text: string): string {
  return /^[\w:=.-]+$/.test(text) ? text : `"${text}"`;
}
