/** What a heading by itself may mean, with how sure that is; content decides between the candidates later. */
import type { AnyKind, Candidate } from '../../facts/kind.ts';
import { type FactName, kinds } from '../../facts/kinds.ts';
import { amountWords } from './amount-words.ts';
import { cyrillicReadings } from './latin-headings.ts';
import { abbreviations, foreignHeadings, headingRules, type HeadingRule } from './headings.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';

/** Best first. What reads as no heading of its own may be a Russian or Ukrainian one in Latin letters. */
export function matchHeading(heading: string, kind: FactName): Candidate[] {
  return remembered(matched, `${kind} ${heading}`, () => match(heading, kind));
}

function match(heading: string, kind: FactName): Candidate[] {
  const own = matchSpelled(heading, kind);
  if ((own[0]?.score ?? 0) > 0.75 || foreign.has(normalHeading(heading))) return own;
  const found = new Map<Candidate['meaning'], number>(own.map(({ meaning, score }) => [meaning, score]));
  for (const { phrase, weight } of cyrillicReadings(heading))
    for (const { meaning, score } of matchSpelled(phrase, kind)) raise(found, meaning, score * weight);
  return [...found].map(([meaning, score]) => ({ meaning, score })).toSorted((a, b) => b.score - a.score);
}

/** Composed headings ("Сумма документа / Всего") are read as a whole, then by their last part. */
function matchSpelled(heading: string, kind: FactName): Candidate[] {
  const { headings } = kinds[kind] as AnyKind;
  return headings === null
    ? matchAsFact(heading, kind === 'payments' ? 'payments' : 'sales')
    : headings.match(heading, () => matchAsFact(heading, 'sales'));
}

function matchAsFact(heading: string, kind: 'sales' | 'payments'): Candidate[] {
  // "line_items.quantity": fields of records within records are headings of two rows.
  const parts = (fieldPath.test(heading) ? heading.split('.') : heading.split(' / ')).map(normalHeading);
  const whole = parts.join(' ');
  const found = new Map<Candidate['meaning'], number>();
  const readings: [string, number][] = [
    [whole, 1],
    [withoutUnits(whole), 0.99],
  ];
  const spelled = spellOut(whole);
  if (spelled !== whole) readings.push([spelled, 0.97]);
  if (parts.length > 1) readings.push([parts.at(-1)!, 0.9], [parts[0]!, 0.5]);
  if (parts.length > 1 && fieldPath.test(heading)) readings.push(...ofTheRecordAbove(parts));
  for (const [text, weight] of readings) {
    for (const [meaning, score] of phrasesOf(kind).get(text) ?? []) raise(found, meaning, score * weight);
  }
  for (const { meaning, score } of money(` ${spelled} `, kind)) raise(found, meaning, score);
  // Some date or other: better than none, and better than one of payment or of the contract.
  if (anyDate.test(` ${spelled} `) && !found.has('date')) found.set('date', otherDate.test(` ${spelled} `) ? 0.15 : 0.4);
  // Some state or other of the row, though not one of the customer.
  if (anyState.test(` ${spelled} `) && !found.has('posted')) found.set('posted', 0.6);
  if (foreign.has(whole)) for (const meaning of found.keys()) found.set(meaning, found.get(meaning)! * 0.5);
  return [...found].map(([meaning, score]) => ({ meaning, score })).toSorted((a, b) => b.score - a.score);
}

/** The name and the code of a line are those of its goods; of a buyer, the customer's. */
function ofTheRecordAbove(parts: string[]): [string, number][] {
  const last = parts.at(-1)!.replace(/^(title|label|display name|full name|company|company name|organi[sz]ation)$/, 'name');
  if (lineField.test(parts[0]!)) return [[`product ${last}`, 0.95]];
  return partyField.test(parts.at(-2)!) && /^(name|id|code|number)$/.test(last) ? [[`customer ${last}`, 0.95]] : [];
}

const lineField = /^(line )?(items?|lines?|products?|goods|positions?|details|rows?|entries|order items?|order lines?)$/;
const partyField = /^(bill(ing)?( to| address)?|buyer|customer|client|recipient|payer|counterparty|agent|user)$/;

const fieldPath = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;

const anyDate = / (дата|date|датой|дату|время|час|period|период) /;
const otherDate =
  / (due|оплат\S*|срок|договор\S*|рожд\S*|birth|возврат\S*|платеж\S*|план\S*|required|вх|вход\S*|expir\S*|изменен\S*|modified|payment|повернення|return) /;

const anyState =
  / (статус|состояние|стадия|этап|стан|стадія|етап|status|stage) (?!(клиента|контрагента|покупателя|клієнта|менеджера|номенклатуры|товара|of customer) )/;

