/**
 * Which of the sums of a payments file the customer paid: of gross, fee and net the gross, of two currencies the account's; which
 * currency goes with it; and on which side of the books "debit" is money that came in.
 */
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText } from '../../facts/values/cell.ts';
import { parseCurrency } from '../../facts/values/currency.ts';
import { matchHeading } from './match-heading.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import type { PaymentTable } from './payment-columns.ts';
import { sampleNumber } from './profile.ts';
import { wordsIn } from './words-in.ts';

export interface Amount {
  column: number;
  /** A sum in the currency of the account, beside the same in that of the operation. */
  ofAccount: boolean;
  /** The same sum in the currency of the operation; below 0 where there is none. */
  ofOperation: number;
}

/** Of several sums the one that the customer paid. Null where two columns, in and out, hold them. */
export function tellAmount({ headings, rows, decimals, meanings }: PaymentTable): Amount | null {
  const at = (meaning: ColumnMeaning): number => meanings.indexOf(meaning);
  if (at('incoming_amount') >= 0 && at('outgoing_amount') >= 0) {
    if (at('payment_amount') >= 0) meanings[at('payment_amount')] = 'ignored';
    return null;
  }
  const value = (row: RawRow, column: number): number | null => sampleNumber(row.cells[column], decimals[column]!);
  const numeric = headings.map((_, column) => {
    const filled = rows.filter(({ cells }) => cellText(cells[column]) !== '' && !/^[-–—]$/.test(cellText(cells[column])));
    return filled.length > 0 && filled.filter((row) => value(row, column) !== null).length >= filled.length * 0.5;
  });
  const filledShare = (column: number): number => rows.filter((row) => (value(row, column) ?? 0) !== 0).length / Math.max(1, rows.length);
  const candidates = headings.flatMap((heading, column) => {
    const worth = amountWorth(heading);
    const meaning = meanings[column]!;
    if (!numeric[column] || worth === null || !['ignored', 'payment_amount', 'incoming_amount', 'outgoing_amount'].includes(meaning))
      return [];
    // A heading of incoming money ("Зачислено") beside the sum that was paid is what was left of it.
    return [{ column, worth: worth + 0.3 * filledShare(column) - (meaning === 'incoming_amount' ? 0.1 : 0) }];
  });
  if (candidates.length === 0) return null;
  const only = at('incoming_amount');
  if (only >= 0 && candidates.every(({ column }) => column === only)) return null;
  const outgoing = at('outgoing_amount');
  if (outgoing >= 0 && candidates.every(({ column }) => column === outgoing)) return null;
  const best = beforeFee(
    candidates.toSorted((a, b) => b.worth - a.worth || a.column - b.column),
    { headings, rows, numeric, value },
  );
  for (const meaning of ['payment_amount', 'incoming_amount', 'outgoing_amount'] as const)
    if (at(meaning) >= 0) meanings[at(meaning)] = 'ignored';
  meanings[best] = 'payment_amount';
  const account = ofAccount.test(` ${normalHeading(headings[best]!)} `);
  return {
    column: best,
    ofAccount: account,
    ofOperation:
      candidates.find(
        ({ column }) =>
          column !== best &&
          (ofOperation.test(` ${normalHeading(headings[column]!)} `) ||
            (account && /операц|operation|transaction/i.test(headings[column]!))),
      )?.column ?? -1,
  };
}

/**
 * Banks write as they see it: what is credited came in. In the books of the company it is the other way round: a card of account 51
 * has what came in under debit.
 */
export function tellPerspective({ headings, titles, meanings }: PaymentTable): void {
  const [incoming, outgoing] = [meanings.indexOf('incoming_amount'), meanings.indexOf('outgoing_amount')];
  if (incoming < 0 || outgoing < 0 || !/кредит|credit|кт/i.test(headings[incoming]!) || !/дебет|debit|дт/i.test(headings[outgoing]!))
    return;
  if (
    !titles.some((title) =>
      /(карточк\S*|картк\S*|анализ|аналіз|обороты|обороти|журнал)[^\d]{0,40}(сч[её]та|счету|рахунк\S*)\s*:?\s*(50|51|52|55|57|30\d?|31\d?)(?![\d])/iu.test(
        title,
      ),
    )
  )
    return;
  meanings[incoming] = 'outgoing_amount';
  meanings[outgoing] = 'incoming_amount';
}

/** The currency column that goes with the sum; or the currency itself where none does. */
export function tellCurrency(
  { headings, rows, decimals, meanings }: PaymentTable,
  { column, ofAccount: account, ofOperation: operation }: Amount,
): string | null {
  const named = currencyIn(headings[column]!);
  const columns = headings.flatMap((heading, at) => {
    const words = [...wordsIn(rows, at).keys()];
    const mayBe =
      words.length > 0 &&
      words.filter((word) => parseCurrency(word) !== null).length >= words.length * 0.5 &&
      words.every((word) => word.length <= 20 && !/^\d+[.,]\d/.test(word));
    return mayBe && (meanings[at] === 'ignored' || meanings[at] === 'currency') && /валют|currency|curr|ccy|cur$|вал\.?$/i.test(heading)
      ? [{ at, words: ` ${normalHeading(heading)} ` }]
      : [];
  });
  const choose = (at: number): void => {
    if (meanings.includes('currency')) meanings[meanings.indexOf('currency')] = 'ignored';
    if (at >= 0) meanings[at] = 'currency';
  };
  const ofSum = columns.find(({ words }) => ofAccount.test(words));
  if (account && ofSum !== undefined) {
    choose(ofSum.at);
    return null;
  }
  if (named !== null) {
    choose(-1);
    return named;
  }
  const plain = columns.find(
    ({ words }) => !ofAccount.test(words) && !ofOperation.test(words) && !/операц|converted|facing|customer/.test(words),
  );
  if (!account || operation < 0) {
    if (plain !== undefined) choose(plain.at);
    else if (columns[0] !== undefined && !meanings.includes('currency')) choose(columns[0].at);
    return null;
  }
  // The only column of currencies is the operation's: the account's is that of the rows in which both sums are the same.
  const ofOther = columns[0]?.at ?? -1;
  if (ofOther < 0) return null;
  const value = (row: RawRow, at: number): number | null => sampleNumber(row.cells[at], decimals[at]!);
  const same = rows.filter((row) => value(row, column) !== null && value(row, column) === value(row, operation));
  if (same.length === rows.filter((row) => value(row, column) !== null).length) {
    choose(ofOther);
    return null;
  }
  choose(-1);
  const codes = new Set(same.map((row) => parseCurrency(cellText(row.cells[ofOther]))));
  return codes.size === 1 ? [...codes][0]! : null;
}

