/** The document of a payment: columns of its own, or a reference in one cell ("Поступление на расчетный счет 0000-000045 от 14.03.2026"). */
import type { IsoDate } from '../../core/facts.ts';
import { looseReference } from '../values/document-reference.ts';
import type { RowView } from '../row/row-view.ts';

export interface PaymentDocument {
  type: string;
  number: string;
  date: IsoDate | null;
}

export function documentOf(view: RowView): PaymentDocument {
  // Below the reference 1C prints what it was for.
  const said = view.filled('document') ? looseReference(view.text('document').split(/[\r\n]/)[0]!) : { type: '', number: '', date: null };
  const number = view.text('document_number').replace(/\.0+$/, '');
  return { type: view.text('document_type') || said.type, number: number || said.number, date: said.date };
}
