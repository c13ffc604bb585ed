/** Small sales and payments files as a bookkeeper would type them, for tests of the whole circle. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Document, date, code, customer, net amount, cost; then, where they matter, manager and whether it is posted. */
export type SaleRow = [
  document: string,
  date: string,
  code: string,
  customer: string,
  net: string,
  cost: string,
  manager?: string,
  posted?: 'yes' | 'no',
];

/** Document, date, code, customer, amount. */
export type PaymentRow = [document: string, date: string, code: string, customer: string, amount: string];

const salesHeading = 'Document No;Date;Customer code;Customer;Product;Quantity;Amount without VAT;Cost;Currency;Manager;Posted';
const paymentsHeading = 'Payment No;Payment date;Customer code;Customer;Payment amount;Currency;Purpose';

export function salesFile(folder: string, name: string, rows: SaleRow[]): string {
  const line = ([document, date, code, customer, net, cost, manager = 'Orlova', posted = 'yes']: SaleRow): string =>
    [document, date, code, customer, 'Coffee', net.startsWith('-') ? '-1' : '1', net, cost, 'RUB', manager, posted].map(quoted).join(';');
  return written(folder, name, [salesHeading, ...rows.map(line)]);
}

export function paymentsFile(folder: string, name: string, rows: PaymentRow[]): string {
  return written(folder, name, [
    paymentsHeading,
    ...rows.map(([document, date, code, customer, amount]) =>
      [document, date, code, customer, amount, 'RUB', `Payment of invoice ${document}`].map(quoted).join(';'),
    ),
  ]);
}

function quoted(text: string): string {
  return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function written(folder: string, name: string, lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\r\n')}\r\n`);
  return path;
}
