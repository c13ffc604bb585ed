/** In place of a tier, of a customer all of whose amounts lack a rate: "not valued: no rate for EUR". */
import { type Language, say } from './say.ts';

export function notValuedWords(amounts: { currency: string }[], language: Language): string {
  return say('not_valued_for', { currency: amounts.map(({ currency }) => currency).join(', ') }, language) ?? 'not valued';
}
