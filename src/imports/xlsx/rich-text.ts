/** Collects the text of a string item: one text or several runs; phonetic readings (rPh) are not part of it. */
import { ImportRefused } from '../recognition.ts';

/** Characters. Excel itself ends at 32,767. */
export const cellLimit = 1 << 20;

export class RichText {
  value = '';
  readonly #part: string;
  #inText = false;
  #inPhonetic = false;

  constructor(part: string) {
    this.#part = part;
  }

  open(name: string): void {
    if (name === 't') this.#inText = !this.#inPhonetic;
    else if (name === 'rPh') this.#inPhonetic = true;
  }

  text(text: string): void {
    if (!this.#inText) return;
    this.value += text;
    if (this.value.length > cellLimit) {
      throw new ImportRefused({ code: 'cell_too_large', detail: { part: this.#part, limit: String(cellLimit) } });
    }
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#inPhonetic = false;
  }
}
