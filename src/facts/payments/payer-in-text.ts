/**
 * The payer named inside a text, where a statement has no column for it: "Від: ТОВ Бархан", "Зарахування від ФОП Литвин",
 * "Поступление от ООО "Лиственница", ИНН 5403900028", "Transfer from Acme Ltd". Nobody where the text names no one so.
 */
import { shortForms } from '../../core/identify/legal-form.ts';
import { type Party, partyOf } from './party.ts';

/** Null where the text names nobody. */
export function payerInText(text: string): Party | null {
  const said = text.replace(/\s+/g, ' ').trim();
  if (said === '') return null;
  const after = behindWord(said) ?? (isName(said) ? said : null);
  if (after === null) return null;
  const party = partyOf(cutTail(after));
  const taxId = party.taxId || (idInText.exec(said)?.[1] ?? '');
  const name = party.name
    .replace(/^["'«“\s]+(?=\S+\s*$)|[\s,;:(]+$/gu, '')
    .replace(/(?<=\p{L}{3})\.$/u, '')
    .trim();
  return /\p{L}{2}/u.test(name) ? { ...party, taxId, name } : null;
}

/** Whether the text says that somebody paid, and does not only look like a name. */
export function saysWhoPaid(text: string): boolean {
  return behindWord(text.replace(/\s+/g, ' ').trim()) !== null;
}

function behindWord(said: string): string | null {
  return labelled.exec(said)?.[1] ?? from.exec(said)?.[1] ?? alone.exec(said)?.[1] ?? null;
}

/** A label with a colon may stand anywhere. */
const labelled =
  /(?:^|[\s,;.(])(?:від кого|від|от кого|от|плательщик|платник|отправитель|відправник|контрагент|from|payer|sender|remitter|ordering customer|originator|by order of)\s*[:—]\s*(.{2,200})$/iu;
/** A preposition says who paid only behind a word for money that came; "от 10.01.2026" and "from 10 January" are dates. */
const from =
  /^(?:зачисление|поступление|пополнение|перевод|платеж|оплата|получено|получен перевод|входящий перевод|зарахування|надходження|поповнення|переказ|платіж|отримано|вхідний переказ|incoming (?:transfer|payment|wire)|(?:bank |wire |money |faster |instant |sepa |ach )?(?:transfer|payment|credit|deposit)|wire|ach|sepa|received|payment received|money received)(?:\s+(?!от\s|від\s|from\s)[^\s\d:]+){0,3}\s+(?:от|від|from)\s+(?![\d№#])(.{2,200})$/iu;
/** "From OAK LTD", "Від ТОВ Клен". */
const alone = /^(?:[Оо]т|[Вв]ід|[Ff]rom|FROM)\s+(?=\p{Lu})(.{2,200})$/u;
const idInText = /(?:инн|єдрпоу|едрпоу|іпн|рнокпп|бин|унп|inn)\s*:?\s*(\d{8,12})(?!\d)/iu;

/** What follows the name: what it was paid for, by which document, the account. */
function cutTail(text: string): string {
  const quoted = /^((?:\p{L}{2,6}\.?\s+)?["«“][^"»”]{1,80}["»”]["»]?)/u.exec(text);
  if (quoted) return quoted[1]! + (idOnly.exec(text.slice(quoted[0].length))?.[0] ?? '');
  return text.replace(
    /(?:[,;|/]|\.\s|\s[-–—]\s|\s(?:за|по|согласно|згідно|зг\.|призначення|назначение|дог\.|договор|сч\.|счет|рах\.|рахун|реф|ref|reference|for|re:|inv|invoice|on)(?=[\s:.]))(?!\s*(?:инн|єдрпоу|едрпоу|іпн|inn)).*$/iu,
    '',
  );
}

const idOnly = /^\s*[,(]?\s*(?:инн|єдрпоу|едрпоу|іпн|бин|унп|inn)\s*:?\s*\d{8,12}\)?/iu;

/** A legal form and a name, and nothing else. */
function isName(text: string): boolean {
  const words = text.split(' ');
  return (
    words.length >= 2 &&
    words.length <= 6 &&
    !/\d/.test(text) &&
    (shortForms.has(words[0]!.toLowerCase()) || shortForms.has(words.at(-1)!.toLowerCase().replace(/\.$/, '')))
  );
}
