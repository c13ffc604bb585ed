/** One side of a payment as banks print it: account, tax id and name on lines of one cell, or the name alone. */

export interface Party {
  account: string;
  taxId: string;
  branchId: string;
  name: string;
}

export function partyOf(printed: string): Party {
  const party: Party = { account: '', taxId: '', branchId: '', name: '' };
  const names: string[] = [];
  for (const line of printed.split(/[\r\n]+/)) {
    const text = line.trim();
    if (text === '') continue;
    const account = accountLine.exec(text);
    const ids = /^(?:инн|єдрпоу|іпн|бин|унп|inn)?\s*:?\s*(\d{8,12})(?:\s*[/\\]\s*(?:кпп\s*)?(\d{9}))?$/i.exec(text);
    const branch = /^кпп\s*:?\s*(\d{9})$/i.exec(text);
    if (account) party.account = plainAccount(account[1]!);
    else if (ids && party.taxId === '') {
      party.taxId = ids[1]!;
      party.branchId = ids[2] ?? '';
    } else if (branch) party.branchId = branch[1]!;
    else names.push(text);
  }
  let name = names.join(' ');
  // All on one line: "ИНН 7741577701 КПП 774101001 ООО "Ромашка" р/с 40702…"
  name = name.replace(
    /(?:р\/?с\S*|сч[её]т\S*)?\s*(?<![\dA-Z])(\d{20}|[A-Z]{2}\d{2}[A-Z\d]{11,30})(?![\dA-Z])/i,
    (found, account: string) => {
      if (!/\d{8}/.test(account)) return found;
      party.account ||= plainAccount(account);
      return ' ';
    },
  );
  name = name.replace(/(?:инн|єдрпоу|іпн|бин|унп)\s*:?\s*(\d{8,12})/i, (_, id: string) => ((party.taxId ||= id), ' '));
  name = name.replace(/\/?\s*кпп\s*:?\s*(\d{9})/i, (_, id: string) => ((party.branchId ||= id), ' '));
  party.name = name
    .replace(/\(\s*[,;/]?\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;/]+|[\s,;/]+$/g, '');
  return party;
}

/** An account as it is compared: without blanks, and the apostrophe by which programs protect digits. */
export function plainAccount(printed: string): string {
  return printed
    .replace(/^="?|"$/g, '')
    .replace(/[\s\u00a0'’`]/g, '')
    .toUpperCase();
}

/** Twenty digits of a Russian bank, or an IBAN. */
export function isAccount(printed: string): boolean {
  return /^(\d{20}|[A-Z]{2}\d{2}[A-Z\d]{11,30})$/.test(plainAccount(printed)) && /\d{8}/.test(printed.replace(/\s/g, ''));
}

const accountLine = /^(?:р\/?с\S*\s*|сч\S*\s*|рах\S*\s*|№\s*|iban:?\s*)?'?(\d{20}|[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){3,7}[A-Z\d]{0,3})$/i;
