/**
 * A customer's name without what is only manner of writing: case, quotes, blanks, ё, apostrophes, Latin letters that look
 * Cyrillic, and the place and spelling of the legal form. Two names that differ in a letter stay two names.
 */
import { branchWords, fullForms, shortForms } from './legal-form.ts';

export interface NormalName {
  /** The name without its legal form; the words in their order. */
  core: string;
  /** '' where none is written. */
  form: string;
  /** "Филиал ООО …", "… (филиал г. Пермь)": shares the legal entity's id, is a customer of its own. */
  branch: boolean;
}

export function normalName(name: string): NormalName {
  const tokens = tokensOf(name);
  const form = takeForm(tokens);
  return {
    core: tokens.join(' '),
    form,
    branch: tokens.length > 1 && (tokens.some((token) => branchWords.has(token)) || namesPlace(name, tokens)),
  };
}

/** "ООО Север (Самара)", "ООО Север, г. Самара": a place in addition to the name. A legal form in brackets is not a place. */
function namesPlace(name: string, tokens: string[]): boolean {
  const town = tokens.indexOf('г');
  // "Иванов Г. И." has initials, no town.
  if (town > 0 && (tokens[town + 1]?.length ?? 0) > 2) return true;
  const inside = inBrackets.exec(name);
  return inside !== null && normalName(inside[1]!).core !== '' && !shortForms.has(normalName(inside[1]!).core);
}

const inBrackets = /\S\s*\(([^()]+)\)\s*$/;

/** The whole as one comparable text. */
export function nameKey({ core, form }: NormalName): string {
  return form === '' ? core : core === '' ? form : `${core} ${form}`;
}

/** Letters that have a twin: full-width, ligatures, composed of parts. */
const beyondUsual = /[^\s!-\u02ff\u0400-\u052f\u2000-\u206f]/;
const marks = /[^\p{L}\p{N}+&№%@=<>]+/gu;
const apostrophes = /['’ʼ‘`´′]/g;

function tokensOf(name: string): string[] {
  let text = (beyondUsual.test(name) ? name.normalize('NFKC') : name).toLowerCase();
  // A quote between letters of one word is an apostrophe (Слов'янка); it is written in many ways, or left out.
  text = text.replace(apostrophes, '').replaceAll('ё', 'е').replace(marks, ' ').trim();
  const tokens = text.split(' ').filter((token) => token !== '');
  return cyrillic.test(text) ? tokens.map(intoCyrillic) : tokens;
}

const cyrillic = /[а-яєіїґў]/;
const latin = /[a-z]/;
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'і',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};
const onlyLookAlikes = /^[abcehikmoptxy]+$/;

/**
 * A Latin "a" inside a Cyrillic word is a slip of the keyboard; so is a legal form typed whole in Latin (OOO "Престиж").
 * A word that is Latin on purpose (Shop-Market, МТС Bank) stays.
 */
function intoCyrillic(token: string): string {
  if (!latin.test(token)) return token;
  const mixed = cyrillic.test(token);
  if (!mixed && !onlyLookAlikes.test(token)) return token;
  const turned = token.replace(/[a-z]/g, (letter) => lookAlikes[letter] ?? letter);
  return mixed || shortForms.has(turned) ? turned : token;
}

/** Two letters may also be a person's initials or a word; in the middle of a name only longer forms count. */
function takeForm(tokens: string[]): string {
  if (tokens.some((token) => firstWords.has(token)))
    for (const { tokens: words, form } of fullForms) {
      const at = indexOfRun(tokens, words);
      if (at >= 0 && tokens.length > words.length) {
        tokens.splice(at, words.length);
        return form;
      }
    }
  if (tokens.length < 2) return '';
  const found = tokens.findIndex(
    (token, index) => shortForms.has(token) && (index === 0 || index === tokens.length - 1 || (token.length >= 3 && !latin.test(token))),
  );
  if (found < 0) return '';
  const [form] = tokens.splice(found, 1);
  return shortForms.get(form!)!;
}

const firstWords: ReadonlySet<string> = new Set(fullForms.map(({ tokens }) => tokens[0]!));

function indexOfRun(tokens: string[], run: readonly string[]): number {
  if (run.length > tokens.length) return -1;
  for (let at = 0; at <= tokens.length - run.length; at++) {
    if (tokens[at] === run[0] && run.every((word, offset) => tokens[at + offset] === word)) return at;
  }
  return -1;
}
