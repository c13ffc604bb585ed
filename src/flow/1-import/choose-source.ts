/**
 * Whose numbering a file has. Files with the same headings come from one source, unless what they say shows two: branches that each
 * number their own documents. Then a person is asked, and from there on a file goes to the source whose customers it knows.
 */
import { asProgram } from '../../core/access/sight.ts';
import { basename, extname } from 'node:path';
import type { Context } from '../../context/context.ts';
import type { CustomerMention } from '../../core/facts.ts';
import { nameKey, normalName } from '../../core/identify/normal-name.ts';
import type { Assumption, Outcome } from '../../imports/assumptions/assumption.ts';
import type { FactName } from '../../facts/kinds.ts';
import type { Answers } from '../../facts/row/reading.ts';
import { rowsOf } from '../../journal/preview/preview.ts';
import type { Staging } from '../../journal/staging.ts';
import { findImport } from '../../records/imports/reader.ts';
import { countKnownCustomers } from '../../records/customers/count-known.ts';
import { createSource, findSources, type Source, sourceOfImportAlone, sourcesInUse } from '../../records/sources/sources.ts';

export interface SourceChoice {
  source: Source;
  /** All that the file may come from by its headings. */
  candidates: Source[];
  /** file: by its headings and customers; person: named or answered. undecided: its customers fit several sources, or none of them. */
  by: 'file' | 'person' | 'undecided';
}

/** `mentions` are asked for only where several sources have these headings. */
export async function chooseSource(
  context: Context,
  of: { batchId: string; fileName: string; kind: FactName; headingKey: string; sourceName: string | undefined; answers: Answers },
  mentions: () => Promise<CustomerMention[]>,
): Promise<SourceChoice> {
  const answer = of.answers['source'];
  const fileStem = basename(of.fileName, extname(of.fileName));
  const { candidates, own, said } = await context.records.read(asProgram('import'), async (tx) => {
    const alike = await findSources(tx, { kind: of.kind, headingKey: of.headingKey });
    // A file that is read again comes with the source that it had; a person has not named that one.
    const had = (await findImport(tx, of.batchId))?.source_name;
    const name = of.sourceName === had && alike.some((source) => source.name === had) ? undefined : of.sourceName;
    const known = name === undefined ? alike : await findSources(tx, { kind: of.kind, name });
    const inUse = await sourcesInUse(
      tx,
      known.map(({ id }) => id),
    );
    // Of sources whose every load was taken back nothing can be told; the first of them is as good as any.
    return {
      candidates: inUse.size === 0 ? known.slice(0, 1) : known.filter(({ id }) => inUse.has(id)),
      own: await sourceOfImportAlone(tx, of.batchId),
      said: name,
    };
  });
  const create = (name: string): Promise<Source> =>
    context.records.change(asProgram('import'), (tx) => createSource(tx, { name, kind: of.kind, headingKey: of.headingKey }));
  // Read again, the file keeps the source that was made for it.
  if (answer === 'new') return { source: own ?? (await create(fileStem)), candidates, by: 'person' };
  if (candidates.length === 0) return { source: await create(said ?? fileStem), candidates, by: said === undefined ? 'file' : 'person' };
  const answered = candidates.find((candidate) => candidate.name === answer);
  if (answered !== undefined) return { source: answered, candidates, by: 'person' };
  const decided = answer === 'same' || said !== undefined ? 'person' : null;
  if (candidates.length === 1) return { source: candidates[0]!, candidates, by: decided ?? 'file' };
  const fits = await fitsOf(context, candidates, await mentions());
  const [best, next] = fits.toSorted((a, b) => b.known - a.known);
  return { source: best!.source, candidates, by: decided ?? (best!.known > next!.known ? 'file' : 'undecided') };
}

/** How many of the file's customers each source knows. */
async function fitsOf(context: Context, candidates: Source[], mentions: CustomerMention[]): Promise<{ source: Source; known: number }[]> {
  const told = {
    codes: [...new Set(mentions.flatMap(({ code }) => (code === '' ? [] : [`code:${code}`])))],
    taxIds: [...new Set(mentions.flatMap(({ taxId }) => (taxId === '' ? [] : [taxId])))],
    nameKeys: [...new Set(mentions.map(({ name }) => nameKey(normalName(name))).filter((key) => key !== ''))],
  };
  const counts = await context.records.read(asProgram('import'), (tx) =>
    countKnownCustomers(
      tx,
      candidates.map(({ id }) => id),
      told,
    ),
  );
  return candidates.map((source) => ({ source, known: counts.get(source.id) ?? 0 }));
}