/** Null for what is no sum of a payment: fees, tax, balances, cashback, what went back. The highest is the likeliest. */
function amountWorth(heading: string): number | null {
  const words = ` ${normalHeading(heading)} `;
  if (
    never.test(words) ||
    !(
      money.test(words) ||
      matchHeading(heading, 'payments').some(({ meaning, score }) => /^(payment|incoming|outgoing)_amount$/.test(meaning) && score >= 0.75)
    )
  )
    return null;
  let worth = 1;
  if (
    / (gross|брутто|валов\S*|total collected|сумма платежа|сума платежу|payment amount|amount paid|сумма оплаты|сума оплати|з пдв|с ндс|incl\S* (vat|tax)) /.test(
      words,
    )
  )
    worth += 0.3;
  if (ofAccount.test(words)) worth += 0.4;
  if (ofOperation.test(words)) worth -= 0.5;
  if (
    / (net|нетто|без ндс|без пдв|excl\S*|после комисс\S*|за вычетом|к (выплате|зачислению|перечислению|получению)|до (виплати|зарахування|перерахування|отримання)|payout|settlement|зачислено|зараховано) /.test(
      words,
    )
  )
    worth -= 0.5;
  return worth;
}

const money =
  / (сумм\S*|сума|суми|amount|amt|total|gross|net|sum|оплат\S*|платеж\S*|платіж|value|paid|зачислен\S*|collected|поступлен\S*|надходжен\S*) /;
/** "Сумма до комиссии" is the sum, and not the fee; "Сумма с НДС" is no tax. */
const never =
  / (?<!(?:до|без|before|less|минус|мінус|вычетом) )(комисс\S*|коміс\S*|fees?|commission\S*|charges|сбор|удержан\S*|утриман\S*|кешб\S*|кэшб\S*|cashback|бонус\S*|bonus|миль|мили|остат\S*|залиш\S*|сальдо|balance|баланс|refund\S*|возвра\S*|поверн\S*|disput\S*|tips?|чаев\S*|курс|rate|exchange|shipping|discounts?|скидк\S*|знижк\S*|количеств\S*|кількіст\S*|qty|quantity|count|id|номер|№|mcc|reserve\S*|долг|due|outstanding|осталось) | (?<!(?:с|з|без|incl|inc|including|excl|excluding|with|without|ex|вкл|включая|включно з) )(tax|taxes|ндс|пдв|vat|налог\S*) /;
const ofAccount = / (в валют[еі] (сч[её]та|карт\S*|рахунк\S*)|account( currency)?|card currency|валют[аи] (счета|рахунку|картки)) /;
const ofOperation =
  / (в валют[еі] (операц\S*|платеж\S*|транзакц\S*)|converted|конверт\S*|customer facing|presentment|original|local|foreign|operation currency|transaction currency|эквивалент|еквівалент|рублев\S* покрыти\S*|нацпокрыти\S*) /;

/** Gross − fee = net: whatever they are called, the first is what was paid. */
function beforeFee(
  ranked: { column: number }[],
  table: { headings: string[]; rows: RawRow[]; numeric: boolean[]; value: (row: RawRow, column: number) => number | null },
): number {
  const first = ranked[0]!.column;
  const fees = table.headings.flatMap((heading, column) =>
    table.numeric[column] && / (комисс\S*|коміс\S*|fees?|commission\S*|charges?|удержан\S*|утриман\S*) /.test(` ${normalHeading(heading)} `)
      ? [column]
      : [],
  );
  for (const { column: gross } of ranked.slice(1)) {
    for (const fee of fees) {
      let holds = 0;
      let rows = 0;
      for (const row of table.rows) {
        const [whole, part, cut] = [table.value(row, gross), table.value(row, first), table.value(row, fee)];
        if (whole === null || part === null || cut === null || cut === 0) continue;
        rows++;
        if (Math.abs(Math.abs(whole) - Math.abs(cut) - Math.abs(part)) < 0.011) holds++;
      }
      if (rows > 0 && holds >= rows * 0.9) return gross;
    }
  }
  return first;
}

/** "Сума в валюті картки (UAH)", "Сумма, руб." */
function currencyIn(heading: string): string | null {
  for (const word of normalHeading(heading).split(' ').slice(1)) {
    const currency = word.length >= 2 || /[$€₽₴]/.test(word) ? parseCurrency(word) : null;
    if (currency !== null) return currency;
  }
  return null;
}
