/** The headings of registers of contracts (policies, subscriptions, season tickets) in three languages; whether a table is one. */
import type { Candidate, Headings, TableShown } from '../kind.ts';
import { normalHeading } from '../headings/normal-heading.ts';
import { ofVat } from '../prices/headings.ts';
import { type Found, shared, vocabulary } from '../headings/own-vocabulary.ts';

export const contractHeadings: Headings = {
  tried: 2,
  match: matchContractHeading,
  isTable: isContractsTable,
};

const known = vocabulary([
  [
    'contract_number',
    1,
    'номер договора|№ договора|договор №|договор номер|номер полиса|№ полиса|полис №|номер контракта|№ контракта|контракт №|номер абонемента|№ абонемента|абонемент №|номер подписки|№ подписки|номер договору|№ договору|договір №|номер поліса|№ поліса|поліс №|номер контракту|№ контракту|номер абонемента|номер підписки|№ підписки|contract no|contract №|contract number|contract id|policy no|policy №|policy number|policy id|subscription no|subscription №|subscription number|subscription id|agreement no|agreement №|agreement number|agreement id|membership no|membership number|membership id',
  ],
  [
    'contract_number',
    0.95,
    'договор|контракт|полис|абонемент|подписка|договор страхования|страховой полис|договір|поліс|абонемент|підписка|договір страхування|страховий поліс|contract|policy|subscription|agreement|membership',
  ],
  ['contract_number', 0.6, 'номер|№|number|no|id'],
  [
    'date',
    1,
    'действует с|действует от|начало действия|дата начала|дата начала действия|дата начала срока|начало срока|срок действия с|срок с|период с|начало|с|діє з|діє від|початок дії|дата початку|дата початку дії|початок строку|строк дії з|строк з|період з|початок|з|valid from|valid from date|effective date|effective from|start date|starting date|contract start|contract start date|policy start|policy start date|inception date|term start|term start date|from|date from|begin date|current period start',
  ],
  [
    'date',
    0.6,
    'дата договора|дата полиса|дата заключения|дата подписания|дата договору|дата укладення|дата підписання|contract date|signed on|issue date|дата|date',
  ],
  [
    'valid_until',
    1,
    'действует по|действует до|окончание действия|дата окончания|дата окончания действия|дата окончания срока|конец срока|срок действия по|срок действия до|срок по|период по|окончание|по|до|діє по|діє до|закінчення дії|дата закінчення|дата закінчення дії|кінець строку|строк дії по|строк дії до|строк по|період по|закінчення|valid until|valid to|valid thru|valid through|valid to date|effective to|effective until|end date|ending date|contract end|contract end date|policy end|policy end date|expiry|expiry date|expiration|expiration date|expires|expires on|term end|term end date|until|to|date to|current period end|renewal date|дата продления|дата пролонгации',
  ],
  [
    'term_length',
    1,
    'срок|срок договора|срок полиса|срок мес|срок месяцев|срок лет|срок в месяцах|срок действия мес|срок действия месяцев|срок действия в месяцах|длительность|период действия|строк|строк договору|строк міс|строк місяців|строк років|строк дії міс|строк дії місяців|тривалість|період дії|term|term months|term in months|term years|contract term|policy term|term length|duration|duration months|length of term|billing period',
  ],
  ['term_length', 0.85, 'срок действия|срок действия договора|строк дії|строк дії договору|validity|validity period|coverage period'],
  ['valid_until', 0.84, 'срок действия|срок действия договора|строк дії|строк дії договору|validity'],
  [
    'terminated_on',
    1,
    'расторгнут|дата расторжения|дата прекращения|дата досрочного расторжения|прекращен|досрочно расторгнут|дата отмены|розірвано|дата розірвання|дата припинення|припинено|terminated|terminated on|termination date|cancelled on|canceled on|cancellation date|cancel date|ended on',
  ],
  [
    'contract_amount',
    1,
    'премия|страховая премия|сумма премии|начисленная премия|сумма договора|сумма контракта|стоимость договора|цена договора|стоимость абонемента|стоимость подписки|сумма за срок|стоимость полиса|премія|страхова премія|сума премії|сума договору|сума контракту|вартість договору|ціна договору|вартість абонемента|вартість підписки|вартість поліса|premium|premium amount|annual premium|gross premium|net premium|policy premium|contract amount|contract value|contract price|subscription amount|subscription price|fee|annual fee|term amount|amount of term',
  ],
  ['contract_amount', 0.9, 'сумма|стоимость|цена|сума|вартість|ціна|amount|price|value|total|net amount|gross amount'],
  [
    'customer',
    0.95,
    'страхователь|застрахованный|подписчик|абонент|страхувальник|застрахований|підписник|policyholder|policy holder|insured|subscriber|member|account name|holder',
  ],
]);

const match = (heading: string): Found[] => known(normalHeading(heading).replace(ofVat, ''));

/** `asSale`: what the heading means in a file of sales. */
function matchContractHeading(heading: string, asSale: () => Candidate[]): Candidate[] {
  const own: Found[] = match(heading);
  return own.length > 0 ? own : asSale().filter(({ meaning }) => ofCustomers.has(meaning));
}

/** A register names no shipments. */
const ofCustomers: ReadonlySet<string> = new Set(
  [...shared].filter((meaning) => !['date', 'document', 'document_number'].includes(meaning)),
);

/** By its headings: whose contract it is, its number, from when to when; no goods, no document of a shipment, no payment. */
function isContractsTable({ headings, ...reads }: TableShown): boolean {
  const named = headings.filter((heading) => heading !== '');
  const has = (meanings: string[], least: number): boolean =>
    named.some((heading) => reads.own(heading).some(({ meaning, score }) => meanings.includes(meaning) && score >= least));
  if (
    !has(['contract_number'], 0.95) ||
    !has(['customer', 'customer_code', 'tax_id'], 0.85) ||
    !has(['date'], 1) ||
    !has(['valid_until', 'term_length'], 0.85)
  )
    return false;
  const foreign = (heading: string): boolean =>
    reads.ofSales(heading) ||
    reads.asSale(heading).some(({ meaning, score }) => (meaning === 'document' || meaning === 'document_number') && score >= 0.95);
  return !named.some((heading) => match(heading).length === 0 && foreign(heading));
}
