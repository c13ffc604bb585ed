/** What JSON and XML have in common: records within records, lists, and texts. Numbers keep their digits as printed. */

export type Tree = string | boolean | null | PrintedNumber | Tree[] | TreeRecord;
export type TreeRecord = { [key: string]: Tree };

/** 0.1 and 12345678901234567890 are no floats of ours. */
export class PrintedNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export function isRecord(value: Tree | undefined): value is TreeRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof PrintedNumber);
}

export function isListOfRecords(value: Tree | undefined): value is TreeRecord[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isRecord(one) || one === null) && value.some(isRecord);
}
