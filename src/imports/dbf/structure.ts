/** The head of a DBF file (dBase III to IV, FoxPro, Clipper): its fields, and where its records lie. */

export interface DbfField {
  name: string;
  type: string;
  /** Of the field in the record, whose first byte is the mark of deletion. */
  offset: number;
  length: number;
}

export interface DbfStructure {
  fields: DbfField[];
  records: number;
  headerBytes: number;
  recordBytes: number;
  /** Byte 29: which code page the writer says it used; 0 where it says nothing. */
  language: number;
  foxPro: boolean;
}

export const dbfHeadBytes = 32 + 255 * 32 + 264;

/** Null where the head is none: every field must be one, and together they must make the record. */
export function readStructure(head: Buffer): DbfStructure | null {
  if (head.length < 65 || !versions.has(head[0]!)) return null;
  const [month, day] = [head[2]!, head[3]!];
  if (month > 12 || day > 31) return null;
  const headerBytes = head.readUInt16LE(8);
  const recordBytes = head.readUInt16LE(10);
  const fields: DbfField[] = [];
  let offset = 1;
  let at = 32;
  for (; at + 32 <= Math.min(headerBytes, head.length) && head[at] !== 0x0d; at += 32) {
    const field = fieldAt(head, at, offset);
    if (field === null) return null;
    offset += field.length;
    fields.push(field);
  }
  const whole = fields.length > 0 && (at >= head.length || head[at] === 0x0d || at + 32 > headerBytes);
  // Some writers count the mark of deletion, some do not.
  return whole && recordBytes === offset
    ? { fields, records: head.readUInt32LE(4), headerBytes, recordBytes, language: head[29]!, foxPro: head[0]! >= 0x30 && head[0]! <= 0x32 }
    : null;
}

/** Without memos and with them; FoxPro, Visual FoxPro, dBase IV. */
const versions: ReadonlySet<number> = new Set([0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0x8e, 0xcb, 0xf5, 0xfb]);

function fieldAt(head: Buffer, at: number, offset: number): DbfField | null {
  const end = head.indexOf(0, at);
  const bytes = head.subarray(at, Math.min(end < 0 ? at + 11 : end, at + 11));
  const type = String.fromCharCode(head[at + 11]!);
  // Names are ASCII, or Cyrillic of DOS in programs of the nineties.
  if (bytes.length === 0 || bytes.some((byte) => byte < 0x20) || !'CNDFLMIYBTGPVQ0@+O'.includes(type)) return null;
  // Long texts of Clipper have a second byte of their length where numbers have their decimals.
  const length = type === 'C' ? head[at + 16]! + (head[at + 17]! << 8) : head[at + 16]!;
  if (length === 0) return null;
  return { name: new TextDecoder('ibm866').decode(bytes).trim(), type, offset, length };
}
