/** Accounts as ledgers name them: what is sold, who owes for it, and where money is; by the plans of Russia and Ukraine, and by name. */

/** What was sold, by its number in the Russian (90) or the Ukrainian plan (70), or by its name. Other income is none. */
export function isRevenue(account: string, { numbered }: { numbered: 'ru' | 'uk' | 'name' }): boolean {
  const text = account.trim();
  if (numbered === 'ru') return /^90([./]0?1(\D.*)?)?$/.test(code(text)) || /^90[./]0?1/.test(code(text));
  if (numbered === 'uk') return /^70[0-5]?/.test(code(text));
  return (
    /\b(sales|revenues?|turnover)\b|выруч|реализаци|виручк|дохід від реаліз|доход от реализ|^4\d{3}\b.*\bincome\b|\bservice income\b/iu.test(
      text,
    ) && !notSales.test(text)
  );
}

const notSales =
  /cost of|cogs|себестоим|собіварт|\btax|vat\b|ндс|пдв|deferred|accrued|unearned|receivable|payable|interest|expense|marketing|commission|расход|витрат|other income|прочи|інші/iu;

export function isReceivable(account: string, { numbered }: { numbered: 'ru' | 'uk' | 'name' }): boolean {
  const text = account.trim();
  if (numbered === 'ru') return code(text).startsWith('62');
  if (numbered === 'uk') return /^(36|37)/.test(code(text));
  return /receivable|debtors|расчеты с покупател|розрахунки з покупц|дебитор|дебітор/iu.test(text);
}

export function isMoney(account: string, { numbered }: { numbered: 'ru' | 'uk' | 'name' }): boolean {
  const text = account.trim();
  if (numbered === 'ru') return /^5[0-57]/.test(code(text));
  if (numbered === 'uk') return /^(30|31|33)/.test(code(text));
  return /\b(cash|bank|checking|undeposited)\b|касса|банк|расчетн|каса|поточн/iu.test(text);
}

/** "62.01", "90.01.1", "361", "4000 Sales": the digits in front. */
export function isAccount(text: string): boolean {
  return /^\d{2}([./]\d{1,2}){0,3}([./]\p{Lu}{1,3})?$/u.test(text.trim()) || /^\d{3,4}([./]\d{1,3})?$/.test(text.trim());
}

const code = (text: string): string => /^[\d./]+/.exec(text)?.[0] ?? '';

/** Whose plan of accounts the codes are of: 62 and 90 are Russian, 36x and 70x Ukrainian. */
export function planOf(accounts: readonly string[]): 'ru' | 'uk' | 'name' {
  const codes = [...new Set(accounts)];
  const ru = codes.filter((account) => /^(62|90|51|50|76|68)([./]|$)/.test(account.trim())).length;
  const uk = codes.filter((account) => /^(36[0-4]?|70[0-5]?|31[0-4]?|30[0-2]?|64\d?|68\d)([./]|$)/.test(account.trim())).length;
  return ru === 0 && uk === 0 ? 'name' : ru >= uk ? 'ru' : 'uk';
}
