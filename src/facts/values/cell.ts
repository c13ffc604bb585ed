/** What a cell says, as text: trimmed, without the `="…"` by which programs protect ids. */
import type { Cell } from '../row/raw-row.ts';

export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  switch (cell.type) {
    case 'empty':
      return '';
    case 'boolean':
      return cell.value ? 'true' : 'false';
    case 'text':
      return plainText(cell.text);
    default:
      return cell.text.trim();
  }
}

export function isEmpty(cell: Cell | undefined): boolean {
  return (
    cell === undefined ||
    cell.type === 'empty' ||
    (cell.type === 'text' && (cell.text === '' || (cell.text.charCodeAt(0) <= 0xa0 && cellText(cell) === '')))
  );
}

/** Zero-width spaces and byte order marks come from copying; control characters never get past the containers. */
function plainText(text: string): string {
  const bare = text.charCodeAt(0) === 61 && text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1) : text;
  return bare.includes('\u200b') ? bare.replaceAll('\u200b', '').trim() : bare.trim();
}
