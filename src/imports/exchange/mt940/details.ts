/**
 * Field :86: of MT940: who the other side is, and what for. German banks and their kind give numbered pieces (?20…), Dutch and
 * others words between strokes (/NAME/…/REMI/…); elsewhere it is free text, which names nobody for certain.
 */

export interface Details {
  /** Business transaction code of German banks, three digits. */
  code: string;
  name: string;
  account: string;
  purpose: string;
  paymentReference: string;
}

export function detailsOf(lines: string[]): Details {
  const joined = lines.join('');
  const numbered = /^(\d{3})?([?<>~^|+$@#])(\d\d)/.exec(joined);
  if (numbered) return fromPieces(joined, numbered);
  if (/^\/?\/?[A-Z]{3,5}\//.test(joined) && /\/(?:NAME|REMI|IBAN|ORDP|BENM|EREF)\//.test(joined)) return fromWords(joined);
  return { code: '', name: '', account: '', purpose: lines.join(' ').replace(/\s+/g, ' ').trim(), paymentReference: '' };
}

function fromPieces(text: string, [, code, mark]: RegExpExecArray): Details {
  const pieces = new Map<number, string>();
  for (const piece of text.slice(text.indexOf(mark!)).split(mark!).slice(1)) {
    const number = /^\d\d/.test(piece) ? Number(piece.slice(0, 2)) : Number.NaN;
    if (!Number.isNaN(number) && !pieces.has(number)) pieces.set(number, piece.slice(2));
    // The mark itself may stand in a text.
    else pieces.set(lastOf(pieces), (pieces.get(lastOf(pieces)) ?? '') + mark! + piece);
  }
  const at = (...numbers: number[]): string[] => numbers.map((number) => pieces.get(number) ?? '').filter((piece) => piece !== '');
  const purpose = joinPieces(at(20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63));
  return {
    code: code ?? '',
    name: joinPieces(at(32, 33)),
    account: at(31)[0]?.trim() || at(38)[0]?.trim() || '',
    purpose: sepaPart(purpose, 'SVWZ') ?? purpose,
    paymentReference: (sepaPart(purpose, 'EREF') ?? '').replace(/^NOTPROVIDED$/, ''),
  };
}

function lastOf(pieces: Map<number, string>): number {
  return [...pieces.keys()].at(-1) ?? 0;
}

/** A piece that fills its 27 characters goes on in the next one in the middle of a word; a shorter one ends with a word. */
function joinPieces(pieces: string[]): string {
  return pieces
    .reduce((text, piece, at) => text + (at > 0 && pieces[at - 1]!.length < 27 && !/^[A-Z]{4}\+/.test(piece) ? ' ' : '') + piece, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** SEPA references inside the purpose: "EREF+4711SVWZ+Rechnung 12". */
function sepaPart(purpose: string, tag: string): string | null {
  const found = new RegExp(`${tag}\\+\\s*(.*?)(?=(?:EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC)\\+|$)`).exec(purpose);
  return found ? found[1]!.trim() : null;
}

function fromWords(text: string): Details {
  const part = (...tags: string[]): string => {
    for (const tag of tags) {
      const found = new RegExp(`/${tag}/(.*?)(?=/(?:${words})/|$)`).exec(text);
      if (found && found[1]!.replace(/\//g, '').trim() !== '') return found[1]!.replace(/^\/+|\/+$/g, '').trim();
    }
    return '';
  };
  return {
    code: '',
    name: part('NAME', 'ORDP', 'BENM', 'CNTP').split('/').at(-1)!.trim(),
    account: part('IBAN'),
    purpose: part('REMI').replace(/^(?:USTD|STRD)\/+/, ''),
    paymentReference: part('EREF').replace(/^NOTPROVIDED$/, ''),
  };
}

const words = 'TRTP|IBAN|BIC|NAME|REMI|EREF|ORDP|BENM|CNTP|CSID|MARF|TRCD|PURP|ULTB|ULTD|ADDR|ID|SVCL|RTRN|ISDT|PREF|KREF|BUSP|OCMT|CHGS';
