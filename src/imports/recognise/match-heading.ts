/** What a heading by itself may mean, with how sure that is; content decides between the candidates later. */
import type { ColumnMeaning, ImportKind } from '../contract.ts';
import { amountWords } from './amount-words.ts';
import { matchContractHeading } from './contract-headings.ts';
import { matchCostHeading } from './cost-headings.ts';
import { matchDirectCostHeading } from './direct-cost-headings.ts';
import { matchEventHeading } from './event-headings.ts';
import { abbreviations, foreignHeadings, headingRules, type HeadingRule } from './headings.ts';
import { normalHeading } from './normal-heading.ts';
import { matchPriceHeading } from './price-headings.ts';
import { matchRateHeading } from './rate-headings.ts';

export type Candidate = { meaning: ColumnMeaning | 'amount'; score: number };

/** Best first. Composed headings ("Сумма документа / Всего") are read as a whole, then by their last part. */
export function matchHeading(heading: string, kind: ImportKind): Candidate[] {
  const key = `${kind} ${heading}`;
  let candidates = recent.get(key);
  if (candidates === undefined) {
    candidates = match(heading, kind);
    if (recent.size >= 5000) recent.clear();
    recent.set(key, candidates);
  }
  return candidates;
}

/** Recognising asks for the same few headings again and again. */
const recent = new Map<string, Candidate[]>();

function match(heading: string, kind: ImportKind): Candidate[] {
  switch (kind) {
    case 'rates':
      return matchRateHeading(heading);
    case 'costs':
      return matchCostHeading(heading);
    case 'direct_costs':
      return matchDirectCostHeading(heading, matchAsFact(heading, 'sales'));
    case 'events':
      return matchEventHeading(heading, matchAsFact(heading, 'sales'));
    case 'prices':
      return matchPriceHeading(heading, matchAsFact(heading, 'sales'));
    case 'contracts':
      return matchContractHeading(heading, matchAsFact(heading, 'sales'));
    default:
      return matchAsFact(heading, kind);
  }
}

function matchAsFact(heading: string, kind: 'sales' | 'payments'): Candidate[] {
  const parts = heading.split(' / ').map(normalHeading);
  const whole = parts.join(' ');
  const found = new Map<Candidate['meaning'], number>();
  const readings: [string, number][] = [[whole, 1], [withoutUnits(whole), 0.99]];
  const spelled = spellOut(whole);
  if (spelled !== whole) readings.push([spelled, 0.97]);
  if (parts.length > 1) readings.push([parts.at(-1)!, 0.9], [parts[0]!, 0.5]);
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

const anyDate = / (дата|date|датой|дату|время|час|period|период) /;
const otherDate = / (due|оплат\S*|срок|договор\S*|рожд\S*|birth|возврат\S*|платеж\S*|план\S*|required|вх|вход\S*|expir\S*|изменен\S*|modified|payment|повернення|return) /;

const anyState = / (статус|состояние|стадия|этап|стан|стадія|етап|status|stage) (?!(клиента|контрагента|покупателя|клієнта|менеджера|номенклатуры|товара|of customer) )/;

/** Whether the text reads like a heading of such a table at all. */
export function looksLikeHeading(text: string): boolean {
  if (text.length > 80) return false;
  const normal = normalHeading(text);
  if (foreign.has(normal) || (['sales', 'payments', 'rates', 'costs'] as const).some((kind) => (matchHeading(text, kind)[0]?.score ?? 0) >= 0.5)) return true;
  // What these share with sales was looked up above.
  return [matchDirectCostHeading(text, []), matchEventHeading(text, []), matchPriceHeading(text, []), matchContractHeading(text, [])].some(([best]) => (best?.score ?? 0) >= 0.5);
}

function money(text: string, kind: ImportKind): Candidate[] {
  const words = amountWords;
  if (words.vat.test(text)) return [{ meaning: 'vat_amount', score: 0.97 }];
  if (words.discount.test(text) && !words.beforeDiscount.test(text) && !words.price.test(text) && !/ (с учетом|after|за вычетом|со скидк\S*|зі знижк\S*) /.test(text)) {
    return [words.percent.test(text) ? { meaning: 'discount_rate', score: 0.9 } : { meaning: 'discount_amount', score: 0.95 }];
  }
  if (/ (lcy|acy|base currency) /.test(text)) return money(text.replace(/ (lcy|acy|base currency) /, ' '), kind).map(({ meaning, score }) => ({ meaning, score: score * 0.6 }));
  if (words.foreign.test(text) || words.percent.test(text)) return [];
  if (words.margin.test(text) && !words.price.test(text)) return [{ meaning: 'gross_margin', score: 0.9 }];
  if (words.cost.test(text)) {
    return words.price.test(text) ? [{ meaning: 'unit_cost', score: 0.92 }] : [{ meaning: 'cost_amount', score: 0.95 }];
  }
  if (words.price.test(text) && !/ (сумма|сума|amount|total|extended|ext) /.test(text)) {
    return / (qty|quantity|кол|of measure|sold) /.test(text) || text === ' unit ' ? [] : [{ meaning: 'list_price', score: words.beforeDiscount.test(text) ? 0.96 : 0.92 }];
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
  return text.split(' ').map((word) => abbreviations.get(word) ?? word).join(' ');
}

/** "Сумма, руб." and "Amount (USD)" are a sum; the currency is read elsewhere. */
function withoutUnits(text: string): string {
  return text.replace(/ (руб|рублей|грн|rub|uah|usd|eur|kzt|тенге|тг|шт|лист|р|₽|₴|\$|€|в руб|в грн|в валюте)$/, '');
}

function raise(found: Map<Candidate['meaning'], number>, meaning: Candidate['meaning'], score: number): void {
  if (score > (found.get(meaning) ?? 0)) found.set(meaning, score);
}

type Phrases = Map<string, [HeadingRule['meaning'], number][]>;
const byKind = new Map<ImportKind, Phrases>();

function phrasesOf(kind: ImportKind): Phrases {
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
