/**
 * Which column means what: candidates from the headings, weighed by what stands in the columns, the surest first, each
 * meaning once. Money columns that the heading leaves open are told apart by arithmetic (tell-amounts.ts).
 */
import type { Candidate } from '../../facts/kind.ts';
import { hasCustomer } from '../../facts/kind.ts';
import { type FactName, kinds } from '../../facts/kinds.ts';
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import { matchHeading } from './match-heading.ts';
import { mend } from './mend-columns.ts';
import { parseMonth } from '../../facts/values/month.ts';
import type { ColumnProfile } from './profile.ts';

export interface Choice {
  meaning: ColumnMeaning;
  confidence: number;
}

export interface Chosen {
  /** One per column. */
  choices: Choice[];
  /** Columns with an amount of which the heading does not say what it includes. */
  openAmounts: number[];
}

/** `named`: customers stand in the rows above, not in a column. */
/** `ofDocuments`: columns that print one value on all lines of a document. */
export function chooseColumns(
  headings: string[],
  profiles: ColumnProfile[],
  kind: FactName,
  { named, ofDocuments = none }: { named: boolean; ofDocuments?: ReadonlySet<number> },
): Chosen {
  const chosen = bestFirst({ headings, profiles, kind, without: nothing, ofDocuments });
  const alone = named ? nothing : ofNobody(chosen.choices, profiles);
  if (!hasCustomer(kinds[kind])) return chosen;
  const told = alone.size === 0 ? chosen : bestFirst({ headings, profiles, kind, without: alone, ofDocuments });
  mend(told, profiles, headings, kind);
  besideCustomer(told, alone, headings, kind);
  return told;
}

interface Table {
  headings: string[];
  profiles: ColumnProfile[];
  kind: FactName;
  without: ReadonlySet<Candidate['meaning']>;
  ofDocuments: ReadonlySet<number>;
}

const nothing: ReadonlySet<Candidate['meaning']> = new Set();
const none: ReadonlySet<number> = new Set();

/**
 * Whom a customer belongs to, and where its goods went, mean that only beside the customer: alone, they are the customer. A code
 * beside them is the customer's where there are more codes than groups, for a group has several customers; or fewer than places.
 */
function ofNobody(choices: Choice[], profiles: ColumnProfile[]): ReadonlySet<Candidate['meaning']> {
  const at = (meaning: ColumnMeaning): number => choices.findIndex((choice) => choice.meaning === meaning);
  if (at('customer') >= 0 || at('payer') >= 0 || at('payee') >= 0) return nothing;
  const distinct = (column: number): number => profiles[column]?.distinct ?? 0;
  const codes = Math.max(distinct(at('customer_code')), distinct(at('tax_id')));
  const alone = new Set<Candidate['meaning']>();
  if (distinct(at('group')) >= codes) alone.add('group');
  if (codes === 0 || distinct(at('delivery_point')) <= codes) alone.add('delivery_point');
  return alone;
}

/** Where it turned out after all that another column is the customer ("Юр. лицо" beside "Холдинг"). */
function besideCustomer(
  { choices, openAmounts }: Chosen,
  alone: ReadonlySet<Candidate['meaning']>,
  headings: string[],
  kind: FactName,
): void {
  for (const meaning of alone as ReadonlySet<ColumnMeaning>) {
    const column = headings.findIndex(
      (heading, at) =>
        choices[at]!.meaning === 'ignored' && !openAmounts.includes(at) && matchHeading(heading, kind)[0]?.meaning === meaning,
    );
    if (column >= 0) choices[column] = { meaning, confidence: 0.6 };
  }
}

/** The surest first, each meaning once. */
function bestFirst({ headings, profiles, kind, without, ofDocuments }: Table): Chosen {
  const choices: Choice[] = headings.map(() => ({ meaning: 'ignored', confidence: 0 }));
  const candidates = headings
    .flatMap((heading, column) =>
      weigh({ heading, column, headings, profiles, kind, without, ofDocuments }).map((candidate) => ({ column, ...candidate })),
    )
    .toSorted((a, b) => b.score - a.score || a.column - b.column);
  const taken = new Set<ColumnMeaning>();
  const decided = new Set<number>();
  const openAmounts: number[] = [];
  for (const { column, meaning, score } of candidates) {
    if (decided.has(column) || score < 0.12) continue;
    if (meaning === 'amount') {
      decided.add(column);
      openAmounts.push(column);
      choices[column] = { meaning: 'ignored', confidence: score };
      continue;
    }
    // A row may have several states: of the document, of its payment, of its delivery.
    if (taken.has(meaning) && meaning !== 'row_number' && meaning !== 'posted') continue;
    decided.add(column);
    taken.add(meaning);
    choices[column] = { meaning, confidence: Math.min(1, score) };
  }
  // A sum of the whole document is not taken where a line has one of its own.
  const ofLines = openAmounts.filter((column) => !ofDocuments.has(column));
  return { choices, openAmounts: (ofLines.length > 0 ? ofLines : openAmounts).toSorted((a, b) => a - b) };
}

