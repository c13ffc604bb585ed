/** Where a cell stands, out of its reference. */

/** Column of a reference by its leading letters, from 0; -1 where it has none. The row is not looked at: this runs per cell. */
export function columnIndex(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length && i < 5; i++) {
    const letter = reference.charCodeAt(i) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column - 1;
}
