/**
 * Words by which files tell sales, returns, corrections, drafts and other documents apart: Russian, Ukrainian, English.
 * Vocabulary and its lookup; what follows from it is decided in sales/read-row.ts.
 */
import type { SaleKind } from '../../core/facts.ts';
import { stateClass } from './state-words.ts';

/** A cell of a flag column: "Возврат", "В", "да", "Credit Memo", "TRUE". Null where the word is unknown. */
export function flagKind(text: string): SaleKind | 'yes' | 'no' | null {
  const word = plain(text);
  return flags.get(word) ?? documentKind(text);
}

/** Whether a column asks of each row if it is a return. In one of kinds ("Вид операции") a 1 is a code that may stand for anything. */
export function asksOfReturns(heading: string): boolean {
  return /возвр|поверн|return|сторн|storno|refund|credit|reversal|vozvr|povern/i.test(heading);
}

/** A document's type: "Возврат товаров от клиента", "Корректировка реализации". Null where it is none that we know. */
export function documentKind(type: string): SaleKind | null {
  const words = plain(type);
  if (words === '') return null;
  if (correction.test(words)) return 'correction';
  if (returned.test(words)) return 'return';
  return sold.test(words) ? 'sale' : null;
}

/** Orders, invoices for payment, purchases, transfers: in registers of all documents they stand beside the shipments. */
export function isOtherDocument(type: string): boolean {
  const words = plain(type);
  return otherDocument.test(words) && !returned.test(words) && !/реализац|реалізац|отгруз|shipment/.test(words)
    ? true
    : /поставщик|постачальник|supplier|vendor|purchase|debit note/.test(words);
}

export function isOrder(type: string): boolean {
  return /^(заказ|замовленн|sales order|customer order|order confirmation|quote|quotation|коммерческ\S* предложен)/.test(plain(type));
}

/** Invoices, delivery notes, acts: documents of what was delivered, paid or not. */
export function isInvoice(text: string): boolean {
  return /накладн|реализац|реалізац|отгруз|відвантаж|счет-фактур|счёт-фактур|\bупд\b|\bакт|invoice|\bbill|shipment|delivery note/i.test(
    text,
  );
}

/** "Да", "Проведен", "Posted" → true; "Нет", "Черновик", "Отменен" → false. */
export function postedState(text: string): boolean | null {
  const state = stateClass(text);
  return state === null ? null : state !== 'void' && state !== 'lost' && state !== 'pending';
}

export function isYes(text: string): boolean {
  return yes.has(plain(text));
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[.!]+$/, '');
}

const yes: ReadonlySet<string> = new Set('да так yes y true истина істина 1 + x х v ✓ ✔ т д'.split(' '));

const flags: ReadonlyMap<string, SaleKind | 'yes' | 'no'> = new Map<string, SaleKind | 'yes' | 'no'>([
  ...[...yes].map((word): [string, 'yes'] => [word, 'yes']),
  ...'нет ні no n false ложь хиба 0 -'.split(' ').map((word): [string, 'no'] => [word, 'no']),
  ...'в воз возвр ret cm cr rma r/c return credit cn крн рн'.split(' ').map((word): [string, SaleKind] => [word, 'return']),
  ...'р п рл рлз прод отгр s sale inv si расход i invoice sls'.split(' ').map((word): [string, SaleKind] => [word, 'sale']),
  ...'к кор корр adj corr correction'.split(' ').map((word): [string, SaleKind] => [word, 'correction']),
]);

/** Every word that flagKind knows by itself; for whoever cannot call it per row. */
export const flagWords: readonly string[] = [...flags.keys()];

const correction = /корректир|коригув|исправлен|виправлен|correction|adjustment|price change|корректировоч/;
const returned = /возврат|повернен|return|credit memo|credit note|creditmemo|кредит-?нот|refund|сторно|storno|reversal|reverse|rma/;
const sold =
  /реализац|реалізац|продаж|отгруз|відвантаж|накладн|sale|invoice|shipment|shipped|delivery|чек|receipt|упд|акт|розниц|рознич|опт|поставк|услуг|послуг|standard|normal|расходн|видатков|отпуск товар|отпуск материал|відпуск товар|расход товар|sold|goods issue|dispatch/;
const otherDocument =
  /^(заказ|замовлен|счет на оплату|рахунок на оплату|рахунок|счет покупателю|приходн|прибутков|поступлени|надходжен|перемещени|переміщен|списани|списан|оприходован|sales order|order|quote|quotation|purchase|payment|оплата|платеж|приходный кассовый|инвентаризац|резерв|proforma|pro forma|предоплат|договор|договір|contract|agreement|соглашени|доверенност|довіреніст|коммерческ\S* предложен|комерційн\S* пропозиц|кп$|estimate|аванс|advance|deposit|prepayment|акт сверки|акт звірк|счет$|счет №|сч[её]т на|заявк|спецификац|bill$|journal|перенос|комплектац|сборка товар|ввод остатк|выплат|виплат|передача \S* ?на комисси)/;
