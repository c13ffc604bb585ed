/** Headings of reshaped tables, in the language of the file, as the recogniser knows them. */
import type { RawRow } from '../../facts/row/raw-row.ts';
import { cellText } from '../../facts/values/cell.ts';

export interface Words {
  date: string;
  month: string;
  documentType: string;
  number: string;
  document: string;
  customer: string;
  product: string;
  quantity: string;
  amount: string;
  netAmount: string;
  grossAmount: string;
  vatAmount: string;
  paid: string;
  total: string;
  subtotal: string;
  contract: string;
  contractAmount: string;
  validFrom: string;
  validUntil: string;
  terminated: string;
  return: string;
}

export type Language = 'en' | 'ru' | 'uk';

const all: Readonly<Record<Language, Words>> = {
  en: {
    date: 'Date',
    month: 'Month',
    documentType: 'Document type',
    number: 'Document number',
    document: 'Document',
    customer: 'Customer',
    product: 'Product',
    quantity: 'Quantity',
    amount: 'Amount',
    netAmount: 'Net amount',
    grossAmount: 'Gross amount',
    vatAmount: 'VAT amount',
    paid: 'Amount paid',
    total: 'Total',
    subtotal: 'Subtotal',
    contract: 'Contract number',
    contractAmount: 'Contract amount',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    terminated: 'Cancelled on',
    return: 'Return',
  },
  ru: {
    date: 'Дата',
    month: 'Месяц',
    documentType: 'Вид документа',
    number: 'Номер документа',
    document: 'Документ',
    customer: 'Контрагент',
    product: 'Номенклатура',
    quantity: 'Количество',
    amount: 'Сумма',
    netAmount: 'Сумма без НДС',
    grossAmount: 'Сумма с НДС',
    vatAmount: 'Сумма НДС',
    paid: 'Сумма оплаты',
    total: 'Итого',
    subtotal: 'Итого по группе',
    contract: 'Номер договора',
    contractAmount: 'Сумма договора',
    validFrom: 'Действует с',
    validUntil: 'Действует по',
    terminated: 'Дата расторжения',
    return: 'Возврат',
  },
  uk: {
    date: 'Дата',
    month: 'Місяць',
    documentType: 'Вид документу',
    number: 'Номер документа',
    document: 'Документ',
    customer: 'Клієнт',
    product: 'Номенклатура',
    quantity: 'Кількість',
    amount: 'Сума',
    netAmount: 'Сума без ПДВ',
    grossAmount: 'Сума з ПДВ',
    vatAmount: 'Сума ПДВ',
    paid: 'Сума оплати',
    total: 'Разом',
    subtotal: 'Разом по групі',
    contract: 'Номер договору',
    contractAmount: 'Сума договору',
    validFrom: 'Діє з',
    validUntil: 'Діє по',
    terminated: 'Дата розірвання',
    return: 'Повернення',
  },
};

export function wordsOf(language: Language): Words {
  return all[language];
}

/** Of the titles and headings: what stands in the rows may be in any language. */
export function languageOf(rows: readonly RawRow[]): Language {
  const text = rows
    .map((row) => row.cells.map(cellText).join(' '))
    .join(' ')
    .toLowerCase();
  if (!/[а-яіїєґ]/.test(text)) return 'en';
  return /[іїєґ]/.test(text) ? 'uk' : 'ru';
}
