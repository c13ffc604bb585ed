/**
 * Which table of a file is read: the sheet of a workbook, or the file of an archive, whose first rows look most like a table of
 * facts. Sheets with the same headings are one table in several parts, as for a sheet for each month.
 */
import type { FactName } from '../../facts/kinds.ts';
import type { RawRow } from '../../facts/row/raw-row.ts';
import type { Answers } from '../../facts/row/reading.ts';
import type { OpenedFile } from '../open-file.ts';
import { findHeader, headingScore } from '../recognise/find-header.ts';
import { decideKind } from '../recognise/kind.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { monthNumber } from '../../facts/values/months.ts';
import type { Assumption } from './assumption.ts';
import { decide, evidence } from './decide.ts';

/** Of more tables than this only the first ones are looked at. */
const most = 60;
const looked = 200;
/** Between the names of sheets that are read as one. */
const and = ' + ';

interface Candidate {
  names: string[];
  key: string;
  kind: FactName | null;
  /** How much its headings look like headings; 0 where it has none. */
  score: number;
  rows: number;
}

export async function assumeTable(file: OpenedFile, answers: Answers): Promise<Assumption | null> {
  if (file.tables === undefined || file.tables.length < 2) return null;
  const candidates: Candidate[] = [];
  for (const name of file.tables.slice(0, most)) {
    const candidate = await lookAt(file, name);
    if (candidate === null) continue;
    const same = candidates.find(({ key }) => key === candidate.key && candidate.score > 0);
    if (same === undefined) candidates.push(candidate);
    else {
      same.names.push(name);
      same.rows += candidate.rows;
    }
  }
  const tables = candidates.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score || b.rows - a.rows);
  const best = tables[0] ?? candidates[0];
  if (best === undefined) return null;
  const value = best.names.join(and);
  const others = [...best.names, ...tables.slice(1).map(({ names }) => names.join(and))];
  const skipped = file.tables.filter((name) => !best.names.includes(name));
  const said = [
    evidence(best.names.length > 1 ? 'same_headings' : 'best_headings', { tables: best.names.join(', ') }),
    ...(skipped.length === 0 ? [] : [evidence('tables_left_out', { tables: skipped.join(', ') })]),
  ];
  // Parts that are named as months, quarters or numbers add up; others may repeat each other, as a sheet for the whole year does.
  const parts = best.names.length === 1 || best.names.every(isPeriod);
  const rival = tables.slice(1).some(({ score, rows }) => score >= best.score * 0.75 && rows >= 1);
  return decide(
    {
      key: 'table',
      value,
      sureness: parts && !rival ? 'evident' : 'open',
      evidence: said,
      others: others.length > 1 || rival ? others : [],
    },
    answers,
  );
}

/** The file at the tables that were chosen, several of them as one. */
export async function atTables(file: OpenedFile, chosen: string | null): Promise<OpenedFile> {
  if (chosen === null || file.table === undefined) return file;
  // A name may hold the sign itself.
  const names = file.tables.includes(chosen) ? [chosen] : chosen.split(and).filter((name) => file.tables.includes(name));
  if (names.length === 0) return file;
  const [first, ...rest] = await Promise.all(names.map((name) => file.table(name)));
  return rest.length === 0 ? first! : { ...first!, rows: () => oneAfterAnother(first!, rest) };
}

/** The headings of further parts are left out; their rows are numbered on. */
async function* oneAfterAnother(first: OpenedFile, rest: OpenedFile[]): AsyncGenerator<RawRow[]> {
  let last = 0;
  let headings: string | null = null;
  for await (const rows of first.rows()) {
    for (const row of rows) {
      last = row.number;
      if (headings === null && headingScore(row) >= 1.5) headings = textOf(row);
    }
    yield rows;
  }
  for (const part of rest) {
    const offset = last;
    let begun = headings === null;
    for await (const rows of part.rows()) {
      const further: RawRow[] = [];
      for (const row of rows) {
        last = offset + row.number;
        if (begun) further.push({ ...row, number: last });
        else if (textOf(row) === headings) begun = true;
      }
      if (further.length > 0) yield further;
    }
  }
}

function textOf(row: RawRow): string {
  return row.cells
    .map((cell) => normalHeading(cellText(cell)))
    .join(' | ')
    .replace(/[ |]+$/, '');
}

async function lookAt(file: OpenedFile, name: string): Promise<Candidate | null> {
  const sample: RawRow[] = [];
  try {
    for await (const rows of (await file.table(name)).rows()) {
      sample.push(...rows);
      if (sample.length >= looked) break;
    }
  } catch {
    // A part that cannot be read is no table; if it is the only one, opening it says why.
    return null;
  }
  const filled = sample.filter((row) => row.cells.some((cell) => !isEmpty(cell)));
  if (filled.length === 0) return null;
  const header = findHeader(sample);
  if (header === null) return { names: [name], key: `#${name}`, kind: null, score: 0, rows: filled.length };
  const below = sample.slice(header.last + 1).filter((row) => row.cells.some((cell) => !isEmpty(cell)));
  const kind = decideKind(header.headings, [], below);
  const score = below.length === 0 ? 0 : Math.max(...sample.slice(header.first, header.last + 1).map(headingScore));
  return { names: [name], key: header.headings.map(normalHeading).join('\u0001'), kind, score, rows: below.length };
}

function isPeriod(name: string): boolean {
  const words = name
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
  return (
    words.length > 0 &&
    words.length <= 4 &&
    words.every(
      (word) => monthNumber.has(word) || /^(\d{1,4}|q[1-4]|i{1,3}|iv|квартал|кв|quarter|г|год|р|рік|week|неделя|тиждень)$/.test(word),
    ) &&
    words.some((word) => monthNumber.has(word) || /\d|^q|^i/.test(word))
  );
}
