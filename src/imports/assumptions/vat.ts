/**
 * Whether the only sum of a file contains VAT. Where the heading says that it does and nothing says how much, the rate must be
 * answered; where nothing speaks of VAT at all, the sum is taken as printed, and a person may say more.
 */
import type { FactName } from '../../facts/kinds.ts';
import type { ColumnMeaning } from '../../facts/row/meanings.ts';
import type { Answers } from '../../facts/row/reading.ts';
import { includesVat } from '../../facts/prices/headings.ts';
import type { PriceFacts } from '../recognise/tell-amounts.ts';
import type { Assumption } from './assumption.ts';
import { decide, evidence } from './decide.ts';

/** The value is the rate that is inside, in per cent; 0 where the sum is net. Null for kinds that have no VAT. */
export function assumeVat(found: {
  meanings: ColumnMeaning[];
  headings: string[];
  titles: string[];
  prices: PriceFacts;
  kind: FactName;
  rates: readonly string[];
  answers: Answers;
}): Assumption | null {
  const { meanings, headings, titles, prices, kind, rates, answers } = found;
  const said = (value: string, sureness: Assumption['sureness'], code: string, heading = ''): Assumption =>
    decide(
      {
        key: 'vat',
        value,
        sureness,
        evidence: [evidence(code, heading === '' ? {} : { heading })],
        others: sureness === 'evident' ? [] : ['0', ...rates],
      },
      answers,
    );
  const usual = rates[0] ?? '20';
  if (kind === 'prices' || kind === 'contracts') {
    const priced = headings.filter((_, column) => meanings[column] === 'list_price' || meanings[column] === 'contract_amount');
    // Insurance bears no VAT.
    if (kind === 'contracts' && (priced.length === 0 || priced.some((heading) => /преми|премі|premium/i.test(heading))))
      return said('0', 'evident', 'premium');
    const included = includesVat(priced, titles);
    if (included === false) return said('0', 'evident', 'heading_without_vat', priced[0]);
    return included === true ? said(usual, 'open', 'heading_with_vat', priced[0]) : said('0', 'plain', 'nothing_said');
  }
  if (kind !== 'sales') return null;
  const [gross, net] = [meanings.indexOf('gross_amount'), meanings.indexOf('net_amount')];
  const parted = meanings.includes('vat_amount') || meanings.includes('vat_rate');
  if (net >= 0 && gross >= 0) return said('0', 'evident', 'both_sums', headings[net]);
  if (gross >= 0)
    return parted ? said('0', 'evident', 'vat_column', headings[gross]) : said(usual, 'open', 'heading_with_vat', headings[gross]);
  if (net < 0) return said('0', 'plain', 'nothing_said');
  if (/net|excl|untaxed|без|нетто/i.test(headings[net] ?? '') && prices.vatOpen)
    return said('0', 'evident', 'heading_without_vat', headings[net]);
  return prices.vatOpen
    ? said('0', 'plain', 'nothing_said')
    : said('0', 'evident', parted ? 'vat_column' : 'heading_without_vat', headings[net]);
}
