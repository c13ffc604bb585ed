/** The headings of a table of exchange rates, in three languages and as central banks print them; whether a table is one. */
import type { ColumnMeaning } from '../row/meanings.ts';
import { cellText } from '../values/cell.ts';
import { parseCurrency } from '../values/currency.ts';
import { parseNumber } from '../values/number.ts';
import type { Headings, TableShown } from '../kind.ts';
import type { Found } from '../headings/own-vocabulary.ts';
import { normalHeading } from '../headings/normal-heading.ts';

export const rateHeadings: Headings = {
  tried: 1,
  match: matchRateHeading,
  isTable: isRatesTable,
};

const phrases: [ColumnMeaning, number, string][] = [
  [
    'date',
    1,
    'дата|date|дата курса|дата курсу|дата установления курса|дата встановлення курсу|дата установки|період|период|день|на дату|data|rate date|starting date|exchange rate date|дата начала|дата начала действия|дата початку дії',
  ],
  [
    'currency',
    1,
    'код валюты|код валюти|currency code|буквенный код|букв код|код буквенный|буквений код|літерний код|код літерний|символьный код|char code|iso|iso код|код iso|cc|ccy',
  ],
  ['currency', 0.95, 'валюта|currency|cur|curr|вал|cdx|from currency|foreign currency|иностранная валюта'],
  ['currency', 0.7, 'наименование валюты|назва валюти|название валюты|currency name|name|наименование|назва'],
  [
    'rate',
    1,
    'курс|rate|exchange rate|курс валюты|курс валюти|официальный курс|офіційний курс|официальный курс гривны|офіційний курс гривні|курс гривні|курс нбу|курс цб|курс цб рф|курс цбрф|курс нацбанка|official rate|curs|value|exch rate|relational exch rate amount|обменный курс',
  ],
  [
    'nominal',
    1,
    'кратность|кратність|номинал|номінал|единиц|одиниць|количество|кількість|количество единиц|кількість одиниць|кількість одиниць валюти|количество единиц валюты|nominal|units|unit|unit amount|per|exchange rate amount|масштаб',
  ],
];

const known = new Map(
  phrases.flatMap(([meaning, score, text]) => text.split('|').map((phrase): [string, Found] => [phrase, { meaning, score }])),
);

/** "Курс, грн" and "Курс (RUB)" are a rate. */
function matchRateHeading(heading: string): Found[] {
  const normal = normalHeading(heading);
  const found = known.get(normal) ?? known.get(normal.replace(/ (руб|рублей|рубля|грн|rub|uah|kzt|тенге|тг|₽|₴|eur|usd)$/, ''));
  return found === undefined ? [] : [found];
}

/** Anything of these makes it another table, which only mentions a rate. */
const others =
  /клиент|контрагент|покупател|покупец|клієнт|customer|товар|номенклатур|product|сумма|сума|amount due|total|плательщик|платник|payer|документ|document|invoice|накладн/;

/** By its headings, and by what stands under them: currencies in one column, numbers in another. */
function isRatesTable({ headings, rows }: TableShown): boolean {
  const at = (meaning: ColumnMeaning): number[] =>
    headings.flatMap((heading, column) => (matchRateHeading(heading).some((match) => match.meaning === meaning) ? [column] : []));
  if (at('date').length === 0 || at('currency').length === 0 || at('rate').length === 0) return false;
  if (headings.some((heading) => others.test(normalHeading(heading)))) return false;
  const mostly = (columns: number[], holds: (text: string) => boolean): boolean =>
    columns.some((column) => {
      const texts = rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '');
      return texts.length > 0 && texts.filter(holds).length >= texts.length * 0.6;
    });
  return mostly(at('currency'), (text) => parseCurrency(text) !== null) && mostly(at('rate'), (text) => parseNumber(text, ',') !== null);
}
