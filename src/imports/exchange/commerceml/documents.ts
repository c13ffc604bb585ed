/**
 * Documents of CommerceML 2 (v8.1c.ru, "CommerceML 2.10"): what each of them does, in whose name, and its lines. Programs differ in
 * where they put requisites (an element of its own, or a name and a value in ЗначенияРеквизитов): both are read.
 */
import { isYes, postedState } from '../../../facts/row/kind-words.ts';
import { child, children, textAt, type XmlElement } from '../../xml/read-elements.ts';

export interface CommerceDocument {
  line: number;
  /** "Заказ товара", "Отпуск товара", "Возврат товара"; a document that does not say it is an order, as web shops write them. */
  operation: string;
  number: string;
  date: string;
  currency: string;
  customer: { id: string; name: string; taxId: string; branchId: string; region: string };
  seller: string;
  manager: string;
  posted: boolean;
  deleted: boolean;
  /** Whether we bought instead of selling. */
  bought: boolean;
  /** The sum of the whole document, as printed. */
  sum: string;
  taxes: XmlElement[];
  discounts: XmlElement[];
  lines: XmlElement[];
}

export function documentOf(element: XmlElement): CommerceDocument {
  const requisites = requisitesOf(element);
  const said = (...names: string[]): string =>
    names.map((name) => textAt(element, name) || requisites.get(name) || '').find((text) => text !== '') ?? '';
  const parties = children(child(element, 'Контрагенты'), 'Контрагент');
  const role = (party: XmlElement): string => textAt(party, 'Роль').toLowerCase();
  const customer =
    parties.find((party) => role(party) === 'покупатель' || role(party) === 'получатель') ??
    parties.find((party) => !/^(продавец|поставщик|отправитель)$/.test(role(party))) ??
    parties[0];
  const seller = parties.find((party) => party !== customer && role(party) === 'продавец');
  return {
    line: element.line,
    operation: said('ХозОперация') || 'Заказ товара',
    number: said('Номер', 'Номер1С'),
    date: said('Дата', 'Дата1С'),
    currency: said('Валюта'),
    customer: customerOf(customer),
    seller: seller === undefined ? '' : nameOf(seller),
    manager: said('Менеджер', 'Ответственный'),
    posted: isPosted(said('Проведен', 'Проведено')),
    deleted:
      ['ПометкаУдаления', 'Отменен', 'Отменён'].some((name) => isYes(said(name))) ||
      postedState(said('Статус заказа', 'СтатусЗаказа')) === false,
    bought: /^(покупатель|получатель)$/i.test(textAt(element, 'Роль')),
    sum: said('Сумма'),
    taxes: children(child(element, 'Налоги'), 'Налог'),
    discounts: children(child(element, 'Скидки'), 'Скидка'),
    lines: children(child(element, 'Товары'), 'Товар'),
  };
}

/** A document without the word is posted: only 1C knows the state, web shops do not. */
function isPosted(text: string): boolean {
  return text === '' || postedState(text) !== false;
}

function requisitesOf(element: XmlElement): Map<string, string> {
  const found = new Map<string, string>();
  for (const one of children(child(element, 'ЗначенияРеквизитов'), 'ЗначениеРеквизита')) {
    const name = textAt(one, 'Наименование');
    if (!found.has(name)) found.set(name, textAt(one, 'Значение'));
  }
  return found;
}

function customerOf(party: XmlElement | undefined): CommerceDocument['customer'] {
  const taxId =
    textAt(party, 'ИНН') || textAt(party, 'РеквизитыЮрЛица', 'ИНН') || textAt(party, 'РеквизитыФизЛица', 'ИНН') || textAt(party, 'ЕДРПОУ');
  return {
    // The card's own id tells customers apart where no register does.
    id: taxId === '' ? textAt(party, 'Ид') : '',
    name: party === undefined ? '' : nameOf(party),
    taxId,
    branchId: textAt(party, 'КПП') || textAt(party, 'РеквизитыЮрЛица', 'КПП'),
    region: regionOf(child(party, 'АдресРегистрации') ?? child(party, 'Адрес')),
  };
}

function nameOf(party: XmlElement): string {
  return (
    textAt(party, 'Наименование') ||
    textAt(party, 'ОфициальноеНаименование') ||
    textAt(party, 'ПолноеНаименование') ||
    [textAt(party, 'Фамилия'), textAt(party, 'Имя')].filter((part) => part !== '').join(' ')
  );
}

/** Only where the address is in fields: a line of text would have to be guessed at. */
function regionOf(address: XmlElement | undefined): string {
  return (
    children(address, 'АдресноеПоле')
      .find((field) => /^(регион|область|город)$/i.test(textAt(field, 'Тип')))
      ?.children.find(({ name }) => name === 'Значение')
      ?.text.trim() ?? ''
  );
}
