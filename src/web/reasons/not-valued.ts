/** In the place of a tier and of a forecast: everything that the window has is in currencies without a rate. */
import { m } from '../../../messages/compiled/messages.js';
import type { Explained, Explanation } from './explain.ts';

export function explainNotValued({ unvaluedInWindow }: Explained): Explanation {
  return {
    subject: m.not_valued(),
    sentences: [m.card_not_valued({ currency: unvaluedInWindow.map(({ currency }) => currency).join(', ') })],
  };
}
