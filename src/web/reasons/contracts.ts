/** Why a customer is worth what it is worth by its open contracts, those to be renewed next first. */
import { m } from '../../../messages/compiled/messages.js';
import type { Contract } from '../data/shapes.ts';
import { date, percent, wholeNumber } from '../language/format.ts';
import type { Explanation } from './explain.ts';

/** The others stand in the table of contracts. */
const most = 3;

export function explainContracts(contracts: Contract[]): Explanation[] {
  const sentences = contracts.slice(0, most).flatMap(({ contractNumber, termUntil, renewals, renewsOn, renewalChance }) =>
    renewsOn === null || renewalChance === null
      ? []
      : [
          m.contracts_reason({
            number: contractNumber,
            until: date(termUntil),
            renewals: wholeNumber(renewals),
            renews: date(renewsOn),
            chance: percent(renewalChance),
          }),
        ],
  );
  return sentences.length === 0 ? [] : [{ subject: m.contracts_number(), sentences }];
}
