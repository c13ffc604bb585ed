/** Thousands and millions, as headings and titles say them. */

/** "Сумма, тыс. руб.", "Amount (USD thousands)", "Выручка, млн": how much a one in this column is. */
export function unitInHeading(heading: string): number {
  if (heading === '') return 1;
  if (/(?:^|[\s,(/])(?:тыс|тис)(?:\.|яч\p{L}*)?\s*(?:шт|ед|кг|упак|од|пог|литр|л\b|т\b)/iu.test(heading)) return 1;
  if (/(?:^|[\s,(/])(?:млн|миллион\p{L}*|мільйон\p{L}*|millions?|mln|mio|in m)(?:\.|[\s),/]|$)/iu.test(heading)) return 1_000_000;
  return /(?:^|[\s,(/])(?:(?:тыс|тис)(?:яч\p{L}*)?|thousands?|in k|k|000s|k(?:€|\$|eur|usd|rub))(?:\.|[\s),/]|$)/iu.test(heading)
    ? 1000
    : 1;
}

const money = String.raw`(?:руб|р\.|грн|гривен|гривень|долл|дол\.|usd|eur|евро|євро|uah|rub|тенге|тг|kzt|[$€₽₴])`;

/** "Выручка, тыс. руб.", "amounts in thousands of USD", "Единица измерения: млн грн". */
export function unitInTitle(title: string): number {
  const text = title.toLowerCase();
  const counted = (word: string): boolean =>
    new RegExp(String.raw`(?:^|[\s,(:])(?:${word})\.?\s*(?:of\s+)?${money}`, 'iu').test(text) ||
    new RegExp(
      String.raw`(?:amounts?|figures|values|sums|in|в|у|единица измерения|ед\. ?изм\.?|одиниця виміру|суммы|суми)[\s:,]*(?:(?:are|expressed|shown|in|в|у|указаны|наведено)[\s:,]*)*(?:${word})(?:[\s.,)]|$)`,
      'iu',
    ).test(text);
  if (counted('млн|миллион(?:ах|ов|ы)?|мільйон(?:ах|ів|и)?|millions?|mln')) return 1_000_000;
  return counted('тыс|тысяч(?:ах|и)?|тис|тисяч(?:ах|і)?|thousands?') ? 1000 : 1;
}
