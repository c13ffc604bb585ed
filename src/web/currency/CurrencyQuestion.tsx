/** Asked once, next to figures whose currency is not named. */
import { useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { companyCurrencyQuery } from '../data/queries.ts';
import { Note } from '../ui/Note.tsx';
import { NameCurrency } from './NameCurrency.tsx';

export function CurrencyQuestion() {
  const { data: now } = useQuery(companyCurrencyQuery);
  if (now === undefined || !now.asked) return null;
  return (
    <Note title={m.currency_question_title()}>
      {m.currency_question_lead()}
      <NameCurrency now={now} />
    </Note>
  );
}
