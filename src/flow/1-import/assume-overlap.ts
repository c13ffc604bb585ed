/**
 * What other sources already tell of a staged file: found, said in figures, and asked, before anything counts twice. Whoever answered
 * for two sources that they tell of the same documents is not asked again for these two.
 */
import { asProgram } from '../../core/access/sight.ts';
import type { Context } from '../../context/context.ts';
import type { Assumption, Evidence, Option } from '../../imports/assumptions/assumption.ts';
import type { FactName } from '../../facts/kinds.ts';
import type { Answers } from '../../facts/row/reading.ts';
import { type OverlappingFact, overlappingFacts } from '../../journal/overlap/both-sides.ts';
import { agreesWell, findOverlap, type Overlap, type OverlapWith, type PeriodFigures } from '../../journal/overlap/overlap.ts';
import { factOf, rowsOf } from '../../journal/preview/preview.ts';
import type { Staging } from '../../journal/staging.ts';
import { journalPosition, registeredEntries } from '../../records/journal/reader.ts';
import { customersOfIncoming, customersOfSources } from '../../records/customers/customers-of-codes.ts';
import type { IncomingCode } from '../../records/customers/tell-codes.ts';
import { listSources } from '../../records/sources/sources.ts';

/** replace: each document once. separate: another seller's or company's. again: loaded as it is, and counted twice. */
export const overlapAnswers = ['replace', 'separate', 'again'] as const;
export type OverlapAnswer = (typeof overlapAnswers)[number];

export interface OverlapOf {
  kind: FactName;
  sourceId: string;
  period: { from: string; to: string } | null;
  codes: IncomingCode[];
  answers: Answers;
}

/** For a preview; needs `compare`. Null where nothing overlaps. What is found is kept in the staging place. */
export async function assumeOverlap(context: Context, connection: Staging['connection'], of: OverlapOf): Promise<Assumption | null> {
  const position = await context.records.read(asProgram('import'), journalPosition);
  const found = await findAndSay(context, connection, of);
  await connection.run(`
    create or replace table same_kept as ${found === null ? `select null as document where false` : 'select * from found_same'};
    create or replace table same_kept_at as select '${position}' as journal_position`);
  return found;
}

/**
 * For a commit: what the preview found, where the journal has not moved since and no more rows count; else found anew. Leaves the table
 * found_same (journal/overlap) where it returns an assumption.
 */
export async function overlapNow(
  context: Context,
  connection: Staging['connection'],
  of: OverlapOf & { previewed: Assumption | null; moreRows: boolean },
): Promise<Assumption | null> {
  const position = await context.records.read(asProgram('import'), journalPosition);
  // A preview that an earlier version of the program made kept nothing.
  await connection.run('create table if not exists same_kept_at (journal_position varchar)');
  const [kept] = await rowsOf(connection, 'select journal_position from same_kept_at');
  if (of.moreRows || kept?.['journal_position'] !== position) return findAndSay(context, connection, of);
  if (of.previewed !== null) await connection.run('create or replace temp table found_same as select * from same_kept');
  return of.previewed;
}

async function findAndSay(context: Context, connection: Staging['connection'], of: OverlapOf): Promise<Assumption | null> {
  const fact = factOf(of.kind);
  if (of.period === null || !isOverlapping(fact)) return null;
  const batches = await context.records.read(asProgram('import'), (tx) => registeredEntries(tx, context.config.dataDir));
  const customers = async (sourceIds: string[]) =>
    context.records.change(asProgram('import'), async (tx, client) => [
      ...(await customersOfSources(tx, sourceIds)),
      ...(of.codes.length === 0 ? [] : await customersOfIncoming(tx, client, of.sourceId, of.codes)),
    ]);
  const overlap = await findOverlap(connection, { fact, sourceId: of.sourceId, batches, period: of.period, customers });
  if (overlap === null) return null;
  const names = new Map((await context.records.read(asProgram('import'), listSources)).map(({ id, name }) => [id, name]));
  return assumptionOf(overlap, { names, answer: of.answers['overlap'] });
}

function isOverlapping(fact: string): fact is OverlappingFact {
  return overlappingFacts.includes(fact as OverlappingFact);
}

export function assumptionOf(overlap: Overlap, { names, answer }: { names: Map<string, string>; answer: string | undefined }): Assumption {
  const evidence = overlap.with.flatMap((other) => evidenceOf(other, names.get(other.sourceId) ?? ''));
  const open = overlap.with.filter((other) => !other.known);
  // Nothing but what is known already: the answer of then holds.
  if (open.length === 0)
    return { key: 'overlap', about: '', value: 'replace', evidence, sureness: 'evident', decidedBy: 'remembered', options: [] };
  const likely: OverlapAnswer[] = open.every(agreesWell) ? ['replace', 'separate', 'again'] : ['separate', 'replace', 'again'];
  const options: Option[] = likely.map((value) => ({
    value,
    outcome: outcomeOf(value === 'replace' ? overlap.once : overlap.beside, overlap),
  }));
  if (overlapAnswers.includes(answer as OverlapAnswer))
    return { key: 'overlap', about: '', value: answer!, evidence, sureness: 'evident', decidedBy: 'person', options };
  const remembered = open.every((other) => other.remembered && agreesWell(other));
  return {
    key: 'overlap',
    about: '',
    value: likely[0]!,
    evidence,
    sureness: remembered ? 'evident' : 'open',
    decidedBy: remembered ? 'remembered' : 'file',
    options,
  };
}

function outcomeOf(figures: PeriodFigures, { period }: Overlap): NonNullable<Option['outcome']> {
  return { ...figures, firstDate: period.from, lastDate: period.to, ofSample: false };
}

/** Sentences are made of these at the edge: messages assume_overlap_…; money is netMinor in currency. */
function evidenceOf(other: OverlapWith, source: string): Evidence[] {
  const [greatest] = other.totals;
  const told = (code: string, detail: Record<string, string | number>): Evidence => ({
    code: `overlap_${code}`,
    detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, String(value)])),
  });
  return [
    told('documents', {
      source,
      documents: other.documents,
      of: other.of,
      netMinor: greatest?.netMinor ?? '0',
      currency: greatest?.currency ?? '',
      from: other.from,
      to: other.to,
    }),
    ...(other.bySums > 0 ? [told('by_sums', { documents: other.bySums })] : []),
    ...(other.otherSum > 0 ? [told('other_sum', { documents: other.otherSum })] : []),
    ...(other.sameCustomer + other.otherCustomer > 0 ? [told('customers', { same: other.sameCustomer, other: other.otherCustomer })] : []),
    ...(other.onlyHere + other.onlyThere > 0 ? [told('rest', { here: other.onlyHere, there: other.onlyThere, source })] : []),
    ...(other.moreDetailedHere > 0 ? [told('from_here', { documents: other.moreDetailedHere })] : []),
    ...(other.moreDetailedHere < other.documents
      ? [told('from_there', { documents: other.documents - other.moreDetailedHere, source })]
      : []),
  ];
}
