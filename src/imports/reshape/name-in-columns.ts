/** A customer whose first and last name stand in two columns, or who is a company if one is named and a person if not. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { isTotal } from '../interpret/total-words.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { normalHeading } from '../../facts/headings/normal-heading.ts';
import { cellText, isEmpty } from '../../facts/values/cell.ts';
import { numberIn, textCell } from './cells.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { rowsBelow, type Top } from './table-top.ts';
import { wordsOf } from './words.ts';

export interface NameInColumnsStep {
  name: 'name_in_columns';
  heads: Heads;
  company: number | null;
  /** In the order in which the name is written. */
  parts: number[];
  others: number[];
  heading: string;
}

const whose = String.raw`(?:(?:customer|client|buyer|billing|bill to|contact|payer|purchaser|покупателя|клиента|контрагента|плательщика|покупця|клієнта|платника)\s)?`;
const owner = String.raw`(?:\s(?:customer|client|buyer|покупателя|клиента|контрагента|плательщика|покупця|клієнта|платника))?`;
const first = new RegExp(`^${whose}(first name|firstname|given name|forename|fname|имя|ім я|імя|vorname)${owner}$`, 'u');
const last = new RegExp(`^${whose}(last name|lastname|surname|family name|lname|фамилия|прізвище|nachname)${owner}$`, 'u');
const middle = new RegExp(`^${whose}(middle name|middlename|middle initial|patronymic|отчество|по батькові)${owner}$`, 'u');
const salutation = /^(salutation|обращение|звертання|anrede|name prefix|prefix|title|name suffix|suffix)$/u;
const company = new RegExp(
  `^${whose}(company|company name|business name|organization|organisation|organization name|firm|компания|название компании|организация|фирма|юр лицо|компанія|назва компанії|організація|фірма)${owner}$`,
  'u',
);

export function findNameInColumns(sample: readonly RawRow[], top: Top): FoundStep<NameInColumnsStep> | null {
  const headings = top.headings.map(normalHeading);
  const named = pick(headings, first);
  const family = pick(headings, last);
  if (named < 0 || family < 0) return null;
  const rows = rowsBelow(sample, top).filter((row) => !isTotal(cellText(row.cells.find((cell) => !isEmpty(cell)))));
  const filled = (column: number): number => rows.filter((row) => !isEmpty(row.cells[column])).length / Math.max(1, rows.length);
  const texts = (column: number): boolean =>
    rows.every((row) => isEmpty(row.cells[column]) || (row.cells[column]!.type === 'text' && numberIn(row.cells[column]) === null));
  if (!texts(named) || !texts(family)) return null;
  const firm = headings.findIndex((heading) => company.test(heading));
  // A customer that has a column of its own on every row is that; the person is its contact.
  const told = top.headings.some((heading, column) => {
    if (heading === '' || column === firm || column === named || column === family) return false;
    const best = matchHeading(heading, 'sales')[0];
    return best?.meaning === 'customer' && best.score >= 0.85 && filled(column) > 0.9 && texts(column);
  });
  if (told || (firm >= 0 && filled(firm) > 0.98 && rows.length > 1)) return null;
  const second = pick(headings, middle);
  const people = (column: number): boolean => rows.every((row) => isEmpty(row.cells[column]) || cellText(row.cells[column]).length <= 8);
  const parts = top.language === 'en' ? [named, second, family] : [family, named, second];
  const step: NameInColumnsStep = {
    name: 'name_in_columns',
    heads: headsOf(top),
    company: firm >= 0 && filled(firm) > 0 ? firm : null,
    parts: parts.filter((column) => column >= 0),
    others: headings.flatMap((heading, column) => (salutation.test(heading) && people(column) ? [column] : [])),
    heading: wordsOf(top.language).customer,
  };
  const columns = [...(step.company === null ? [] : [step.company]), ...step.parts].map((column) => top.headings[column]!);
  return {
    step,
    evidence: [{ code: step.company === null ? 'name_in_columns' : 'company_or_person', detail: { columns: columns.join(', ') } }],
    sureness: 'evident',
  };
}

/** The customer's own, then the one of the bill; the one of the delivery is not looked for. */
function pick(headings: string[], pattern: RegExp): number {
  const found = headings.flatMap((heading, column) => (pattern.test(heading) ? [column] : []));
  return found.find((column) => /customer|client|buyer|покуп|клиент|клієнт|контраг/u.test(headings[column]!)) ?? found[0] ?? -1;
}

export function nameInColumns({ heads, company: firm, parts, others, heading }: NameInColumnsStep): Reshaper {
  const [to, ...rest] = parts;
  const headings = new Map<number, string>([
    ...[...rest, ...others, ...(firm === null ? [] : [firm])].map((column) => [column, ''] as const),
    [to!, heading],
  ]);
  return rewriteColumns({
    heads,
    headings,
    rows(row) {
      const own = firm === null ? '' : cellText(row.cells[firm]);
      const person = parts
        .map((column) => cellText(row.cells[column]))
        .filter((text) => text !== '')
        .join(' ');
      return [new Map([[to!, textCell(own || person)]])];
    },
  });
}
