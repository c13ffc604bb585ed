/**
 * Russian and Ukrainian headings in Latin letters, whole or shortened: NOMDOK, DATA_NAKL, NAIMKL, SUMBEZNDS, KLIENT. DBF files have
 * no others: ten letters, no blanks. Not a list of such names: a heading is held against every Cyrillic phrase of the vocabulary,
 * each word of which may be spelled in any usual way and cut after two letters or more.
 */
import { abbreviations, foreignHeadings, headingRules } from './headings.ts';

/** Phrases of the vocabulary that the heading may stand for, the best first. Empty for headings that are not of this kind. */
export function cyrillicReadings(heading: string): { phrase: string; weight: number }[] {
  let found = recent.get(heading);
  if (found === undefined) {
    found = read(heading);
    if (recent.size >= 2000) recent.clear();
    recent.set(heading, found);
  }
  return found;
}

const recent = new Map<string, { phrase: string; weight: number }[]>();

/** Names of that kind: Latin letters, digits, and what programs put for a blank. Only short ones in capitals are cut or run together. */
const latinName = /^[A-Za-z][A-Za-z0-9_.' ]{1,39}$/;
const databaseName = /^[A-Z][A-Z0-9_]{1,11}$/;

function read(heading: string): { phrase: string; weight: number }[] {
  if (!latinName.test(heading)) return [];
  const letters = heading
    .toLowerCase()
    .split(/[_. ]+/)
    .map(latinSkeleton)
    .join('')
    .replace(/\d+$/, '');
  if (letters.length < 2) return [];
  const vocabulary = (built ??= build());
  const whole = (vocabulary.whole.get(letters) ?? []).map((phrase) => ({ phrase, weight: 0.96 }));
  if (!databaseName.test(heading)) return whole.slice(0, 4);
  const cut = (vocabulary.byLetter.get(letters[0]!) ?? []).flatMap(({ phrase, words, length }) => {
    return covers(letters, words) ? [{ phrase, weight: 0.82 + 0.12 * Math.min(1, letters.length / length) }] : [];
  });
  return [
    ...whole,
    ...cut.filter(({ phrase }) => !whole.some((one) => one.phrase === phrase)).toSorted((a, b) => b.weight - a.weight),
  ].slice(0, 5);
}

/** Whether the letters are the words, each of them whole or cut. A phrase of one word needs five letters of it, or it could be anything. */
function covers(letters: string, words: string[][]): boolean {
  const least = words.length === 1 ? 5 : 2;
  const fits = (from: number, word: number): boolean => {
    if (word === words.length) return from === letters.length;
    return words[word]!.some((way) => {
      for (let length = Math.min(way.length, letters.length - from); length >= Math.max(1, Math.min(least, way.length)); length--) {
        if (letters.startsWith(way.slice(0, length), from) && fits(from + length, word + 1)) return true;
      }
      return false;
    });
  };
  return fits(0, 0);
}

interface Vocabulary {
  /** By the letters of the whole phrase. */
  whole: ReadonlyMap<string, string[]>;
  /** Of each word the ways to spell it, its own first; by the first letters that the first word may have. */
  byLetter: ReadonlyMap<string, { phrase: string; words: string[][]; length: number }[]>;
}

let built: Vocabulary | undefined;

function build(): Vocabulary {
  const whole = new Map<string, string[]>();
  const byLetter = new Map<string, { phrase: string; words: string[][]; length: number }[]>();
  const vocabulary = new Set([
    ...headingRules.flatMap((rule) => rule.phrases.split('|')),
    ...foreignHeadings.split('|'),
    ...abbreviations.keys(),
    ...moneyPhrases.split('|'),
  ]);
  const add = <K, V>(map: Map<K, V[]>, key: K, value: V): void => void (map.get(key)?.push(value) ?? map.set(key, [value]));
  for (const phrase of vocabulary) {
    // English names run together: DOCDATE, ITEMNAME.
    if (/^[a-z]+( [a-z]+)+$/.test(phrase)) add(whole, phrase.split(' ').map(latinSkeleton).join(''), phrase);
    if (!/^[а-яіїєґ ]+$/.test(phrase) || !/[а-яіїєґ]{2}/.test(phrase)) continue;
    const words = phrase.split(' ').map(spellings);
    const joined = words.map(([own]) => own!).join('');
    for (const way of waysOf(joined)) add(whole, way, phrase);
    for (const letter of new Set(words[0]!.map((way) => way[0] ?? ''))) add(byLetter, letter, { phrase, words, length: joined.length });
  }
  return { whole, byLetter };
}

/** Columns of money, which are told by their words and not by whole phrases (amount-words.ts). */
const moneyPhrases =
  'сумма|сума|стоимость|вартість|выручка|виручка|итого|всего|усього|разом|оборот|цена|ціна|цена без ндс|цена с ндс|ціна без пдв|сумма ндс|сума пдв|ндс|пдв|сумма без ндс|сума без пдв|сумма с ндс|сума з пдв|стоимость без ндс|стоимость с ндс|всего с ндс|всего без ндс|итого с ндс|сумма документа|сумма накладной|сумма продажи|сумма реализации|сумма отгрузки|сума документа|скидка|знижка|сумма скидки|сума знижки|процент скидки|себестоимость|собівартість|сумма себестоимости|себестоимость без ндс|цена закупки|прибыль|прибуток|наценка|сумма без скидки|сумма в валюте|сумма долга|остаток|сумма оплаты|сума оплати|сумма платежа|сума платежу|дата док|номер док|тип док|вид опер|наименование|код|номер счета';

function spellings(word: string): string[] {
  const borrowed = loans.flatMap(([stem, ways]) => (stem.test(word) ? ways : []));
  return [...new Set([...waysOf(cyrillicSkeleton(word)), ...borrowed.map(latinSkeleton)])];
}

/** Ukrainian г, х, ж, ю and є have several letters each; the skeleton folds the others. */
function waysOf(own: string): string[] {
  return [
    ...new Set([
      own,
      own.replaceAll('g', 'h'),
      own.replaceAll('h', 'x'),
      own.replaceAll('zh', 'i'),
      own.replaceAll('iu', 'u'),
      own.replaceAll('ia', 'a'),
      own.replace(/^ie/, 'e'),
    ]),
  ];
}

/** English words that such names mix in: DATEDOC, NUMNAKL, NAMEKL. */
const loans: [RegExp, string[]][] = [
  [/^док/, ['doc', 'document', 'dc']],
  [/^(номер|ном)$/, ['num', 'number', 'no', 'nr', 'n']],
  [/^дат/, ['date', 'dt', 'dat']],
  [/^(наименование|название|наим|назва|найменування)$/, ['name', 'nam', 'naz', 'nazv', 'nm', 'naimen']],
  [/^(клиента?|клієнта?|кл)$/, ['client', 'cl', 'klient', 'kl', 'kli']],
  [/^контрагента?$/, ['kontr', 'kagent', 'agent', 'ka', 'kontrag', 'contr']],
  [/^(количество|кількість|кол)$/, ['kolich', 'kolvo', 'qty', 'quant', 'col']],
  [/^код/, ['kod', 'code', 'cod']],
  [/^цен/, ['price', 'cena']],
  [/^товар/, ['tovar', 'tov', 'goods', 'tmc']],
  [/^(организация|фирма)$/, ['org', 'firm']],
  [/^(менеджер)$/, ['manager', 'men', 'mened', 'menedger', 'meneger']],
];

/** Both alphabets folded into one spelling, in which the many ways to write й, ю, щ, ц and double letters are the same. */
function latinSkeleton(text: string): string {
  return text
    .replace(/[^a-z0-9]/g, '')
    .replace(/shch|sch|shh/g, 'sh')
    .replace(/tch/g, 'ch')
    .replace(/kh/g, 'h')
    .replace(/ts|tc/g, 'c')
    .replace(/w/g, 'v')
    .replace(/[yj](?=[aoue])/g, 'i')
    .replace(/[yj]/g, 'i')
    .replace(/(.)\1+/g, '$1');
}

function cyrillicSkeleton(word: string): string {
  return latinSkeleton(word.replace(/./gu, (letter) => letters[letter] ?? ''));
}

const letters: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ye',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};
