/** Reasons become sentences for a commercial director; unknown rules are shown, not hidden. */
import { beforeAll, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../../messages/compiled/runtime.js';
import { explain, type Explained } from './explain.ts';

beforeAll(() => overwriteGetLocale(() => 'ru'));

const wholesaler = {
  tier: 'vip',
  activity: 'stabilised',
  lifecycle: 'established',
  late: true,
  currency: 'RUB',
  notValued: false,
  unvaluedInWindow: [],
} satisfies Explained;
const sentences = (reason: Record<string, unknown>) =>
  explain(reason, wholesaler).map(({ subject, sentences: [first] }) => `${subject}: ${first}`.replaceAll(/[\u00a0\u202f]/g, ' '));

test('activity names the months with a shipment', () => {
  const activity = {
    rule: 'shipment_months',
    window: { first: '2026-04-01', last: '2026-06-30' },
    shipment_months: ['2026-04-01', '2026-06-01'],
    cut: { stabilised: 2, unstabilised: 1 },
    shipped_since_window: false,
  };
  expect(sentences({ activity })).toEqual(['стабильный: Отгрузки в 2 из 3 последних месяцев: апрель 2026, июнь 2026.']);
  expect(sentences({ activity: { ...activity, shipment_months: [] } })).toEqual(['стабильный: За последние 3 месяца отгрузок не было.']);
});

test('a silence is set against the usual interval, with the right forms', () => {
  expect(sentences({ rhythm: { shipment_days: 41, days_since_last: 22, mean_gap_days: 11.2, late_after_days: 22 } })).toEqual([
    'Молчит дольше обычного: Обычно покупает примерно раз в 11 дней. Последняя отгрузка — 22 дня назад.',
  ]);
});

test('a tier shows the places that decided', () => {
  const place = { first: '2026-05-01', last: '2026-05-31', value: 12_345_600, rank: 3, candidates: 40, places: 8, cut: 5_000_000 };
  const [tier] = explain(
    {
      tier: {
        rule: 'best_of_month',
        criterion: 'revenue',
        window: { first: '2026-05-01', last: '2026-05-31' },
        total: 12_345_600,
        by_month: [12_345_600],
        rankings: [place],
      },
    },
    wholesaler,
  );
  expect(tier?.sentences[0]).toBe('Среди лучших в 1 месяце: май 2026.');
  expect(tier?.table?.rows[0]?.map((cell) => cell.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual([
    'май 2026',
    '123 тыс. ₽',
    '3 из 40',
    '8, от 50 тыс. ₽',
  ]);
});

test('the lifetime value is told from what was bought to what is expected', () => {
  const lifetime = {
    rule: 'model',
    basis: 'net_profit',
    rival: null,
    transactions: 41,
    since: '2024-02-03',
    silent_days: 22,
    alive_probability: 0.934,
    per_month: 1.84,
    transaction_minor: 1_234_500,
    horizon_months: 36,
    discount_permille: 120,
    retention_permille: null,
    value_minor: 45_600_000,
    low_minor: 12_300_000,
    high_minor: 78_900_000,
  };
  const told = (reason: object) =>
    explain({ lifetime: reason }, wholesaler)[0]!.sentences.map((sentence) => sentence.replaceAll(/[\u00a0\u202f]/g, ' '));
  expect(told(lifetime)).toEqual([
    '41 покупка с 3 февраля 2024, последняя — 22 дня назад. Ещё наш клиент: 93 %.',
    'Пока клиент с нами, ждём покупок в месяц: 1,84; одна приносит 12,3 тыс. ₽ (чистая прибыль).',
    'За 36 месяцев это 456 тыс. ₽ в сегодняшних деньгах, по ставке 12 % в год. 80 %: от 123 тыс. ₽ до 789 тыс. ₽.',
  ]);
  const plain = { ...lifetime, alive_probability: null, low_minor: null, high_minor: null };
  expect(told({ ...plain, rule: 'projection', retention_permille: 800 })[1]).toBe(
    'Для модели мало истории: ждём, как и прежде, покупок в месяц: 1,84; одна приносит 12,3 тыс. ₽ (чистая прибыль); считаем, что за год остаётся 80 % клиентов.',
  );
  expect(told({ ...plain, rule: 'rival', rival: 'silent_is_gone' })[1]).toContain('«молчит дольше срока прогноза — ушёл»');
});

test('a rule without words shows its inputs', () => {
  expect(explain({ share_of_wallet: { potential: 1200, peers: 'bakeries' } }, wholesaler)[0]?.table?.rows).toEqual([
    ['potential', '1200'],
    ['peers', 'bakeries'],
  ]);
});

test('inputs of another version do not break the card', () => {
  expect(explain({ tier: { rule: 'best_of_month' } }, wholesaler)[0]?.table?.rows).toEqual([['rule', 'best_of_month']]);
});

test('what did not decide is not told', () => {
  expect(explain({ vip_pressure: null, cost_unknown: false, rhythm: null }, wholesaler)).toEqual([]);
});

test('what a customer could be worth: by its need, by its peers, and why more would not help', () => {
  const tier = { tier: 'most_growable', rule: 'most_to_gain', place: { rank: 2, candidates: 40, places: 8, cut: 1_000_000 } };
  const reason = {
    rule: 'need',
    actual_minor: 1_000_000,
    if_alive_minor: 10_000_000,
    reckoned_minor: 6_000_000,
    alive_permille: 600,
    potential_minor: 6_000_000,
    profit_permille: 250,
    need: { yearly_need_minor: 24_000_000, revenue_year_minor: 2_000_000, share_of_wallet_permille: 83, kept_months: 20 },
    peers: null,
    tier,
  };
  const said = (strategic: Record<string, unknown>) =>
    explain({ strategic }, wholesaler)
      .flatMap((each) => each.sentences)
      .map((sentence) => sentence.replaceAll(/[\u00a0\u202f]/g, ' '));
  expect(said(reason)).toEqual([
    'Можно прибавить 50 тыс. ₽: место 2 из 40, первые 8 — самые перспективные.',
    'Его потребность — 240 тыс. ₽ в год; за 12 месяцев он купил у нас на 20 тыс. ₽ (8 %). Если бы покупал всё у нас, при прибыли 25 % от выручки он стоил бы 100 тыс. ₽.',
    'Вероятность, что он ещё наш клиент, — 60 %: столько от этой суммы и считается, 60 тыс. ₽.',
  ]);
  const peers = { cell: { region: 'Урал' }, count: 12, percentile_permille: 800, value_minor: 5_000_000, size: null };
  expect(
    said({
      ...reason,
      rule: 'peers',
      alive_permille: null,
      need: null,
      peers,
      actual_minor: 7_000_000,
      potential_minor: 7_000_000,
      reckoned_minor: 5_000_000,
      tier: { tier: 'migrator', rule: 'rest', place: null },
    }),
  ).toEqual([
    'Ожидаемое равно возможному: прибавить нечего.',
    'Из 12 похожих клиентов (регион: Урал) 80 % стоят не больше 50 тыс. ₽: столько дают лучшие из равных ему.',
    'Ожидаемое уже больше: 70 тыс. ₽.',
  ]);
  expect(
    said({
      ...reason,
      actual_minor: -300_000,
      potential_minor: 0,
      profit_permille: -100,
      tier: { tier: 'below_zero', rule: 'loses_at_any_volume', place: null },
    }),
  ).toEqual([
    'Ожидается убыток 3 тыс. ₽.',
    'При нынешних затратах на обслуживание каждая покупка теряет 10 % выручки: больший объём не поможет.',
  ]);
});

test('of a customer all of whose amounts lack a rate no rule of money says that there is none', () => {
  const abroad: Explained = { ...wholesaler, tier: 'none', notValued: true, unvaluedInWindow: [{ currency: 'EUR', netMinor: '4236600' }] };
  const reason = {
    tier: { rule: 'nothing_in_window', criterion: 'revenue', window: null, total: 0, by_month: [], rankings: [] },
    cost_unknown: true,
    rhythm: { shipment_days: 41, days_since_last: 22, mean_gap_days: 11.2, late_after_days: 22 },
  };
  expect(explain(reason, abroad).map(({ subject, sentences: [first] }) => [subject, first])).toEqual([
    ['не оценён: нет курса', 'Всё, что он купил за эти месяцы, в EUR, а курса нет. Пока его нет, у клиента нет класса и прогноза.'],
    ['Молчит дольше обычного', 'Обычно покупает примерно раз в 11 дней. Последняя отгрузка — 22 дня назад.'],
  ]);
});