/**
 * The question whose numbering it is, where most documents that the source has told before belong to other customers now, or where
 * several sources fit alike. Needs `compare` with that source. Null where there is nothing to ask.
 */
export async function assumeSource(
  connection: Staging['connection'],
  { source, candidates, by }: SourceChoice,
  { comparedWithEarlier, answers }: { comparedWithEarlier: boolean; answers: Answers },
): Promise<Assumption | null> {
  const conflicts = comparedWithEarlier ? await conflictsWith(connection) : null;
  // One document that moved to another customer, and is otherwise what it was, is a correction.
  const clash = conflicts !== null && conflicts.conflicts * 2 > conflicts.common && (conflicts.conflicts > 1 || conflicts.otherSums > 0);
  const others = candidates.filter((candidate) => candidate.id !== source.id).map(({ name }) => name);
  if (by === 'person') {
    const answer = answers['source'];
    return clash || answer !== undefined
      ? {
          key: 'source',
          about: '',
          value: answer ?? 'same',
          evidence: clash ? evidenceOf(source, conflicts) : [],
          sureness: 'evident',
          decidedBy: 'person',
          options: [],
        }
      : null;
  }
  if (!clash && by === 'file') return null;
  const outcomes = conflicts === null ? { new: null, same: null } : { new: conflicts.asNew, same: conflicts.asSame };
  // Corrections change a sum or a customer here and there; another branch has nothing in common but its numbers.
  const likely = clash && conflicts.otherSums * 5 >= conflicts.common * 4 ? (['new', 'same'] as const) : (['same', 'new'] as const);
  return {
    key: 'source',
    about: '',
    value: likely[0],
    evidence: [
      ...(clash ? evidenceOf(source, conflicts) : []),
      ...(by === 'undecided' ? [{ code: 'source_several', detail: { source: source.name, sources: others.join(', ') } }] : []),
    ],
    sureness: 'open',
    decidedBy: 'file',
    options: [...likely.map((value) => ({ value, outcome: outcomes[value] })), ...others.map((value) => ({ value, outcome: null }))],
  };
}

interface Conflicts {
  /** Documents that the source has told before, those of them that are another customer's now, and of these those of another sum or day. */
  common: number;
  conflicts: number;
  otherSums: number;
  asNew: Outcome;
  asSame: Outcome;
}

function evidenceOf(source: Source, { common, conflicts, otherSums }: Conflicts): Assumption['evidence'] {
  return [
    {
      code: 'source_conflicts',
      detail: { source: source.name, documents: String(conflicts), of: String(common), otherSums: String(otherSums) },
    },
  ];
}

async function conflictsWith(connection: Staging['connection']): Promise<Conflicts> {
  const [counts] = await rowsOf(
    connection,
    `select count(*) filter (outcome in ('changed', 'unchanged', 'conflict'))::integer as common, count(*) filter (outcome = 'conflict')::integer as conflicts,
       count(*) filter (outcome = 'conflict' and (before_minor <> after_minor or before_on_date <> on_date))::integer as other_sums,
       min(on_date)::varchar as first_date, max(on_date)::varchar as last_date
     from comparison`,
  );
  const outcome = async (minor: string, documents: string, customers: string): Promise<Outcome> => {
    const totals = await rowsOf(
      connection,
      `select currency, sum(${minor})::varchar as net_minor from comparison group by currency having sum(${minor}) is not null order by currency`,
    );
    const [sums] = await rowsOf(
      connection,
      `select (select sum(${documents}) from comparison)::integer as documents, (select count(distinct customer_code) from (${customers}))::integer as customers`,
    );
    return {
      totals: totals.map((row) => ({ currency: row['currency'] as string, netMinor: row['net_minor'] as string })),
      documents: Number(sums!['documents']),
      customers: Number(sums!['customers']),
      firstDate: counts!['first_date'] as string | null,
      lastDate: counts!['last_date'] as string | null,
      ofSample: false,
    };
  };
  const before = 'select customer_code from before_document where document in (select document from comparison)';
  return {
    common: counts!['common'] as number,
    conflicts: counts!['conflicts'] as number,
    otherSums: counts!['other_sums'] as number,
    asNew: await outcome(
      'coalesce(before_minor, 0) + coalesce(after_minor, 0)',
      'if(before_minor is null, 0, 1) + if(after_minor is null, 0, 1)',
      `select customer_code from comparison union all ${before}`,
    ),
    asSame: await outcome('coalesce(after_minor, before_minor)', '1', 'select customer_code from comparison'),
  };
}
