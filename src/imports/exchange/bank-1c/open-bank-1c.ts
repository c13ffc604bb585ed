/**
 * A statement of the bank as 1C exchanges it (1CClientBankExchange) → payments. Which account is ours tells the direction; the
 * date is that of the money. What the bank says came in and went out is kept beside what its documents add up to.
 * Refuses a file that breaks off, and payment orders on their way to the bank: nobody has paid them.
 */
import { ImportRefused, type PrintedTotal } from '../../recognition.ts';
import { partyOf } from '../../../facts/payments/party.ts';
import type { OpenedFile } from '../../open-file.ts';
import { parseCurrency } from '../../../facts/values/currency.ts';
import { parseDate } from '../../../facts/values/date.ts';
import { decodeText } from '../../whole-file/decode-text.ts';
import { readWhole } from '../../whole-file/read-whole.ts';
import { openRows } from '../../whole-file/rows-in-memory.ts';
import { type DeclaredColumn, DeclaredRows, sumCell, textCell } from '../declared-rows.ts';
import { exact, plainDecimal } from '../exact-sum.ts';
import { type ExchangeText, readSections, type Section } from './sections.ts';

const columns = {
  date: { heading: 'Дата', meaning: 'date' },
  number: { heading: 'Номер', meaning: 'document_number' },
  type: { heading: 'Вид документа', meaning: 'operation' },
  customer: { heading: 'Контрагент', meaning: 'customer' },
  taxId: { heading: 'ИНН контрагента', meaning: 'tax_id' },
  branchId: { heading: 'КПП контрагента', meaning: 'branch_id' },
  incoming: { heading: 'Поступило', meaning: 'incoming_amount' },
  outgoing: { heading: 'Списано', meaning: 'outgoing_amount' },
  currency: { heading: 'Валюта', meaning: 'currency' },
  purpose: { heading: 'Назначение платежа', meaning: 'purpose' },
  executed: { heading: 'Исполнен', meaning: 'posted' },
  ownAccount: { heading: 'Наш счет', meaning: 'ignored' },
  otherAccount: { heading: 'Счет контрагента', meaning: 'ignored' },
  orderDate: { heading: 'Дата документа', meaning: 'ignored' },
} as const satisfies Record<string, DeclaredColumn>;

export async function openBank1c({ path, size }: { path: string; size: number }): Promise<OpenedFile> {
  const exchange = readSections(decodeExchange(await readWhole({ path, size, format: '1CClientBankExchange' })));
  const accounts = ownAccounts(exchange);
  const moves = exchange.documents.map((section) => moveOf(section, accounts));
  const printedTotals = totalsOf(exchange, moves, accounts);
  refuseCut(exchange, printedTotals);
  refuseOrdersForTheBank(exchange, moves);

  const rows = new DeclaredRows(columns);
  const executedIsSaid = moves.some(({ outgoing, executedOn }) => outgoing && executedOn !== '');
  for (const move of moves) addRow(rows, move, executedIsSaid);
  return openRows({
    container: 'bank_exchange_1c',
    size,
    rows: rows.rows,
    declared: {
      kind: 'payments',
      columns: rows.columns,
      own: ownSide(moves, accounts),
      currency: onlyCurrency(accounts),
      period: periodOf(exchange),
      titles: [exchange.header.get('Отправитель') ?? '', ...accounts].filter((title) => title !== ''),
      printedTotals,
      vatStated: true,
      ordersOnly: null,
    },
  });
}

/**
 * The keys themselves tell the encoding: read in the wrong one they are no words. What the header says of it is often wrong
 * (Кодировка=Windows in a UTF-8 file).
 */
function decodeExchange(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'windows-1251', 'ibm866', 'koi8-u', 'utf-16le', 'utf-16be'] as const) {
    const text = new TextDecoder(encoding).decode(bytes);
    if (/(?:ВерсияФормата|Кодировка|Секция(?:Документ|РасчСчет))\s*(?:=|[\r\n])/.test(text)) return text.replace(/^\ufeff/, '');
  }
  return decodeText(bytes);
}

interface Party {
  name: string;
  taxId: string;
  branchId: string;
  accounts: string[];
}

interface Move {
  section: Section;
  payer: Party;
  payee: Party;
  incoming: boolean;
  outgoing: boolean;
  executedOn: string;
  receivedOn: string;
}

