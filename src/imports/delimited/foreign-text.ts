/** Refuses texts that are no table: markup of which no reader knows more, and bytes that only pretend to be text. */
import { ImportRefused } from '../recognition.ts';

export function refuseForeignText(head: string): void {
  const start = head.slice(0, 4096).replace(/^[\uFEFF\s]+/, '');
  if (isTableDocument(start)) throw new ImportRefused({ code: 'table_document_1c', detail: {} });
  if (/^<(?:[!?]|[\p{L}_][\w.-]*[\s:>])/u.test(start)) refuseMarkup();
  refuseControlCharacters(head);
}

/** 1C writes its values as lists in braces: {8,1,12,{"ru",… is a table document, {"#",… a value of another kind. JSON has a name first. */
function isTableDocument(start: string): boolean {
  return /^\{\s*(?:\d+\s*,\s*(?:\d+|\{|")|"#"\s*,)/.test(start);
}

function refuseMarkup(): never {
  throw new ImportRefused({ code: 'no_table', detail: { kind: 'xml' } });
}
/** A stray NUL or control character is an accident and is stripped or kept; one in two hundred is another kind of file. */
function refuseControlCharacters(head: string): void {
  let control = 0;
  let nul = 0;
  let blank = 0;
  for (let i = 0; i < head.length; i++) {
    const code = head.charCodeAt(i);
    if (code === 0) nul++;
    else if (code === 0x1a || code === 0x20 || code === 0xfeff || (code >= 9 && code <= 13)) blank++;
    else if (code < 32 || (code >= 0x7f && code < 0xa0) || code === 0xfffd) control++;
  }
  if (control > 3 + head.length / 200 || nul > 3 + head.length / 20)
    throw new ImportRefused({ code: 'binary', detail: { kind: 'unknown' } });
  if (blank + nul === head.length) throw new ImportRefused({ code: 'empty', detail: {} });
}