type Situation = Table & { heading: string; column: number };

function weigh(situation: Situation): Candidate[] {
  const { heading, column, profiles, kind, without } = situation;
  const profile = profiles[column]!;
  if (heading === '') return [];
  const candidates = documentCandidates(matchHeading(heading, kind), profile).filter(
    ({ meaning }) => !without.has(meaning) && !(isSum(meaning) && ofWholeOrder(situation)),
  );
  const most = Math.max(1, ...profiles.map(({ filled }) => filled));
  return candidates.map(({ meaning, score }) => {
    const fit = fits(meaning, profile, situation);
    // An empty or sparse column may be what its heading says, but yields to a full one of the same meaning.
    const fullness = profile.filled === 0 ? 0.4 : 0.93 + 0.07 * Math.min(1, profile.filled / most);
    const ofLine = isSum(meaning) && situation.ofDocuments.has(column) ? 0.6 : 1;
    return { meaning, score: score * fit * fullness * ofLine * beside(meaning, situation) };
  });
}

const isSum = (meaning: Candidate['meaning']): boolean =>
  meaning === 'amount' || meaning === 'list_price' || /^(net|gross|vat|list|discount)_amount$/.test(meaning);

/** A web shop prints each line's price and quantity, and beside the first line the sums of the whole order; an order's discount belongs to no line. */
function ofWholeOrder({ heading, headings, profiles }: Situation): boolean {
  if (
    /^line ?item\b/i.test(heading) ||
    !['price', 'quantity'].every((what) => headings.some((other) => new RegExp(`^line ?item ${what}$`, 'i').test(other)))
  )
    return false;
  return !profiles.some((profile) => /^discount amount$/i.test(headings[profile.index]!) && profile.max > 0);
}

/** "Документ" is a reference, a number or a kind of document: only the cells can say. */
function documentCandidates(candidates: Candidate[], profile: ColumnProfile): Candidate[] {
  const asDocument = candidates.find(({ meaning }) => meaning === 'document');
  const asNumber = candidates.find(({ meaning }) => meaning === 'document_number');
  if (profile.filled === 0 || (!asDocument && !asNumber)) return candidates;
  const others = candidates.filter(({ meaning }) => meaning !== 'document' && meaning !== 'document_number');
  const score = Math.max(asDocument?.score ?? 0, asNumber?.score ?? 0);
  if (profile.references > 0.5) return [...others, { meaning: 'document', score }];
  if (profile.digits < 0.3 && profile.flags > 0.5 && profile.distinct < 40)
    return [...others, { meaning: 'document_type', score: score * 0.95 }];
  if (profile.digits < 0.3) return others;
  if (asDocument && profile.letters > 0.8 && profile.longTexts > 0.3) return [...others, { meaning: 'document', score: score * 0.8 }];
  return [...others, { meaning: 'document_number', score: score * (profile.runs ? 0.5 : 1) }];
}

const numeric: ReadonlySet<string> = new Set(
  'quantity list_price list_amount discount_amount net_amount gross_amount vat_amount cost_amount unit_cost gross_margin payment_amount incoming_amount outgoing_amount refunded_amount balance amount rate nominal expense_amount event_count contract_amount'.split(
    ' ',
  ),
);

