/**
 * The table of shared strings, kept as UTF-8 in a few large blocks instead of a million small objects: a third of the memory.
 * Strings that are asked for often are kept decoded.
 */
import { ImportRefused } from '../recognition.ts';
import type { Archive } from './archive.ts';
import { decodeEscapes } from './escapes.ts';
import { readXml } from './read-xml.ts';
import { RichText } from './rich-text.ts';

export interface SharedStrings {
  /** Undefined where the table has no such string. */
  get(index: number): string | undefined;
  size: number;
}

const blockBytes = 4 << 20;
/** A table beyond this is no list of names but an attack on memory. */
const tableLimitBytes = 512 << 20;
const tableLimitStrings = 1 << 24;
const decodedCount = 1 << 14;

export async function readSharedStrings(archive: Archive, part: string | undefined): Promise<SharedStrings> {
  const table = new StringTable();
  if (part === undefined) return table;
  let text: RichText | undefined;
  const handler = {
    open(name: string) {
      if (name === 'si') text = new RichText(part);
      else text?.open(name);
    },
    text(value: string) {
      text?.text(value);
    },
    close(name: string) {
      if (name === 'si' && text) {
        table.add(decodeEscapes(text.value), part);
        text = undefined;
      } else text?.close(name);
    },
  };
  for await (const _ of readXml(archive.read(part), { part, handler }));
  return table;
}

class StringTable implements SharedStrings {
  size = 0;
  readonly #blocks: Buffer[] = [];
  #used = 0;
  #starts = new Uint32Array(1024);
  #lengths = new Uint32Array(1024);
  readonly #decodedIndex = new Int32Array(decodedCount).fill(-1);
  readonly #decoded: string[] = Array.from({ length: decodedCount }, () => '');

  add(text: string, part: string): void {
    const length = Buffer.byteLength(text);
    if (this.size >= tableLimitStrings) throw new ImportRefused({ code: 'zip_bomb', detail: { part } });
    if (this.#blocks.length === 0 || this.#used + length > blockBytes) {
      if (this.#blocks.length * blockBytes >= tableLimitBytes) throw new ImportRefused({ code: 'zip_bomb', detail: { part } });
      this.#blocks.push(Buffer.allocUnsafeSlow(blockBytes));
      this.#used = 0;
    }
    if (this.size === this.#starts.length) {
      this.#starts = grown(this.#starts);
      this.#lengths = grown(this.#lengths);
    }
    this.#blocks.at(-1)!.write(text, this.#used);
    this.#starts[this.size] = (this.#blocks.length - 1) * blockBytes + this.#used;
    this.#lengths[this.size] = length;
    this.#used += length;
    this.size++;
  }

  get(index: number): string | undefined {
    // A damaged index may also have become a fraction.
    if (!Number.isInteger(index) || index < 0 || index >= this.size) return undefined;
    const slot = index % decodedCount;
    if (this.#decodedIndex[slot] === index) return this.#decoded[slot];
    const start = this.#starts[index]!;
    const from = start % blockBytes;
    const text = this.#blocks[(start - from) / blockBytes]!.toString('utf8', from, from + this.#lengths[index]!);
    this.#decodedIndex[slot] = index;
    this.#decoded[slot] = text;
    return text;
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
