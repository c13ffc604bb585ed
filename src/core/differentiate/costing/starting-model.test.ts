/** The starting model of a company: recognised by the names of its pools, in three languages. */
import { expect, test } from 'vitest';
import { startingModel } from './starting-model.ts';

const asRows = (facts: Parameters<typeof startingModel>[0]): string[] => {
  const model = startingModel(facts);
  return model.pools.flatMap(({ name, spread }) => {
    const activities = model.activities.filter((activity) => activity.pool === name);
    return activities.length === 0
      ? [`${name}: ${spread}`]
      : activities.map((activity) => `${name}: ${spread}, ${activity.name} per ${activity.event} = ${activity.equation}`);
  });
};

test('with nothing but monthly totals, documents stand for the work', () => {
  expect(asRows({ pools: ['Склад', 'Доставка', 'Отдел продаж', 'Обработка заказов', 'Аренда офиса', 'Реклама'], events: [] })).toEqual([
    'Склад: time, picking per shipment = 3 + 2 * lines',
    'Доставка: time, delivery per shipment = 20 + 2 * lines',
    'Отдел продаж: time, selling per shipment = 20 + 2 * lines',
    'Обработка заказов: time, order_handling per shipment = 5 + 2 * lines + (new ? 10 : 0)',
    'Аренда офиса: none',
    'Реклама: none',
  ]);
});

test('where work was noted, it counts as noted', () => {
  expect(asRows({ pools: ['Delivery', 'Sales department', 'Order desk'], events: ['call', 'delivery', 'order'] })).toEqual([
    'Delivery: time, delivery per delivery = max(minutes, 20 * count)',
    'Sales department: time, calls per call = max(minutes, 10 * count)',
    'Order desk: time, order_handling per order = max(minutes, 5 * count)',
  ]);
});

test('noted work on returns and payments counts as noted too; without it the documents stand for it', () => {
  const pools = ['Complaints and returns', 'Credit control'];
  expect(asRows({ pools, events: ['return_work', 'payment_work', 'ticket'] })).toEqual([
    'Complaints and returns: time, tickets per ticket = max(minutes, 15 * count)',
    'Complaints and returns: time, returns per return_work = max(minutes, 20 * count)',
    'Credit control: time, receivables per payment_work = max(minutes, 5 * count)',
  ]);
  expect(asRows({ pools, events: [] })).toEqual([
    'Complaints and returns: time, returns per return = 20 + 5 * lines',
    'Credit control: time, receivables per payment = 5',
  ]);
});

test('where some are paid for winning customers, the others keep them', () => {
  expect(asRows({ pools: ['Активні продажі', 'Ведення клієнтів'], events: ['call', 'visit'] })).toEqual([
    'Активні продажі: time, winning_calls per call = new ? max(minutes, 10 * count) : 0',
    'Активні продажі: time, winning_visits per visit = new ? max(minutes, 60 * count) : 0',
    'Ведення клієнтів: time, calls per call = new ? 0 : max(minutes, 10 * count)',
    'Ведення клієнтів: time, visits per visit = new ? 0 : max(minutes, 60 * count)',
  ]);
});

test('two pools of one kind of work have activities of their own names', () => {
  expect(startingModel({ pools: ['Склад 1', 'Склад 2'], events: [] }).activities.map(({ name }) => name)).toEqual(['picking', 'picking 2']);
});