/** Whether the text reads like a heading of such a table at all. */
export function looksLikeHeading(text: string): boolean {
  return text.length <= 80 && remembered(looked, text, () => isKnown(text));
}

function isKnown(text: string): boolean {
  const normal = normalHeading(text);
  if (foreign.has(normal) || (['sales', 'payments'] as const).some((kind) => (matchHeading(text, kind)[0]?.score ?? 0) >= 0.5)) return true;
  // What the other kinds share with sales was looked up above.
  return Object.values(kinds as Readonly<Record<string, AnyKind>>).some(
    ({ headings }) => (headings?.match(text, () => [])[0]?.score ?? 0) >= 0.5,
  );
}

/** Several steps ask of the same headings; a file has a few dozen of them. */
const matched = new Map<string, Candidate[]>();
const looked = new Map<string, boolean>();

function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = find();
    if (known.size >= 5000) known.clear();
    known.set(key, value);
  }
  return value;
}

function money(text: string, kind: FactName): Candidate[] {
  const words = amountWords;
  if (words.vat.test(text)) return [{ meaning: 'vat_amount', score: 0.97 }];
  if (
    words.discount.test(text) &&
    !words.beforeDiscount.test(text) &&
    !words.price.test(text) &&
    !/ (с учетом|after|за вычетом|со скидк\S*|зі знижк\S*) /.test(text)
  ) {
    return [words.percent.test(text) ? { meaning: 'discount_rate', score: 0.9 } : { meaning: 'discount_amount', score: 0.95 }];
  }
  if (/ (lcy|acy|base currency) /.test(text))
    return money(text.replace(/ (lcy|acy|base currency) /, ' '), kind).map(({ meaning, score }) => ({ meaning, score: score * 0.6 }));
  if (words.foreign.test(text) || words.percent.test(text)) return [];
  if (words.margin.test(text) && !words.price.test(text)) return [{ meaning: 'gross_margin', score: 0.9 }];
  if (words.cost.test(text)) {
    return words.price.test(text) ? [{ meaning: 'unit_cost', score: 0.92 }] : [{ meaning: 'cost_amount', score: 0.95 }];
  }
  if (words.price.test(text) && !/ (сумма|сума|amount|total|extended|ext) /.test(text)) {
    return / (qty|quantity|кол|of measure|sold) /.test(text) || text === ' unit '
      ? []
      : [{ meaning: 'list_price', score: words.beforeDiscount.test(text) ? 0.96 : 0.92 }];
  }
  if (!words.amount.test(text)) return [];
  if (kind === 'payments') return [{ meaning: 'payment_amount', score: 0.8 }];
  if (words.beforeDiscount.test(text)) return [{ meaning: 'list_amount', score: 0.93 }];
  if (words.excludesVat.test(text)) return [{ meaning: 'net_amount', score: 0.95 }];
  if (words.includesVat.test(text)) return [{ meaning: 'gross_amount', score: 0.95 }];
  return [{ meaning: 'amount', score: / (сумма|сума|amount|total|всего) /.test(text) ? 0.85 : 0.75 }];
}

/** CUST_NM, PROD_DESC, "Наим. покуп." */
function spellOut(text: string): string {
  return text
    .split(' ')
    .map((word) => abbreviations.get(word) ?? word)
    .join(' ');
}

/** "Сумма, руб." and "Amount (USD)" are a sum; the currency is read elsewhere. */
function withoutUnits(text: string): string {
  return text.replace(/ (руб|рублей|грн|rub|uah|usd|eur|kzt|тенге|тг|шт|лист|р|₽|₴|\$|€|в руб|в грн|в валюте)$/, '');
}

function raise(found: Map<Candidate['meaning'], number>, meaning: Candidate['meaning'], score: number): void {
  if (score > (found.get(meaning) ?? 0)) found.set(meaning, score);
}

type Phrases = Map<string, [HeadingRule['meaning'], number][]>;
const byKind = new Map<FactName, Phrases>();

function phrasesOf(kind: FactName): Phrases {
  let phrases = byKind.get(kind);
  if (!phrases) {
    phrases = new Map();
    for (const rule of headingRules) {
      if (rule.kind !== undefined && rule.kind !== kind) continue;
      for (const phrase of rule.phrases.split('|')) {
        const list = phrases.get(phrase);
        if (list) list.push([rule.meaning, rule.score]);
        else phrases.set(phrase, [[rule.meaning, rule.score]]);
      }
    }
    byKind.set(kind, phrases);
  }
  return phrases;
}

const foreign: ReadonlySet<string> = new Set(foreignHeadings.split('|'));
