/**
 * Words by which money on an account is told apart, in Russian, Ukrainian and English: which way it went, whose it is, and what
 * the payer wrote. Vocabulary and its lookup; what follows from it is decided in read-row.ts.
 */

export type Direction = 'in' | 'out';

/**
 * Which way money went, in a word: "Приход", "Кредит", "CR", "incoming", "Списание со счета". As banks print it: what is credited
 * came in. Null where the word says nothing of direction, or is not known.
 */
export function directionOf(text: string): Direction | null {
  const word = plain(text);
  if (word === '') return null;
  if (signs.out.has(word) || exactly.out.test(word) || begins.out.test(word)) return 'out';
  if (signs.in.has(word) || exactly.in.test(word) || begins.in.test(word)) return 'in';
  return null;
}

export type Operation = 'payment' | 'refund' | 'returned' | 'other' | 'method';

/**
 * What kind of operation the accounting program, the bank or the payment system calls it. `returned`: money that went back, without
 * saying whose it was, so that the direction tells. `method`: how it was paid, which says neither direction nor whose it is.
 * Null: never met.
 */
export function operationOf(text: string): Operation | null {
  const words = plain(text);
  if (words === '') return null;
  if (operations.undone.test(words)) return 'payment';
  if (operations.refund.test(words)) return 'refund';
  if (operations.never.test(words) || operations.document.test(words)) return 'other';
  if (operations.payment.test(words) && !/возврат|повернен|refund|return/.test(words)) return 'payment';
  if (operations.other.test(words)) return 'other';
  if (operations.returned.test(words)) return 'returned';
  return operations.method.test(words) ? 'method' : null;
}

/** Whether it is a document of what was sold. */
export function isSold(text: string): boolean {
  return operations.document.test(plain(text));
}

/** Whether the word says nothing but a direction: "Кредит", and not "Кредит банка". */
export function saysOnlyDirection(text: string): boolean {
  const word = plain(text);
  return signs.in.has(word) || signs.out.has(word) || exactly.in.test(word) || exactly.out.test(word);
}

/** Whether the operation names a customer, so that money going out by it went back to one. */
export function namesCustomer(text: string): boolean {
  return /покупател|клиент|заказчик|покупц|клієнт|замовник|customer|client/.test(plain(text));
}

/** Whether a payment system or the bank itself is the other side: what it pays out is the money of many customers, paid before. */
export function isIntermediary(name: string): boolean {
  return intermediaries.test(plain(name));
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[_\s\u00a0]+/g, ' ')
    .replace(/[.:;!]+$/, '');
}

const signs: Record<Direction, ReadonlySet<string>> = { in: new Set(['+', '(+)', '＋']), out: new Set(['-', '–', '—', '−', '(-)', '－']) };

/** Words that say more than direction when others follow them ("Кредитный договор", "in payment"). */
const exactly: Record<Direction, RegExp> = {
  in: /^(к|кт|кр|кред|кредит|по кредиту|кредит счета|кредитов\S*|c|cr|crdt|credit|credited|credits|in|incoming|inflow|inbound|inward|input|income|deposit|deposits|received|receipt|receipts|paid in|money in|cash in|top[- ]?up|plus|плюс|вход|вх|входящ\S*|вхідн\S*|доход\S*|дохід|доходи|внесени\S*|внесенн\S*|получен\S*|получение|отриман\S*|прих)$/,
  out: /^(д|дт|дб|деб|дебет|дебит|по дебету|дебет счета|дебетов\S*|d|dr|db|dt|dbit|debit|debited|debits|out|outgoing|outflow|outbound|outward|output|expense|expenses|withdrawal|withdrawals|withdraw|withdrawn|paid out|money out|cash out|sent|spent|minus|минус|мінус|выход|исх|исходящ\S*|вихідн\S*|изъятие|вилучення|расх|вывод|виведення|вывод средств|выплата|выплаты|виплата|виплати|снятие|зняття)$/,
};

/** Words that whatever follows does not turn round: "Поступление на расчетный счет", "Списання коштів". */
const begins: Record<Direction, RegExp> = {
  in: /^(приход|поступлени|поступил|зачислен|зачислит|пополнен|прибыти|прихід|прибутк|надходжен|надійшл|зараховано|зарахуванн|поповнен|кредитован|credit (entry|transaction|transfer)|incoming |deposit |входящий плат|вхідний плат)/,
  out: /^(расход|списан|выбыти|видат|витрат|вибутт|дебетован|debit (entry|transaction|transfer)|outgoing |withdrawal |исходящий плат|вихідний плат|снятие |вывод |платеж поставщик)/,
};

