/** A customer that takes much attention for little money. */
import type { DifficultReason } from '../../core/differentiate/classes/difficult.ts';
import { m } from '../../../messages/compiled/messages.js';
import { shortMoney, wholeNumber } from '../language/format.ts';
import type { Explained, Explanation } from './explain.ts';

export function explainDifficult(reason: DifficultReason, { currency }: Explained): Explanation {
  const money = (minor: number): string => shortMoney({ minor: String(minor), currency });
  return {
    subject: m.reason_difficult_subject(),
    risk: true,
    sentences: [
      m.reason_difficult({
        minutes: wholeNumber(reason.minutes),
        margin: money(reason.gross_margin_minor),
        place: wholeNumber(reason.place),
        candidates: wholeNumber(reason.candidates),
        median: money(reason.median_margin_minor),
      }),
    ],
  };
}
