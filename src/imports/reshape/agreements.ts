/** A list of agreements of all kinds: those with customers are contracts with a term and a sum; those with suppliers are not ours to value. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { matchHeading } from '../recognise/match-heading.ts';
import { cellText } from '../../facts/values/cell.ts';
import { parseDate } from '../../facts/values/date.ts';
import { type Heads, headsOf, rewriteColumns } from './rewrite-columns.ts';
import type { FoundStep, Reshaper } from './shape.ts';
import { columnOf, rowsBelow, type Top } from './table-top.ts';
import { wordsOf } from './words.ts';

export interface AgreementsStep {
  name: 'agreements';
  heads: Heads;
  kind: number;
  headings: [number, string][];
}

const kindHeading =
  /^(вид|тип|kind|type)( договора| договору| контракта| соглашения| взаимоотношений)?$|^(contract|agreement) (type|kind)$|^характер договора$/iu;
const numberHeading =
  /^(номер|№|number|no\.?|nr\.?|номер договора|номер договору|№ договора|№ договору|договор|договір|contract( no\.?| number)?|agreement( no\.?| number)?)$/iu;
const fromHeading =
  /^(дата|date|дата договора|дата договору|дата заключения|дата подписания|дата начала|дата укладення|действует с|діє з|signed( on)?|start( date)?|valid from|contract date|agreement date)$/iu;
const untilHeading =
  /^(срок действия|срок действия договора|строк дії|строк дії договору|действует до|действует по|діє до|діє по|дата окончания|дата закінчення|valid until|valid to|end( date)?|expires( on)?|expiry( date)?)$/iu;
const sumHeading = /^(сумма|сума|amount|value|стоимость|вартість|цена|ціна|сумма договора|сума договору|contract (amount|value))(,.*)?$/iu;

const withCustomer =
  /покупател|покупц|комиссионер|комісіонер|заказчик|замовник|клиент|клієнт|customer|client|\bsales?\b|buyer|доходн|дохідн/iu;
const withOthers =
  /поставщик|постачальник|комитент|комітент|supplier|vendor|purchase|закуп|расходн|видатков|прочее|прочий|прочие|інше|інший|other|аренд|оренд|\brent|lease|займ|позик|loan|труд|employment/iu;

export function findAgreements(sample: readonly RawRow[], top: Top): FoundStep<AgreementsStep> | null {
  const columns = {
    kind: columnOf(top.headings, kindHeading),
    number: columnOf(top.headings, numberHeading),
    from: columnOf(top.headings, fromHeading),
    until: columnOf(top.headings, untilHeading),
    sum: columnOf(top.headings, sumHeading),
  };
  if (columns.kind < 0 || columns.number < 0 || columns.from < 0 || columns.until < 0 || columns.kind === columns.number) return null;
  if (!top.headings.some((heading) => /^(customer|seller|tax_id|customer_code)$/.test(matchHeading(heading, 'sales')[0]?.meaning ?? '')))
    return null;
  // Bills with a date until which they are to be paid have goods; agreements have none.
  if (
    top.headings.some((heading) =>
      /^(product|product_code|quantity|vat_rate|vat_amount)$/.test(matchHeading(heading, 'sales')[0]?.meaning ?? ''),
    )
  )
    return null;
  const rows = rowsBelow(sample, top);
  const kinds = rows.map((row) => cellText(row.cells[columns.kind])).filter((text) => text !== '');
  const agreed = /договор|договір|contract|agreement/iu.test(
    [top.headings[columns.kind]!, top.headings[columns.number]!, ...top.titles].join(' '),
  );
  const customers = kinds.filter((kind) => withCustomer.test(kind) && !withOthers.test(kind)).length;
  const dated = rows.some(
    (row) => parseDate(cellText(row.cells[columns.until]), 'dmy') !== null || row.cells[columns.until]?.type === 'number',
  );
  if (!agreed || !dated || customers === 0) return null;
  const words = wordsOf(top.language);
  const step: AgreementsStep = {
    name: 'agreements',
    heads: headsOf(top),
    kind: columns.kind,
    headings: [
      [columns.kind, ''],
      [columns.number, words.contract],
      [columns.from, words.validFrom],
      [columns.until, words.validUntil],
      ...(columns.sum < 0 ? [] : [[columns.sum, words.contractAmount] as [number, string]]),
    ],
  };
  return {
    step,
    evidence: [{ code: 'agreements', detail: { kept: String(customers), others: String(kinds.length - customers) } }],
    sureness: 'evident',
    kind: 'contracts',
  };
}

export function agreements({ heads, kind, headings }: AgreementsStep): Reshaper {
  return rewriteColumns({
    heads,
    headings: new Map(headings),
    rows(row) {
      const text = cellText(row.cells[kind]);
      // A kind that is not told may be a customer's; one of suppliers, or of a word that is not known, is not.
      return text === '' || (withCustomer.test(text) && !withOthers.test(text)) ? [new Map()] : null;
    },
  });
}
