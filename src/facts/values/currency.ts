/**
 * Currencies as they are printed (руб., грн, ₴, "US$", 643) to ISO 4217.
 */
import type { Currency } from '../../core/facts.ts';
import type { Cell } from '../row/raw-row.ts';
import { cellText } from './cell.ts';

export { minorDigits } from '../../core/minor-digits.ts';

/** Null where the text names no currency that we know. */
export function parseCurrency(text: string): Currency | null {
  const plain = text
    .trim()
    .replace(/[.\s]+$/, '')
    .toLowerCase();
  if (plain === '') return null;
  const known = byName.get(plain);
  if (known !== undefined) return known;
  if (/^[a-z]{3}$/.test(plain) && isoCodes.has(plain.toUpperCase())) return plain.toUpperCase();
  // "Российский рубль", "руб. РФ", "RUB (рубль)"
  const word =
    /^(российск\S* рубл|росс\S* руб|белорус\S* руб|бел\S* руб|украинск\S* гривн|українськ\S* гривн|казах\S* тенге|доллар|долар|евро|євро|юань|узбек|тенге|гривн|рубл|us dollar|euro)/.exec(
      plain,
    );
  if (word) return word[1]!.startsWith('бел') ? 'BYN' : /руб/.test(word[1]!) ? 'RUB' : (byStem.get(word[1]!.slice(-4)) ?? null);
  const code = /^([a-z]{3})\b/.exec(plain);
  return code && isoCodes.has(code[1]!.toUpperCase()) ? code[1]!.toUpperCase() : null;
}

/** A currency written beside a number: "901,88 руб.", "$1,234.56", "EUR 10". */
export function splitCurrency(text: string): { number: string; currency: Currency | null } {
  const last = text.charCodeAt(text.length - 1);
  const first = text.charCodeAt(0);
  if (last >= 48 && last <= 57 && ((first >= 48 && first <= 57) || (first === 45 && text.charCodeAt(1) < 58 && text.charCodeAt(1) > 45)))
    return { number: text, currency: null };
  // "($100.00)", "-$50": the sign stands outside.
  const outside = /^([-–—−(]\s*)([^\d\s.,()+\-–—−]{1,4})\s*(\d.*)$/u.exec(text.trim());
  const within = outside && parseCurrency(outside[2]!);
  if (outside && within) return { number: outside[1]! + outside[3]!, currency: within };
  const match =
    /^([^\d\s(+\-–—−.,]{1,4}\.?)?\s*([-–—−(+]?\s*[\d.,][\d\s\u00a0\u202f\u2009'’.,]*\)?\s?[-–—−]?)\s*([^\d\s)+\-–—−,][^\d]{0,9})?$/u.exec(
      text.trim(),
    );
  if (!match) return { number: text, currency: null };
  const [, before = '', number = '', after = ''] = match;
  if (before === '' && after === '') return { number: text, currency: null };
  if (before !== '' && after !== '') return { number: text, currency: null };
  const currency = parseCurrency(before || after);
  // "12,50руб." leaves no stray point; a number followed by letters that name no currency stays as it is, and fails.
  return currency === null ? { number: text, currency: null } : { number: number.trim(), currency };
}

const byName: ReadonlyMap<string, Currency> = new Map(
  Object.entries({
    RUB: 'rub rur руб рубль рубли рублей руб.рф ₽ р р.р 643 810 российский рубль российский-рубль рос.руб',
    UAH: 'uah грн грн. гривна гривня гривні гривень ₴ 980 гр',
    BYN: 'byn byr бел.руб бел.р 933 974 белруб br',
    KZT: 'kzt тг тенге ₸ 398 тнг',
    USD: 'usd $ us$ долл дол доллар долл.сша дол.сша 840 у.е',
    EUR: 'eur € евро євро 978',
    GBP: 'gbp £ 826',
    CNY: 'cny rmb юань юани 156 cn¥ ¥cn',
    JPY: 'jpy ¥ 392 円',
    PLN: 'pln zł zl злотый 985',
    CHF: 'chf fr 756',
    TRY: 'try ₺ 949',
    UZS: 'uzs сум сўм 860',
    GEL: 'gel ₾ лари 981',
    AMD: 'amd ֏ драм 051',
    AZN: 'azn ₼ манат 944',
    KGS: 'kgs сом 417',
    MDL: 'mdl лей 498',
  }).flatMap(([code, names]) => names.split(' ').map((name): [string, Currency] => [name, code])),
);

const byStem: ReadonlyMap<string, Currency> = new Map([
  ['енге', 'KZT'],
  ['ривн', 'UAH'],
  ['ллар', 'USD'],
  ['олар', 'USD'],
  ['llar', 'USD'],
  ['евро', 'EUR'],
  ['євро', 'EUR'],
  ['euro', 'EUR'],
  ['юань', 'CNY'],
  ['збек', 'UZS'],
]);

const isoCodes: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD ARS AUD AZN BAM BDT BGN BHD BIF BND BOB BRL BWP BYN CAD CDF CHF CLF CLP CNY COP CRC CZK DJF DKK DOP DZD EGP ETB EUR FJD ' +
    'GBP GEL GHS GNF GTQ HKD HNL HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KZT LAK LBP LKR LYD MAD MDL MGA MKD MMK MNT ' +
    'MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SEK SGD SYP THB TJS TMT TND TRY ' +
    'TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV XAF XOF XPF YER ZAR ZMW'
  ).split(' '),
);

/** As the cell itself shows it: by its format, or by a sign beside the number. */
export function currencyOfCell(cell: Cell | undefined): Currency | null {
  if (cell?.type === 'number') return cell.currency ?? null;
  return cell?.type === 'text' ? splitCurrency(cellText(cell)).currency : null;
}
