/**
 * The states of a payment as banks, accounting programs and payment systems print them: which of them are money received. Data and
 * its lookup; what follows from it is decided in read-row.ts.
 */

import { stateClass } from '../row/state-words.ts';

/**
 * counts: the money came. draft: it may still come. no: it never came, or was taken back before it did. refund: it came and went
 * back, wholly or in part.
 */
export type PaymentState = 'counts' | 'draft' | 'refund' | 'no';

/** Null: a word never met. */
export function paymentState(text: string): PaymentState | null {
  const word = text
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[_\s\u00a0]+/g, ' ')
    .replace(/[.!:;]+$/, '');
  if (word === '') return null;
  for (const state of ['refund', 'no', 'draft', 'counts'] as const) if (words[state].test(word)) return state;
  return null;
}

/** What a person answered of a word, else the vocabulary's; `unknown` where neither knows it. */
export function stateOfWord(word: string, answers: Readonly<Record<string, string>> | undefined): PaymentState | 'unknown' {
  const answer = answers?.[`state:${word}`] ?? answers?.['state'];
  if (answer === 'return' || answer === 'refund') return 'refund';
  if (answer === 'draft' || answer === 'no') return answer;
  if (answer !== undefined && (answer !== 'likely' || answers?.[`state:${word}`] !== undefined)) return 'counts';
  return paymentState(word) ?? ofDocument(word) ?? (answer === 'likely' ? 'counts' : 'unknown');
}

/** Words that are a document's, as some programs print them of payments too. */
function ofDocument(word: string): PaymentState | null {
  const state = stateClass(word);
  if (state === 'done' || state === 'won') return 'counts';
  if (state === 'void' || state === 'lost') return 'no';
  return state === 'pending' || state === 'unpaid' ? 'draft' : null;
}

/** Whether only a part of the money went back. */
export function isPartly(text: string): boolean {
  return /част|part/i.test(text);
}

/** Endings differ by what the state is of: a payment, an operation, a document. */
const words: Record<PaymentState, RegExp> = {
  refund:
    /^((payment |полностью |повністю |частично |частково |fully |partially |partly )?(refunded|возвращен\S*|повернен\S*|повернуто)|(partial|full|payment)(ly)? refund(ed)?|refund(ed)? partially|возврат|возврат средств|частичный возврат|полный возврат|повернення|повернення коштів|часткове повернення|возмещен\S*|charged ?back|chargeback|chargeback lost|dispute lost|оспорен и возвращен)$/,
  no: /^(нет|ні|0|-|no|false|ложь|хиба|отклонен\S*|отказ|отказано|отказан\S*|отменен\S*|отмена|аннулирован\S*|анульован\S*|скасован\S*|скасуванн\S*|відхилен\S*|відмова|відмовлено|ошибка|помилка|не исполнен\S*|не проведен\S*|не прошел|не прошла|не прошло|не удал\S*|неуспешн\S*|неуспішн\S*|неудачн\S*|не оплачен\S*|неоплачен\S*|не сплачен\S*|просрочен\S*|истек\S*|удален\S*|видален\S*|возвращен банком|сторнирован\S*|сторновано|failed|failure|payment failed|declined|rejected|denied|refused|error|cancel|cancell?ed|payment cancell?ed|void|voided|reversed|reversal|revoked|expired|unpaid|not paid|uncollectible|blocked|returned|bounced|abandoned|incomplete|requires payment method|disputed|dispute|under dispute|dispute needs response|needs response|under review of dispute|sandbox|test|fraud|removed|deleted)$/,
  draft:
    /^(в обработке|обрабатывается|обработка|в процессе|в процессе обработки|в работе|на исполнении|исполняется|на подписи|подписан\S*|готов к отправке|отправлен\S*|отправлен\S* в банк|принят\S* (банком|в обработку)|принят\S* к исполнению|ожида\S*( .*)?|в ожидании|на проверке|черновик|чернетка|создан\S*|новый|новая|новое|картотека|в картотеке|на картотеке|холд|холдирован\S*|заблокирован\S*|авторизован\S*|авторизація|авторизовано|не подтвержден\S*|підготовлен\S*|в обробці|обробляється|обробка|очіку\S*( .*)?|на підписі|підписан\S*|надіслан\S*|створен\S*|новий|нова|резерв|зарезервован\S*|pending|in process|in processing|in progress|processing|inprocessing|waiting( .*)?|wait accept|hold wait|hold|on hold|held|authori[sz]ed|authori[sz]ation|pre-?authori[sz]ed|uncaptured|requires capture|requires confirmation|requires action|processing payment|created|new|open|initiated|scheduled|submitted|sent|sent for settle|draft|queued|unclaimed|unconfirmed|upcoming|waitingauthcomplete|under review|in review|review)$/,
  counts:
    /^(да|так|1|yes|true|истина|істина|\+|исполнен\S*|выполнен\S*|проведен\S*|завершен\S*|успешн\S*|успех|оплачен\S*|зачислен\S*|поступил\S*|получен\S*|подтвержден\S*|одобрен\S*|обработан\S*|принят\S*|закрыт\S*|списан\S*|ок|выплачен\S*|виконан\S*|проведений|завершен\S*|успішн\S*|успіх|сплачен\S*|зарахован\S*|отриман\S*|підтверджен\S*|схвален\S*|оброблен\S*|прийнят\S*|закрит\S*|ok|paid|paid out|payment received|received|succeeded|success|successful|successfully|complete|completed|cleared|settled|posted|booked|book|executed|processed|approved|captured|confirmed|accepted|done|closed|credited|deposited|available|finished|charged|collected|reconciled|won|dispute won|partially paid|in payment)$/,
};
