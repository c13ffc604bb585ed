/** One rate per currency is enough to start, and may be entered in the preview: amounts in it are then added up from the first load on. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCompany, temporaryFolder, type TestCompany } from './company.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sales = (rows: string[]): string => {
  const file = join(folder, `sales-${rows[0]!.split(';')[1]}.csv`);
  writeFileSync(file, ['Дата;Накладная;Покупатель;Сумма без НДС;Валюта', ...rows, ''].join('\r\n'));
  return file;
};
const inTwo = (): string =>
  sales([
    '14.01.2026;101;Киоск;1000,00;RUB',
    '15.01.2026;102;Больница;500,00;RUB',
    '20.01.2026;103;Berlin Handel;10,00;USD',
    '28.01.2026;104;Berlin Handel;5,00;USD',
    '31.03.2026;105;Киоск;10,00;RUB',
  ]);

interface Asked {
  questions: { question: string; required: boolean; likely: string; evidence: { detail: Record<string, string> }[] }[];
  assumed: { assumption: string; value: string }[];
}
interface Rates {
  byHand: { currency: string; rate: string; from: string }[];
  lacking: { currency: string }[];
}
const rateQuestions = (read: Asked) => read.questions.filter(({ question }) => question.startsWith('rate:'));
const rates = (company: TestCompany): Promise<Rates> => company.json<Rates>('rates');
const revenue = async (company: TestCompany): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await company.json<{ name: string; revenueMinor: string }[]>('customers')).map(({ name, revenueMinor }) => [name, revenueMinor]),
  );

test('the currency that is not the company’s is asked about, and nothing waits for the answer', async () => {
  await using company = await openCompany();
  const preview = JSON.parse((await company.run('import', inTwo(), '--json')).out) as Asked;
  // Most lines are the first file's own currency, which becomes the company's.
  expect(rateQuestions(preview)).toMatchObject([
    { question: 'rate:USD', required: false, likely: '', evidence: [{ detail: { currency: 'USD', own: 'RUB' } }] },
  ]);
  await company.json('import', inTwo(), '--yes');
  expect(await rates(company)).toMatchObject({ byHand: [], lacking: [{ currency: 'USD' }] });
});

test.each([
  ['92.5', '92.5'],
  ['92,50', '92.5'],
])('a rate of %s is given with the load, from the first day of that currency on', async (typed, rate) => {
  await using company = await openCompany();
  await company.json('import', inTwo(), '--yes', '--answer', `rate:USD=${typed}`);
  expect(await rates(company)).toMatchObject({ byHand: [{ currency: 'USD', rate, from: '2026-01-20' }], lacking: [] });
  // 15.00 USD at 92.5
  expect((await revenue(company))['Berlin Handel']).toBe('138750');
  expect((await company.json<{ ok: boolean }>('check')).ok).toBe(true);
  // What has a rate is not asked about again, and the answer is that file's alone.
  const next = JSON.parse(
    (await company.run('import', sales(['03.02.2026;201;Berlin Handel;7,00;USD', '04.02.2026;202;Киоск;70,00;RUB']), '--json')).out,
  ) as Asked;
  expect([rateQuestions(next), next.assumed.filter(({ assumption }) => assumption.startsWith('rate'))]).toEqual([[], []]);
});

test('an empty answer is to go without a rate; what is no rate is refused by name, and nothing is loaded', async () => {
  await using company = await openCompany();
  const refused = await company.run('import', inTwo(), '--yes', '--answer', 'rate:USD=много');
  expect(refused.err).toContain('много');
  expect(await company.json('customers')).toEqual([]);
  await company.json('import', inTwo(), '--yes', '--answer', 'rate:USD=');
  expect(await rates(company)).toMatchObject({ byHand: [], lacking: [{ currency: 'USD' }] });
});

test('the terminal says how to give any rate', async () => {
  await using company = await openCompany();
  expect((await company.run('import', inTwo())).out).toContain('--answer rate:USD=92.5');
});
