/** The mapping with a person's answers in it. Those with a field of their own in the mapping are stated there too. */
import type { Mapping } from '../data/shapes.ts';
import type { Answers } from './Questions.tsx';

export function answeredMapping(mapping: Mapping, answers: Answers): Mapping {
  const { date_order: order, currency, vat } = answers;
  return {
    ...mapping,
    ...(order === 'dmy' || order === 'mdy' || order === 'ymd' ? { dateOrder: order } : {}),
    ...(currency === undefined ? {} : { currency }),
    ...(vat !== undefined && Number.isFinite(Number(vat)) ? { vatIncludedRate: Number(vat) } : {}),
    // Always there: without answers the whole mapping would be taken for a person's word, and nothing be asked any more.
    answers: { ...mapping.answers, ...answers },
  };
}
