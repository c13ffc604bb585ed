/** What a cell says, as text: trimmed, without control characters, without the `="…"` by which programs protect ids. */
import type { Cell } from '../contract.ts';

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
  return cell === undefined || cell.type === 'empty' || (cell.type === 'text' && cellText(cell) === '');
}

function plainText(text: string): string {
  let plain = text;
  if (plain.startsWith('="') && plain.endsWith('"')) plain = plain.slice(2, -1);
  // oxlint-disable-next-line no-control-regex -- NUL and its kin come from fixed-width fields and are nobody's text
  if (/[\u0000-\u0008\u000e-\u001f\ufeff\u200b]/.test(plain)) plain = plain.replace(/[\u0000-\u0008\u000e-\u001f\ufeff\u200b]/g, '');
  return plain.trim();
}
