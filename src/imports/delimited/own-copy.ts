/**
 * A slice of a long string keeps the whole of it alive in V8. Whoever keeps one customer's name must not keep a block of the
 * file with it; joining and cutting makes a short string of its own. Up to 12 characters V8 copies anyway.
 */
export function ownCopy(text: string): string {
  return text.length < 13 ? text : `${text}\0`.slice(0, -1);
}
