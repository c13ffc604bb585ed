/** Refuses by name the files that people send instead of a table, told by their first bytes; some would by chance look like text. */
import { ImportRefused, type Refusal } from './recognition.ts';

export function refuseForeign(head: Buffer): void {
  const hex = head.toString('hex', 0, 32);
  const foreign = signatures.find(({ bytes }) => bytes.some((signature) => hex.startsWith(signature)));
  if (foreign) throw new ImportRefused({ code: foreign.code, detail: foreign.kind === undefined ? {} : { kind: foreign.kind } });
  // The names of these stand some bytes further on: of photographs of telephones, and of pictures of pages.
  if (
    /^ftyp(?:heic|heix|mif1|avif)/.test(head.toString('latin1', 4, 12)) ||
    /^RIFF[^]{4}WEBP/.test(head.toString('latin1', 0, 12)) ||
    isBitmap(head)
  ) {
    throw new ImportRefused({ code: 'picture', detail: {} });
  }
  if (head.toString('latin1', 257, 262) === 'ustar') throw new ImportRefused({ code: 'unknown_archive', detail: { kind: 'tar' } });
  if (/^(?:Standard Jet DB|Standard ACE DB)/.test(head.toString('latin1', 4, 19)))
    throw new ImportRefused({ code: 'database_file', detail: { kind: 'Access' } });
}

interface Signature {
  code: Refusal['code'];
  /** What a person calls it, where the message names it. */
  kind?: string;
  /** In hexadecimal. */
  bytes: string[];
}

const signatures: Signature[] = [
  { code: 'pdf', bytes: [hexOf('%PDF'), `efbbbf${hexOf('%PDF')}`] },
  { code: 'picture', bytes: ['89504e47', 'ffd8ff', hexOf('GIF8'), '49492a00', '4d4d002a'] },
  { code: 'word_document', bytes: [hexOf('{\\rtf')] },
  // Tables of Excel 2 to 5 without the container of later ones.
  { code: 'old_excel', bytes: ['09000400', '09020600', '09040600', '09080800', '09081000'] },
  { code: 'table_document_1c', bytes: [hexOf('MOXCEL')] },
  { code: 'unknown_archive', kind: '7z', bytes: ['377abcaf271c'] },
  { code: 'unknown_archive', kind: 'rar', bytes: ['526172211a07'] },
  { code: 'unknown_archive', kind: 'bz2', bytes: ['1', '5', '9'].map((level) => `${hexOf(`BZh${level}`)}314159265359`) },
  { code: 'unknown_archive', kind: 'xz', bytes: ['fd377a585a00'] },
  { code: 'unknown_archive', kind: 'zst', bytes: ['28b52ffd'] },
  { code: 'unknown_archive', kind: 'cab', bytes: [`${hexOf('MSCF')}00000000`] },
  { code: 'database_file', kind: 'SQLite', bytes: [hexOf('SQLite format')] },
  { code: 'database_file', kind: 'Parquet', bytes: [hexOf('PAR1')] },
  { code: 'database_file', kind: '1CD', bytes: [hexOf('1CDBMSV')] },
  { code: 'binary', kind: 'exe', bytes: ['4d5a9000', '7f454c46'] },
];

/** BM alone begins many a text; after it a bitmap has its size, four zeros, and where its points begin. */
function isBitmap(head: Buffer): boolean {
  return head.length > 14 && head.toString('latin1', 0, 2) === 'BM' && head.readUInt32LE(6) === 0 && head.readUInt32LE(10) < 4096;
}

function hexOf(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex');
}