function moveOf(section: Section, accounts: ReadonlySet<string>): Move {
  const [payer, payee] = [partyIn(section, 'Плательщик'), partyIn(section, 'Получатель')];
  const ours = (party: Party): boolean => party.accounts.some((account) => accounts.has(account));
  const executedOn = section.values.get('ДатаСписано') ?? '';
  const receivedOn = section.values.get('ДатаПоступило') ?? '';
  const [paidByUs, paidToUs] = [ours(payer), ours(payee)];
  // Where neither account is known as ours, the date that the bank gave tells: one of money that came, or that went.
  const known = paidByUs || paidToUs;
  return {
    section,
    payer,
    payee,
    executedOn,
    receivedOn,
    outgoing: known ? paidByUs : executedOn !== '' && receivedOn === '',
    incoming: known ? paidToUs : receivedOn !== '' && executedOn === '',
  };
}

/** The name may stand alone (Плательщик1), or behind its tax id ("ИНН 7700000000 ООО Ромашка"). */
function partyIn({ values }: Section, side: 'Плательщик' | 'Получатель'): Party {
  const whole = partyOf(values.get(side) ?? '');
  const named = partyOf(values.get(`${side}1`) ?? '');
  return {
    name: named.name || whole.name,
    taxId: values.get(`${side}ИНН`) || named.taxId || whole.taxId,
    branchId: values.get(`${side}КПП`) || named.branchId || whole.branchId,
    accounts: [values.get(`${side}РасчСчет`), values.get(`${side}Счет`), whole.account].filter(
      (account): account is string => account !== undefined && account !== '',
    ),
  };
}

function addRow(rows: DeclaredRows<keyof typeof columns>, move: Move, executedIsSaid: boolean): void {
  const { section, incoming, outgoing } = move;
  const place = { number: section.line, line: section.line };
  if (!section.closed) return rows.addDamaged(place, `СекцияДокумент=${section.type}`);
  const other = outgoing && !incoming ? move.payee : move.payer;
  const own = outgoing && !incoming ? move.payer : move.payee;
  const paidOn = (outgoing ? move.executedOn || move.receivedOn : move.receivedOn || move.executedOn) || section.values.get('Дата') || '';
  const sum = section.values.get('Сумма');
  rows.add(place, {
    date: textCell(parseDate(paidOn, 'dmy') ?? paidOn),
    number: textCell(section.values.get('Номер')),
    type: textCell(section.type),
    customer: textCell(other.name),
    taxId: textCell(other.taxId),
    branchId: textCell(other.branchId),
    // Money between two accounts of ours comes in and goes out: the other side is the company itself, and it is no customer's.
    incoming: incoming ? sumCell(sum) : textCell(''),
    outgoing: outgoing && !incoming ? sumCell(sum) : textCell(''),
    currency: textCell(currencyOfAccount(own.accounts[0] ?? '') ?? ''),
    purpose: textCell(purposeOf(section)),
    executed: textCell(outgoing && executedIsSaid ? (move.executedOn === '' ? 'Нет' : 'Да') : ''),
    ownAccount: textCell(own.accounts[0]),
    otherAccount: textCell(other.accounts[0]),
    orderDate: textCell(section.values.get('Дата')),
  });
}

/** Whole in one line, or in lines of its own; where both stand there, the lines repeat the whole, cut. */
function purposeOf({ values }: Section): string {
  const whole = values.get('НазначениеПлатежа') ?? '';
  if (whole !== '') return whole;
  return Array.from({ length: 9 }, (_, at) => values.get(`НазначениеПлатежа${at + 1}`) ?? '')
    .filter((part) => part !== '')
    .join(' ');
}

/** Named by the file; else whoever stands on one side of every document. */
function ownAccounts({ accounts, accountSections, documents }: ExchangeText): ReadonlySet<string> {
  const said = new Set(
    [...accounts, ...accountSections.map(({ values }) => values.get('РасчСчет') ?? '')].filter((account) => account !== ''),
  );
  if (said.size > 0 || documents.length < 2) return said;
  const seen = new Map<string, number>();
  for (const section of documents) {
    const sides = new Set([...partyIn(section, 'Плательщик').accounts, ...partyIn(section, 'Получатель').accounts]);
    for (const account of sides) seen.set(account, (seen.get(account) ?? 0) + 1);
  }
  return new Set([...seen].filter(([, count]) => count === documents.length).map(([account]) => account));
}

