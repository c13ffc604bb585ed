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
    const account = /^(?:р\/?с\S*\s*|сч\S*\s*|№\s*)?(\d{20}|UA\d{27})$/i.exec(text);
    const ids = /^(?:инн|єдрпоу|іпн|бин|унп|inn)?\s*:?\s*(\d{8,12})(?:\s*[/\\]\s*(?:кпп\s*)?(\d{9}))?$/i.exec(text);
    const branch = /^кпп\s*:?\s*(\d{9})$/i.exec(text);
    if (account) party.account = account[1]!;
    else if (ids && party.taxId === '') {
      party.taxId = ids[1]!;
      party.branchId = ids[2] ?? '';
    } else if (branch) party.branchId = branch[1]!;
    else names.push(text);
  }
  let name = names.join(' ');
  // All on one line: "ИНН 7741577701 КПП 774101001 ООО "Ромашка" р/с 40702…"
  name = name.replace(/(?:р\/?с\S*|сч[её]т\S*)?\s*(?<!\d)(\d{20}|UA\d{27})(?!\d)/i, (_, account: string) => ((party.account ||= account), ' '));
  name = name.replace(/(?:инн|єдрпоу|іпн|бин|унп)\s*:?\s*(\d{8,12})/i, (_, id: string) => ((party.taxId ||= id), ' '));
  name = name.replace(/\/?\s*кпп\s*:?\s*(\d{9})/i, (_, id: string) => ((party.branchId ||= id), ' '));
  party.name = name.replace(/\(\s*[,;/]?\s*\)/g, ' ').replace(/\s+/g, ' ').replace(/^[\s,;/]+|[\s,;/]+$/g, '');
  return party;
}
