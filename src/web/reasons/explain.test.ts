/** Reasons become sentences a commercial director would say; what is unknown is shown, not hidden. */
import { beforeAll, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../../messages/compiled/runtime.js';
import { explain } from './explain.ts';

beforeAll(() => overwriteGetLocale(() => 'ru'));

const wholesaler = { tier: 'vip', activity: 'stabilised', lifecycle: 'established', late: true, currency: 'RUB' } as const;
const sentences = (reason: Record<string, unknown>) => explain(reason, wholesaler).map(({ subject, sentences: [first] }) => `${subject}: ${first}`.replaceAll(/[\u00a0\u202f]/g, ' '));

test('activity names the months with a shipment', () => {
  const activity = {
    rule: 'shipment_months', window: { first: '2026-04-01', last: '2026-06-30' }, shipment_months: ['2026-04-01', '2026-06-01'],
    cut: { stabilised: 2, unstabilised: 1 }, shipped_since_window: false,
  };
  expect(sentences({ activity })).toEqual(['стабилизированный: Отгрузки в 2 из 3 последних месяцев: апрель 2026, июнь 2026.']);
  expect(sentences({ activity: { ...activity, shipment_months: [] } })).toEqual(['стабилизированный: За последние 3 месяца отгрузок не было.']);
});

test('a silence is set against the usual interval, with the right forms', () => {
  expect(sentences({ rhythm: { shipment_days: 41, days_since_last: 22, mean_gap_days: 11.2, late_after_days: 22 } })).toEqual([
    'Молчит дольше обычного: Обычно покупает примерно раз в 11 дней. Последняя отгрузка — 22 дня назад.',
  ]);
});

test('a tier shows the places that decided', () => {
  const place = { first: '2026-05-01', last: '2026-05-31', value: 12_345_600, rank: 3, candidates: 40, places: 8, cut: 5_000_000 };
  const [tier] = explain({ tier: { rule: 'best_of_month', criterion: 'revenue', window: { first: '2026-05-01', last: '2026-05-31' }, total: 12_345_600, by_month: [12_345_600], rankings: [place] } }, wholesaler);
  expect(tier?.sentences[0]).toBe('Среди лучших в 1 месяце: май 2026.');
  expect(tier?.table?.rows[0]?.map((cell) => cell.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual(['май 2026', '123 тыс. ₽', '3 из 40', '8, от 50 тыс. ₽']);
});

test('a rule without words shows its inputs', () => {
  expect(explain({ share_of_wallet: { potential: 1200, peers: 'bakeries' } }, wholesaler)[0]?.table?.rows).toEqual([['potential', '1200'], ['peers', 'bakeries']]);
});

test('inputs of another version do not break the card', () => {
  expect(explain({ tier: { rule: 'best_of_month' } }, wholesaler)[0]?.table?.rows).toEqual([['rule', 'best_of_month']]);
});

test('what did not decide is not told', () => {
  expect(explain({ vip_pressure: null, cost_unknown: false, rhythm: null }, wholesaler)).toEqual([]);
});
