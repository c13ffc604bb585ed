/**
 * 1CClientBankExchange as sections of keys and values, each with the line where it begins. The standard is 1C's
 * ("Стандарт обмена с клиентом банка", 1.01 to 1.03); banks deviate in order, in encoding and in where they break lines.
 */

export interface Section {
  /** Physical line, from 1. */
  line: number;
  /** "Платежное поручение"; empty in a section of an account. */
  type: string;
  values: Map<string, string>;
  closed: boolean;
}

export interface ExchangeText {
  header: Map<string, string>;
  /** РасчСчет may be said several times in the header. */
  accounts: string[];
  accountSections: Section[];
  documents: Section[];
  /** Whether КонецФайла was reached. */
  ended: boolean;
}

export function readSections(text: string): ExchangeText {
  const found: ExchangeText = { header: new Map(), accounts: [], accountSections: [], documents: [], ended: false };
  let section: Section | null = null;
  let lastKey = '';
  text.split(/\r\n|\n|\r/).forEach((raw, index) => {
    const printed = raw.trim();
    if (printed === '') return;
    const { key, value } = keyAndValue(printed);
    switch (key) {
      case '1CClientBankExchange':
        // Statements of several days are sometimes joined into one file.
        section = null;
        found.ended = false;
        return;
      case 'СекцияРасчСчет':
        section = { line: index + 1, type: '', values: new Map(), closed: false };
        found.accountSections.push(section);
        return;
      case 'СекцияДокумент':
        section = { line: index + 1, type: value, values: new Map(), closed: false };
        found.documents.push(section);
        return;
      case 'КонецРасчСчет':
      case 'КонецДокумента':
        // An end without its beginning: the line that opened the document is damaged, and so is the document.
        if (section === null)
          (key === 'КонецДокумента' ? found.documents : found.accountSections).push({
            line: index + 1,
            type: '',
            values: new Map(),
            closed: false,
          });
        // The end of another kind of section closes nothing: what was opened is damaged.
        if (section !== null && (key === 'КонецДокумента') === found.documents.includes(section)) section.closed = true;
        section = null;
        return;
      case 'КонецФайла':
        found.ended = true;
        return;
    }
    const values = section?.values ?? found.header;
    if (!knownKey.test(key)) {
      // A purpose with a line break of its own goes on in the next line.
      if (section !== null && lastKey.startsWith('НазначениеПлатежа'))
        values.set(lastKey, `${values.get(lastKey) ?? ''} ${printed}`.trim());
      return;
    }
    if (section === null && key === 'РасчСчет' && value !== '') found.accounts.push(value);
    lastKey = key;
    if (!values.has(key) || values.get(key) === '') values.set(key, value);
  });
  return found;
}

function keyAndValue(line: string): { key: string; value: string } {
  const at = line.indexOf('=');
  return at < 0 ? { key: line, value: '' } : { key: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
}

/** Every key of the standard begins so. */
const knownKey =
  /^(?:ВерсияФормата|Кодировка|Отправитель|Получатель|Плательщик|Дата|Время|РасчСчет|Начальный|Конечный|Всего|Документ|Номер|Сумма|Квитанция|Вид|Код|Назначение|Очередность|Статус|Показатель|ОКАТО|ОКТМО|Срок|Условие|Платеж|Счет|Дополнительн|Дополн|НомерСчета|Аккредитив|Идентификатор|Признак)[\p{L}\d]*$/u;