/** 0…1: whether the cells can be what the heading promises. */
function fits(meaning: Candidate['meaning'], profile: ColumnProfile, { kind, heading }: Pick<Situation, 'kind' | 'heading'>): number {
  if (profile.filled === 0) return 1;
  if (numeric.has(meaning))
    return profile.numbers >= 0.5 || (meaning === 'vat_amount' && profile.numbers > 0)
      ? 1
      : meaning === 'quantity' && profile.digits > 0.5
        ? 0.8
        : 0.05;
  switch (meaning) {
    case 'date':
    case 'valid_until':
    case 'terminated_on':
      return profile.dates >= 0.5 ? 1 : profile.dates + profile.serials >= 0.5 ? 0.9 : profile.dates > 0 ? 0.5 : 0.05;
    case 'month':
      return profile.samples.filter((sample) => parseMonth(sample, 'dmy') !== null || /^\d{5}$/.test(sample)).length >=
        profile.samples.length / 2
        ? 1
        : 0.1;
    case 'minutes':
    case 'hours':
      return profile.digits > 0.5 ? 1 : 0.05;
    case 'term_length':
      return profile.digits > 0.5 && profile.dates < 0.5 ? 1 : 0.05;
    case 'contract_number':
      return profile.runs ? 0.2 : profile.dates > 0.8 ? 0.1 : 1;
    case 'event_number':
      // Counted from the first row to the last, it is the row's number and no event's.
      return profile.runs ? 0.2 : profile.distinct >= profile.filled * 0.5 ? 1 : 0.3;
    case 'pool':
    case 'event':
    case 'expense_name':
    case 'person':
    case 'customer':
    case 'product':
    case 'manager':
    case 'payer':
    case 'payee':
      return profile.dates > 0.8 ? 0.1 : profile.numbers > 0.9 || profile.letters < 0.05 ? 0.35 : 1;
    case 'seller':
      return profile.numbers > 0.9 ? 0.2 : profile.legalForms === 0 && profile.distinct > 2 ? 0.6 : 1;
    case 'customer_code':
      // A list of calls names the number that was dialled.
      return kind === 'events' && profile.phones > 0.8 ? 0.05 : 1;
    case 'tax_id':
      return profile.digits > 0.5 ? 1 : 0.3;
    case 'branch_id':
      return profile.digits > 0.5 ? 1 : 0.1;
    case 'currency':
      return profile.currencies > 0.5 ? 1 : profile.letters > 0.9 && profile.distinct < 20 ? 0.5 : 0.05;
    case 'return_flag':
      // Words and numbers for operations that nobody has met are asked; "kind" alone may be of anything.
      return profile.flags > 0.6
        ? 1
        : kind === 'sales' &&
            /операц|operation|oper\b|движен|transaction|vidop|вид оп/i.test(heading) &&
            profile.distinct > 1 &&
            profile.distinct <= 12 &&
            profile.distinct <= profile.filled &&
            (profile.letters > 0.5 || profile.integers > 0.9)
          ? 0.6
          : 0.05;
    case 'document_type':
      return profile.letters > 0.5 && profile.distinct < 60 ? 1 : profile.flags > 0.6 ? 1 : 0.2;
    case 'posted':
      // Words that nobody has met are asked; a column of names or numbers holds no states.
      return profile.postings > 0.6
        ? 1
        : profile.letters > 0.5 && profile.distinct <= 40 && profile.distinct <= Math.max(3, profile.filled / 2)
          ? 0.7
          : 0.1;
    case 'captured':
      return profile.flags > 0.5 ? 1 : 0.1;
    case 'deleted':
      return profile.postings > 0.5 || profile.flags > 0.5 ? 1 : 0.2;
    case 'row_number':
      return profile.runs ? 1 : profile.restarts ? 0.95 : profile.integers > 0.9 && profile.max < 1000 ? 0.75 : 0.2;
    case 'unit':
      return profile.letters > 0.3 && profile.distinct < 200 ? 1 : 0.3;
    case 'purpose':
      return profile.letters > 0.5 ? 1 : 0.2;
    default:
      return 1;
  }
}

/** Neighbours help where a heading is bare: "Код" before the customer or the item, "Дата" next to the document. */
function beside(meaning: Candidate['meaning'], { column, headings, kind, without }: Situation): number {
  const near = (offset: number, wanted: ColumnMeaning[]): boolean => {
    const heading = headings[column + offset];
    return (
      heading !== undefined &&
      heading !== '' &&
      wanted.includes(matchHeading(heading, kind).find((candidate) => !without.has(candidate.meaning))?.meaning as ColumnMeaning)
    );
  };
  if (meaning === 'customer_code' && /^(код|code|id)$/i.test(headings[column]!)) {
    return near(1, ['customer']) ? 3 : near(-1, ['customer']) && !near(1, ['product']) ? 2.9 : 0.5;
  }
  if (meaning === 'product_code' && /^(код|code|id)$/i.test(headings[column]!))
    return near(1, ['product']) || near(-1, ['product']) ? 1 : 0.6;
  const documents: ColumnMeaning[] = ['document', 'document_number', 'document_type'];
  if (meaning === 'date') return near(1, documents) || near(-1, documents) ? 1.02 : 1;
  return 1;
}
