/** What choosing the surest column first cannot see: a customer named as organisation or company, columns without a heading. */
import type { FactName } from '../../facts/kinds.ts';
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { Chosen } from './choose-columns.ts';
import { matchHeading } from './match-heading.ts';
import type { ColumnProfile } from './profile.ts';

export function mend(chosen: Chosen, profiles: ColumnProfile[], headings: string[], kind: FactName): void {
  const { choices } = chosen;
  const at = (meaning: ColumnMeaning): number => choices.findIndex((choice) => choice.meaning === meaning);
  const free = (column: number): boolean => choices[column]!.meaning === 'ignored' && !chosen.openAmounts.includes(column);
  const give = (column: number, meaning: ColumnMeaning, confidence: number): void => {
    choices[column] = { meaning, confidence };
  };
  const says = (column: number, meaning: ColumnMeaning, least: number): boolean =>
    matchHeading(headings[column]!, kind).some((candidate) => candidate.meaning === meaning && candidate.score >= least);
  codesUnderNames(chosen, profiles, says);
  // "AccountCode" beside many names is the account in the books that was credited, not the customer's.
  const [code, customer] = [at('customer_code'), at('customer')];
  if (
    code >= 0 &&
    customer >= 0 &&
    /account|сч[её]т|рахун/i.test(headings[code]!) &&
    profiles[code]!.distinct * 2 <= profiles[customer]!.distinct
  )
    give(code, 'ignored', 0);
  // "Компания" beside "Контакт" is the customer's, not our own.
  const weak = at('customer');
  const company = at('seller');
  if (weak >= 0 && company >= 0 && choices[weak]!.confidence < 0.65 && says(company, 'customer', 0.55) && profiles[company]!.distinct > 1) {
    give(weak, 'ignored', 0);
    give(company, 'customer', 0.6);
  }
  const customerMissing = at('customer') < 0 && at('payer') < 0 && at('payee') < 0;
  const seller = at('seller');
  if (
    customerMissing &&
    seller >= 0 &&
    (profiles[seller]!.distinct > 3 || (profiles[seller]!.distinct > 1 && says(seller, 'customer', 0.55)))
  )
    give(seller, 'customer', 0.6);
  else if (customerMissing && at('customer_code') < 0) {
    const named = best(profiles, (profile) =>
      free(profile.index) && profile.legalForms > 0.25 ? profile.legalForms + profile.filled / 1e6 : 0,
    );
    if (named >= 0) give(named, 'customer', 0.5);
  }
  if (at('date') < 0 && at('document') < 0) {
    const dated = best(profiles, (profile) =>
      free(profile.index) && profile.dates > 0.9 && profile.references < 0.5 && profile.numbers < 1 ? profile.dates : 0,
    );
    if (dated >= 0) give(dated, 'date', 0.5);
  }
  if (kind === 'sales' && at('document') < 0 && at('document_number') < 0) {
    // "Name" of an order: "#1001".
    const numbered = profiles.findIndex(
      (profile) =>
        free(profile.index) &&
        /^(name|order name)$/i.test(headings[profile.index]!) &&
        profile.digits > 0.95 &&
        profile.longTexts === 0 &&
        profile.samples.every((sample) => /^#?[A-Z]{0,5}-?\d+$/i.test(sample)),
    );
    if (numbered >= 0) give(numbered, 'document_number', 0.6);
  }
  // Currencies under a heading that nobody knows would otherwise be added up as one.
  const currencies = profiles.find(
    (profile) => free(profile.index) && profile.filled >= 2 && profile.currencies > 0.9 && profile.letters > 0.5 && profile.numbers < 0.5,
  );
  if (currencies !== undefined && at('currency') < 0) give(currencies.index, 'currency', 0.5);
  for (const profile of profiles) {
    if (!free(profile.index) || profile.filled < 2 || headings[profile.index] !== '') continue;
    if (profile.references > 0.5 && at('document') < 0 && at('document_number') < 0) give(profile.index, 'document', 0.5);
    else if (profile.legalIds > 0.7 && profile.distinct > 1 && at('tax_id') < 0) give(profile.index, 'tax_id', 0.5);
    else if (
      kind === 'sales' &&
      profile.flags > 0.9 &&
      profile.letters > 0.5 &&
      profile.distinct > 1 &&
      at('return_flag') < 0 &&
      at('document_type') < 0
    )
      give(profile.index, 'return_flag', 0.4);
  }
}

/** "Sold-to party" or "Material" full of codes, beside a column with the names. */
function codesUnderNames(
  { choices }: Chosen,
  profiles: ColumnProfile[],
  says: (column: number, meaning: ColumnMeaning, least: number) => boolean,
): void {
  for (const [meaning, code] of [
    ['customer', 'customer_code'],
    ['product', 'product_code'],
  ] as const) {
    const named = choices.findIndex((choice) => choice.meaning === meaning);
    if (named < 0 || choices.some((choice) => choice.meaning === code)) continue;
    const column = profiles.findIndex(
      (profile) =>
        choices[profile.index]!.meaning === 'ignored' &&
        profile.filled > 0 &&
        profile.digits > 0.9 &&
        profile.longTexts === 0 &&
        profile.legalForms === 0 &&
        profile.dates < 0.5 &&
        says(profile.index, meaning, 0.75),
    );
    if (column >= 0) choices[column] = { meaning: code, confidence: 0.7 };
  }
}

function best(profiles: ColumnProfile[], weight: (profile: ColumnProfile) => number): number {
  let found = -1;
  let most = 0;
  for (const profile of profiles) {
    const value = weight(profile);
    if (value > most) {
      most = value;
      found = profile.index;
    }
  }
  return found;
}
