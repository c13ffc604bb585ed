/**
 * Words for the state of a document, deal or order, in Russian, Ukrainian and English. Vocabulary and its lookup; which column
 * holds states, and what is asked, is decided in assumptions/states.ts.
 */

/**
 * counts: a shipment. draft: none yet, or none any more; takes back an earlier version of its document. return, correction: what
 * is sold back or repriced. no: another kind of document.
 */
export type WordMeaning = 'counts' | 'return' | 'correction' | 'draft' | 'no';

/**
 * done: surely shipped or sold. void: surely not. won, lost: of a deal. pending: under way, so nothing is shipped yet where other
 * rows of the column are done. unpaid: says only that money is owed: a shipment if the document is an invoice, none if it is an
 * order. part: partly returned. Null: a word that is not known.
 */
export type StateClass = 'done' | 'void' | 'won' | 'lost' | 'pending' | 'unpaid' | 'part';

export function stateClass(text: string): StateClass | null {
  const word = text
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[_\s]+/g, ' ')
    .replace(/[.!]+$/, '');
  for (const [found, pattern] of patterns) if (pattern.test(word)) return found;
  return null;
}

/** The first that fits decides, so negations stand before what they negate. */
const patterns: [StateClass, RegExp][] = [
  ['part', /^(partial(ly)? refunded|частичн\S* возвра\S*|частково поверн\S*|partially returned)$/],
  [
    'lost',
    /(не реализован|не реалізован|провал|проигр|програн|сделка не состоялась|угода не відбул|closed[\s-]*lost|^lost\b|неуспешн|неуспішн|закрыт\S* неуспешн|отказ (клиент|покупател)|відмова (клієнт|покупц))/,
  ],
  ['won', /(успешно реализован|успішно реалізован|сделка успешна|угода успішна|сделка заключена|closed[\s-]*won|^won\b|выигр|виграна)/],
  [
    'void',
    /^(нет|ні|no|n|false|ложь|хиба|0|-|не проведен\S*|непроведен\S*|черновик\S*|чернетк\S*|записан\S*|draft\S*|cancel|cancell?ed( reversal)?|cancelled by \S+|void|voided|deleted|rejected|refused|declined|denied|returned|refunded|refund|reversed|chargeback|expired|abandoned|отмен\S*|скасован\S*|аннулирован\S*|анульован\S*|удален\S*|видален\S*|помечен\S* на удаление|пометка удаления|позначен\S* на вилучення|не проводить|отклонен\S*|відхилен\S*|отказ|відмова|отказан\S*|отказано|unposted|not posted|failed|fail|error|ошибка|помилка|сторнирован\S*|возвращен\S*|возврат\S*|повернен\S*|повернут\S*|недействител\S*|не підписан\S*|не подписан\S*|not (shipped|delivered|completed|signed|posted)|не (отгружен|доставлен|выполнен|отправлен|відвантажен|доставлен|виконан)\S*|deleted by \S+|cancelled by .*|отменен\S* .*|скасован\S* .*)$/,
  ],
  [
    'unpaid',
    /^(unpaid|not paid|awaiting payment|payment pending|pending payment|on[\s-]*hold payment|overdue|past due|due|partially paid|partly paid|in payment|open|authorised|authorized|sent|viewed|issued|ожида\S* оплат\S*|не оплачен\S*|неоплачен\S*|частично оплачен\S*|просрочен\S*|выставлен\S*|счет выставлен|к оплате|очіку\S* (на )?оплат\S*|не сплачен\S*|не оплачен\S*|частково (сплачен|оплачен)\S*|прострочен\S*|виставлен\S*|до сплати)$/,
  ],
  [
    'pending',
    /^(new|новый|новая|новое|новий|нова|нове|in progress|in process|processing|pending|on[\s-]*hold|hold|backorder(ed)?|scheduled|planned|quoted|quote sent|negotiation\S*|proposal\S*|qualification|qualified|prospecting|trial\S*|incomplete|unfulfilled|partially fulfilled|awaiting (shipment|fulfil?lment|approval|signature)|ready to ship|reserved|to be .*|в работе|в роботі|в обработке|обрабатывается|обробляється|в обробці|в процессе|в процесі|на согласовании|на погодженні|согласование|погодження|переговоры|переговори|на рассмотрении|на розгляді|ожида\S*.*|в ожидании.*|очіку\S*.*|зарезервирован\S*|зарезервован\S*|резерв|к отгрузке|до відвантаження|готов\S* к .*|готов\S* до .*|собирается|сборка|комплектация|планируется|запланирован\S*|заплановано|первичный контакт|первинний контакт|коммерческое предложение.*|комерційна пропозиція.*|принимают решение|подготовка .*|предложение.*|неразобранное|взят\S* в работу)$/,
  ],
  [
    'done',
    /^(да|так|yes|y|true|истина|істина|1|\+|x|✓|✔|проведен\S*|проведений|posted|оплачен\S*|сплачен\S*|закрыт\S*|закрит\S*|выполнен\S*|виконан\S*|отгружен\S*|відвантажен\S*|завершен\S*|реализован\S*|реалізован\S*|доставлен\S*|получен\S*|отримано|отправлен\S*|надіслан\S*|відправлен\S*|выдан\S*|видан\S*|исполнен\S*|принят\S*|прийнят\S*|подтвержден\S*|підтверджен\S*|подписан\S*( всеми| обеими сторонами| с двух сторон)?|підписан\S*( усіма| всіма| обома сторонами)?|активн\S*|done|shipped|completed?|closed|paid|fully paid|invoiced|billed|delivered|received|approved|fulfilled|confirmed|active|finali[sz]ed|sold|success(ful)?|succeeded|signed( by all)?|captured|settled)$/,
  ],
];