function ownSide(moves: Move[], accounts: ReadonlySet<string>): { taxIds: string[]; accounts: string[]; names: string[] } {
  const own = moves
    .filter(({ section, incoming, outgoing }) => section.closed && incoming !== outgoing)
    .map(({ outgoing, payer, payee }) => (outgoing ? payer : payee));
  const distinct = (texts: string[]): string[] => [...new Set(texts.filter((text) => text !== ''))];
  return { taxIds: distinct(own.map(({ taxId }) => taxId)), accounts: [...accounts], names: distinct(own.map(({ name }) => name)) };
}

/** Signs 6 to 8 of a Russian account are the number of its currency; 810 is the rouble's old one. */
function currencyOfAccount(account: string): string | null {
  return /^\d{20}$/.test(account) ? parseCurrency(account.slice(5, 8)) : null;
}

function onlyCurrency(accounts: ReadonlySet<string>): string | null {
  const found = new Set([...accounts].map(currencyOfAccount));
  return found.size === 1 ? [...found][0]! : null;
}

function periodOf({ header, accountSections }: ExchangeText): { from: string; to: string } | null {
  const ends = [header, ...accountSections.map(({ values }) => values)].flatMap((values) => {
    const [from, to] = [parseDate(values.get('ДатаНачала') ?? '', 'dmy'), parseDate(values.get('ДатаКонца') ?? '', 'dmy')];
    return from !== null && to !== null && from <= to ? [from, to] : [];
  });
  const sorted = ends.toSorted();
  return sorted.length === 0 ? null : { from: sorted[0]!, to: sorted.at(-1)! };
}

/** A bank may write one section of an account for each day: their turnovers add up. */
function totalsOf({ accountSections }: ExchangeText, moves: Move[], accounts: ReadonlySet<string>): PrintedTotal[] {
  const totals: PrintedTotal[] = [];
  for (const account of accounts) {
    const sections = accountSections.filter(({ values }) => values.get('РасчСчет') === account);
    for (const [name, key] of [
      ['incoming', 'ВсегоПоступило'],
      ['outgoing', 'ВсегоСписано'],
    ] as const) {
      const printed = sections.map(({ values }) => exact(values.get(key) ?? ''));
      if (printed.length === 0 || printed.includes(null)) continue;
      const read = moves.reduce((sum, move) => sum + partIn(move, account, name), 0n);
      totals.push({
        about: account,
        name,
        printed: plainDecimal(printed.reduce((sum: bigint, each) => sum + each!, 0n)),
        read: plainDecimal(read),
      });
    }
  }
  return totals;
}

/** A transfer between two own accounts is written once, or once for each of them, with the date of its side only. */
function partIn(
  { section, payer, payee, incoming, outgoing, executedOn, receivedOn }: Move,
  account: string,
  name: 'incoming' | 'outgoing',
): bigint {
  if (!section.closed) return 0n;
  const party = name === 'incoming' ? payee : payer;
  if (!party.accounts.includes(account)) return 0n;
  if (incoming && outgoing && (name === 'incoming' ? receivedOn === '' && executedOn !== '' : executedOn === '' && receivedOn !== ''))
    return 0n;
  if (name === 'outgoing' && !incoming && executedOn === '' && receivedOn !== '') return 0n;
  return exact(section.values.get('Сумма') ?? '') ?? 0n;
}

/** A client's program sends such a file to its bank: no turnovers, all outgoing, and none carried out. */
function refuseOrdersForTheBank({ accountSections, documents }: ExchangeText, moves: Move[]): void {
  if (accountSections.length > 0) return;
  if (documents.length === 0) throw new ImportRefused({ code: 'empty', detail: {} });
  const waiting = moves.every(({ incoming, executedOn, receivedOn }) => !incoming && executedOn === '' && receivedOn === '');
  if (waiting) throw new ImportRefused({ code: 'bank_exchange_1c', detail: { documents: String(documents.length) } });
}

/** Without its last line a file may still be whole: then its own totals say so, and these must be whole themselves. */
function refuseCut({ ended, documents, accountSections }: ExchangeText, totals: PrintedTotal[]): void {
  const damaged = accountSections.find(({ closed }) => !closed);
  if (damaged !== undefined) throw new ImportRefused({ code: 'truncated', detail: { part: 'СекцияРасчСчет', line: String(damaged.line) } });
  if (ended) return;
  const open = [...accountSections, ...documents].find(({ closed }) => !closed);
  const proved = totals.length > 0 && totals.every(({ printed, read }) => printed === read);
  if (open !== undefined || !proved)
    throw new ImportRefused({ code: 'truncated', detail: { part: 'КонецФайла', line: String(open?.line ?? '') } });
}
