/** A page saved as a file, often under the name .xls, opened at one of its tables; also a page with its parts in one message (MHTML). */
import type { OpenedFile } from '../open-file.ts';
import { takeSample } from '../delimited/sample.ts';
import { fileChunks } from '../tables/file-chunks.ts';
import { openTables, type Pass } from '../tables/open-tables.ts';
import { HtmlTables } from './html-tables.ts';
import { messagePages } from './message-pages.ts';
import { pageEncoding } from './page-encoding.ts';

export async function openHtml({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const encoding = pageEncoding(await takeSample({ path, size }), undefined);
  return openPages({ size, pages: () => filePieces({ path, encoding, size }) });
}

export async function openMhtml({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  return openPages({ size, pages: () => messagePieces({ path, size }) });
}

/** A piece of a page's text, and the share of the file that is read with it. */
interface Piece {
  text: string;
  share: number;
}

function openPages({ size, pages }: { size: number; pages: () => AsyncIterable<Piece> }): Promise<OpenedFile> {
  const pass = (wanted: number | null): Pass => {
    const reader = new HtmlTables(wanted);
    return { reader, advance: advance(reader, pages()) };
  };
  return openTables({ container: 'html', size, pass, whenNone: { code: 'web_page', detail: {} } });
}

async function* advance(reader: HtmlTables, pieces: AsyncIterable<Piece>): AsyncGenerator<number> {
  for await (const { text, share } of pieces) {
    reader.write(text);
    yield share;
  }
  reader.end();
  yield 1;
}

async function* filePieces({ path, encoding, size }: { path: string; encoding: string; size: number }): AsyncGenerator<Piece> {
  const decoder = new TextDecoder(encoding);
  let read = 0;
  for await (const chunk of fileChunks(path)) {
    read += chunk.length;
    yield { text: decoder.decode(chunk, { stream: true }), share: read / size };
  }
}

async function* messagePieces({ path, size }: { path: string; size: number }): AsyncGenerator<Piece> {
  const pages = await messagePages({ path, size });
  for (const [index, { content, charset }] of pages.entries()) {
    const encoding = pageEncoding({ head: content, slices: [] }, charset);
    yield { text: new TextDecoder(encoding).decode(content), share: (index + 1) / pages.length };
  }
}
