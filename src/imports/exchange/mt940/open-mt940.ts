/**
 * MT940 of SWIFT (and the interim MT942) → payments. A booking that cannot be read is rejected with its line; opening and closing
 * balance of each statement are held against its bookings.
 */
import { ImportRefused, type PrintedTotal } from '../../recognition.ts';
import type { OpenedFile } from '../../open-file.ts';
import { decodeText } from '../../whole-file/decode-text.ts';
import { readWhole } from '../../whole-file/read-whole.ts';
import { openRows } from '../../whole-file/rows-in-memory.ts';
import { exact, plainDecimal } from '../exact-sum.ts';
import { StatementRows } from '../statement-rows.ts';
import { bookingOf, dayOf } from './bookings.ts';
import { type Field, readMessages } from './messages.ts';

export async function openMt940({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const messages = readMessages(decodeText(await readWhole({ path, size, format: 'MT940' })));
  const rows = new StatementRows();
  const printedTotals: PrintedTotal[] = [];
  const accounts = new Set<string>();
  const currencies = new Set<string>();
  const days: string[] = [];
  for (const fields of messages) {
    const statement = statementOf(fields);
    if (statement.account !== '') accounts.add(statement.account);
    if (statement.currency !== '') currencies.add(statement.currency);
    if (statement.day !== null) days.push(statement.day);
    let sum = 0n;
    fields.forEach((field, at) => {
      if (field.tag !== '61') return;
      const details = fields[at + 1]?.tag === '86' ? fields[at + 1] : undefined;
      const read = bookingOf(field, details, statement);
      if (read === null) rows.addDamaged({ number: field.line, line: field.line }, `:61:${field.lines.join(' ')}`);
      else {
        rows.add({ number: field.line, line: field.line }, read.booking);
        days.push(read.booking.bookedOn);
      }
      sum += read?.signed ?? 0n;
    });
    const { opening, closing } = statement;
    if (opening !== null && closing !== null)
      printedTotals.push({ about: statement.name, name: 'closing', printed: plainDecimal(closing), read: plainDecimal(opening + sum) });
    // Without one of its balances a statement breaks off, or began before the file does. Only interim reports have none.
    else if (opening !== null || closing !== null || !statement.interim)
      throw new ImportRefused({
        code: 'truncated',
        detail: { part: opening === null ? ':60F:' : ':62F:', line: String(fields.at(-1)?.line ?? '') },
      });
  }
  const sorted = days.toSorted();
  return openRows({
    container: 'mt940',
    size,
    rows: rows.rows,
    declared: {
      kind: 'payments',
      columns: rows.columns,
      own: { taxIds: [], accounts: [...accounts], names: [] },
      currency: currencies.size === 1 ? [...currencies][0]! : null,
      period: sorted.length === 0 ? null : { from: sorted[0]!, to: sorted.at(-1)! },
      titles: [...accounts],
      printedTotals,
      vatStated: true,
      ordersOnly: null,
    },
  });
}

interface Statement {
  account: string;
  currency: string;
  /** Account and number of the statement. */
  name: string;
  /** MT942, of the running day: it has a floor limit, and no balances. */
  interim: boolean;
  opening: bigint | null;
  closing: bigint | null;
  /** Of the closing balance; the opening one is of the day before the first booking. */
  day: string | null;
}

function statementOf(fields: Field[]): Statement {
  const said = (...tags: string[]): string => fields.find(({ tag }) => tags.includes(tag))?.lines[0]?.trim() ?? '';
  const [opening, closing] = [balanceOf(said('60F', '60M')), balanceOf(said('62F', '62M'))];
  const account = said('25', '25P');
  return {
    account,
    currency: opening?.currency ?? closing?.currency ?? /^([A-Z]{3})/.exec(said('34F'))?.[1] ?? '',
    name: [account, said('28C', '28')].filter((part) => part !== '').join(' '),
    interim: fields.some(({ tag }) => tag === '34F'),
    opening: opening?.sum ?? null,
    closing: closing?.sum ?? null,
    day: closing?.day ?? null,
  };
}

/** "C260131EUR1234,56" */
function balanceOf(printed: string): { sum: bigint; currency: string; day: string } | null {
  const match = /^([CD])(\d{6})([A-Z]{3})(\d{1,15},\d{0,4})/.exec(printed);
  const day = match && dayOf(match[2]!);
  const sum = match && exact(match[4]!);
  return match && day !== null && sum !== null ? { sum: match[1] === 'D' ? -sum : sum, currency: match[3]!, day } : null;
}
