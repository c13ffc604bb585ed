/** Turns chunks that have been read into the share of a document that is read. */
export async function* shares(chunks: AsyncIterable<number>, bytes: number): AsyncGenerator<number> {
  let done = 0;
  for await (const chunk of chunks) yield (done += chunk) / (bytes || 1);
}
