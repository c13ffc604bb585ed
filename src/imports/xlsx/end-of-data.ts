/** Finds the end of a sheet's rows in its text, piece by piece: a whole parse would take as long as the rows. Without it the sheet was cut off. */

const end = /<\/(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*\/>/;
/** Longer than the tag with any prefix, so that one cut in two is found. */
const kept = 64;

export class EndOfData {
  seen = false;
  #tail = '';

  push(piece: string): void {
    if (this.seen) return;
    const text = this.#tail + piece;
    // The plain search first: it is what a hundred megabytes of rows are passed through.
    this.seen = text.includes('sheetData') && end.test(text);
    this.#tail = text.slice(-kept);
  }
}