/** Whole words of Latin script stand between \b: "taxi" is no tax, "coffee" no fee. */
const operations = {
  /** A refund or a claim of a customer that came to nothing: the money stays. */
  undone:
    /refund (failure|reversal)|failed refund|(dispute|chargeback) (reversal|won)|reversal of (dispute|chargeback)|payment failure refund reversal/,
  refund:
    /возврат (денежных средств |денег |оплаты |аванса |предоплаты )?(покупател|клиент|заказчик)|повернення (коштів |оплати |грошей )?(покупц|клієнт|замовник)|refund to customer|customer refund|^(payment |partial |full |частичный |частковий )?refund(ed|s)?\b(?!.*\b(fail|revers|fee))|^dispute$|^chargeback\b(?!.*revers)|^чарджб[еэ]к|^payment reversal|^payment refund|^payment failure refund$/,
  /** Of no customer, whatever else the words say. */
  never:
    /эквайринг|еквайринг|acquiring|платежн\S* карт|платіжн\S* карт|торгов\S* выручк|розничн\S* выручк|роздрібн\S* виручк|розничная выручка|инкассац|інкасац|payout|settlement|\breserve|adjustment|\bfees?\b|\btax(es)?\b|\bloan|interest|\btransfer\b.*\b(own|bank|between|internal)|(own|internal|bank) (funds |account )?transfer|currency conversion|conversion|\bhold\b|rolling|network cost|topup|top-up to|bank deposit to|general withdrawal|auto withdrawal|contribution/,
  /** What was sold, in a list that holds both sides of a customer's account. */
  document:
    /^(invoice|bill|credit memo|credit note|накладн|расходная накладная|видаткова накладна|счет[- ]фактура|рахунок[- ]фактура|упд|реализация$|реализация (товаров|\(акт)|реалізація$|реалізація товарів|акт )/,
  payment:
    /покупател|клиент|заказчик|покупц|клієнт|замовник|customer|client|реализаци|реалізаці|выручк|виручк|\bsales?\b|оплата (товар|услуг|послуг|заказ|замовл|по сч|за товар|за услуг)|поступление оплаты|приход по накладной|аванс(ы|и)? (получен|отриман)|предоплата$|передоплата$|^оплата$|^платеж$|^платіж$|^продажа$|^payment$|^charge$|^pay$|^purchase$|^sale$|^settled$|website payment|express checkout|mobile payment|subscription payment|card payment|direct debit payment|invoice payment|dispute reversal|chargeback reversal|payment received/,
  other:
    /поставщик|постачальник|supplier|vendor|кредит|займ|заем|ссуд|позик|депозит|процент|відсотк|взнос налич|внесение налич|внесок готівк|налог|податк|подат(ок|ки)|комисси|комісі|зарплат|заработн|заробітн|salary|payroll|wages|подотч|підзвіт|перемещени|переміщенн|перевод на друг|перевод между|переказ між|собственн|власн|внутренн|внутрішн|прочее|прочие|інше|інші|\bother\b|конвертац|покупка валют|продажа валют|купівля валют|продаж валют|уставн|статутн|дивиденд|дивіденд|dividend|аренд|оренд|\brent\b|страхов|пенси|пенсійн|штраф|госпошлин|держмито|возврат от|повернення від|контрагентам|кешб[еэ]к|кэшбэк|cashback|бонус|bonus|субсиди|кассовое обслуж|рко\b/,
  returned: /^(возврат|повернення|refund|return|reversal|реверс|отмена|скасування|storno|сторно|chargeback)/,
  method:
    /^(наличн|безнал|готівк|безготівк|карт|банковск\S* карт|банківськ\S* карт|перевод$|банковский перевод|банківський переказ|переказ$|платежное поручение|платіжне доручення|платіжна інструкція|мемориальный ордер|меморіальний ордер|банковский ордер|инкассовое поручение|платежный ордер|электронно|срочно|обычн\S*|cash|card|credit card|debit card|bank transfer|wire|wire transfer|ach|sepa|swift|faster payment|bacs|check|cheque|visa|mastercard|maestro|мир|amex|american express|paypal|apple pay|google pay|сбп|qr|онлайн|online|transfer$|терминал|термінал|другое|сайт|site|pos|iban)/,
} as const;

const intermediaries =
  /\b(stripe|paypal|adyen|square|sumup|braintree|payoneer|wise payments|klarna|mollie|worldpay|fondy|wayforpay|liqpay|easypay|portmone|robokassa|yookassa|yoomoney|cloudpayments|qiwi|unitpay|prodamus|tinkoff pay)\b|юкасса|юkassa|юмани|ю мани|яндекс\.?касс|яндекс\.?деньги|робокасс|клаудпейментс|вэйфорпэй/;

/** The purpose of a payment, as the payer wrote it. */
export const purposeWords = {
  refundToCustomer:
    /возврат\S*\s+(денежн\S* средств\s+|денег\s+|средств\s+|оплат\S*\s+|аванс\S*\s+|предоплат\S*\s+|излишне\s+\S+\s+|ошибочно\s+\S+\s+)?(покупател|клиент|заказчик|за товар|по (возврат|документ|накладн|заявлени|претензи|письм|договор|сч[её]т|заказ))|возврат\S* (оплат|аванс|предоплат|денежн|денег|средств)|возврат за |повернення (коштів|оплат|передоплат|авансу|грошей|за товар)|\brefund|credit note|return of (payment|funds|money|prepayment)/i,
  notFromCustomer:
    /(выдач|предоставлени|получени|перечислени|надання|видача|отримання)\S*\s+(\S+\s+)?(кредит|займ|ссуд|позик|транш)|кредитн\S* (договор|лини|договір|ліні)|по договору займа|за договором позики|возврат займа|повернення позики|процент\S*\s+(по|на|за|согласно)|выплата процент|начислен\S* процент|відсотк|\binterest\b|по депозит|возврат депозит|размещение депозит|депозитн|взнос наличн|внесение наличн|внесення готівк|внесок готівк|наличных денежных средств|торговая выручка|торгова виручка|розничн\S* выручк|инкассаци|інкасаці|собственных средств|между (своими )?счетами|між (власними )?рахунками|власних коштів|пополнение (расч|счет|оборот)|поповнення (рахунк|розрахунк|оборот)|уставн\S* капитал|статутн\S* капітал|финансовая помощь|фінансова допомога|возврат излишне|возврат ошибочно|возврат (от|из) поставщик|возврат по письму|возврат аванса поставщик|возврат (средств )?от поставщик|повернення від постачальник|единый налог|єдиний податок|налогов\S* платеж|налог\S*|податок|податку|єсв|ндфл|пдфо|страхов\S* взнос|пенсионн|фсс|таможен|митн|комиссия (банк|за|по)|комісія|комісії|банковск\S* (комисс|обслуж)|за ведение (сч|рко)|плата за (обслуж|ведение)|плата за обслуговув|заработн\S* плат|заробітн|зарплат|аванс сотрудник|подотч|підзвіт|хозрасход|арендн\S* плат\S* за|субсиди|субсиді|дивиденд|дивіденд|возмещение ндс|відшкодування пдв|продаж\S* валют|покупк\S* валют|купівл\S* валют|конвертац|конвертаці|\bloan\b|\bdeposit\b|own funds|own transfer|between (own )?accounts|payroll|salary|bank fee|bank charge|service charge|tax payment|share capital|cashback|кешб[еэ]к|кэшбэк/i,
  /** Sums of card terminals and payment systems: the money of many customers. */
  settled:
    /эквайринг|еквайринг|acquiring|мерчант|merchant (settlement|deposit|services)|возмещени\S* (по|за)\s+(\S+\s+)?(карт|операци|торгов)|відшкодування (по|за)\s+(\S+\s+)?(карт|операці)|зачислени\S*\s+(\S+\s+){0,3}(по\s+(банковским\s+)?картам|операций с\s+\S*\s*карт)|pos[- ]?терм|по терминал\S* |card settlement|\bpayouts?\b|выплата по реестр|по реестру (платеж|операци|перевод|принят)|за реєстром (платеж|операці)|за минусом (комисси|вознагражд)|за вирахуванням коміс|net of (fees|commission)/i,
  /** Money that comes back to us is no payment of a customer. */
  returnedToUs: /^\s*(возврат|повернення|refund|return of|reversal|сторно)/i,
  /** "Оплата за ООО "Лазурит" ИНН 5442876178 по письму": the customer is not the payer. */
  onBehalfOf:
    /(?:^|[\s,.(])(?:за|on behalf of|for account of)\s+((?:ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|ТОО|ТОВ|ФОП|ПП|ПАТ|ПрАТ|ДП|КП|ЧП|LLC|Ltd|JSC|GmbH)(?=[\s"«“.])\.?\s*(?:["«“][^"»”]{1,80}["»”]["»]?|[^,;()]{2,60}?))\s*(?:[,(]?\s*(?:ИНН|ЄДРПОУ|ЕДРПОУ|ІПН|БИН|УНП|код|INN)\s*:?\s*(\d{8,12})\)?|(?=,|;|\s+(?:по|згідно|зг|согласно|накл|сч|за|дог)\b)|\s+(?:по|згідно|согласно|зг\.|накладн|счет|дог)|$)/iu,
  behalfById: /(?:^|\s)за\s+(?:контрагента\s+|организацию\s+|юр\S*\s+лицо\s+)?(?:ИНН|ЄДРПОУ)\s*:?\s*(\d{8,12})/iu,
} as const;
