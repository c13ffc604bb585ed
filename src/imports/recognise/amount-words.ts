/**
 * Words by which headings of money columns are told apart, as data: with or without VAT, the VAT itself, discount, cost,
 * margin, list value, price per unit. Tested on ` heading ` with a blank on both sides.
 */

export const amountWords = {
  /** Any of these makes a column a sum of money. */
  amount:
    / tax (excluded|included) | (сумм\S*|сума|суми|всего|усього|всього|итого|разом|стоимость|ст ть|вартість|выручка|виручка|оборот|товарооборот|amount|total|subtotal|sum|sales|revenue|turnover|value|line total|extended|ext|продажи|продаж|реализация|стоим|к оплате|до сплати|net|gross|нетто|брутто|amt) /,
  vat: /^ (incl |including |включая )?(сумма документа |сума документа |сумма |сума |total |line |sales |amount |of which |в т ч |в том числе |в тч |у т ч |у тому числі |order )*(ндс|пдв|vat|tax|taxes|gst|nds)( сумма| сума| amount| amt| total| руб| грн| rub| uah| usd| eur| kzt| in currency| lcy| 20 %| 22 %| 10 %)* $/,
  includesVat:
    / (с|з|вкл|включая|включно з|с учетом|incl|including|inc|with) (ндс|пдв|vat|tax|taxes|gst) | (gross|брутто|brutto)( | amount | sales )| (tax|vat) (included|incl) /,
  excludesVat:
    / (без|excl|excluding|ex|before|w o|without|not incl) (ндс|пдв|vat|tax|taxes|gst|учета ндс|податку) | (net|netto|нетто|untaxed) | (tax|vat) (excluded|excl) /,
  discount: / (скидк\S*|знижк\S*|знижок|discount\S*|disc|rabatt?|rebate) /,
  beforeDiscount: / (без|до) (скидк\S*|скидок|знижк\S*) | (list|прайс\S*|catalog\S*|базов\S*|before discount) /,
  cost: / (себестоимост\S*|себест|себ|собівартіст\S*|собівартість|cost|costs|cogs|закуп\S*|закуп|закупівл\S*|покупн\S*|вхідн\S*|учетн\S* (цена|стоимость)) /,
  margin: / (прибыл\S*|прибут\S*|марж\S*|margin|profit|наценк\S*|націнк\S*|доход|gp|вп|вал прибыль|валовая) /,
  price: / (цена|цены|ціна|ціни|price|прайс|тариф|rate|за ед|за единицу|за шт|за одиницю|per unit|unit) /,
  percent: / (%|процент\S*|відсот\S*|percent\S*|pct|рентабельн\S*|маржинальн\S*|ratio|share|доля|частка) /,
  /** Sums that are about something else. */
  foreign:
    / (долг\S*|задолженн\S*|остат\S*|сальдо|balance|баланс|freight|доставк\S*|shipping|фрахт|аванс\S*|предоплат\S*|оплачено|paid|due|open|outstanding|бонус\S*|комисси\S*|вес|план\S*|plan|budget|лимит|limit|бюджет|курс\S*|возврат\S*|повернен\S*|количеств\S*|кількіст\S*|мест|тара) /,
} as const;
