/**
 * The model that a company begins with, made of the names of its cost pools and of the kinds of events that it has facts of, so
 * that the first answer needs nothing but the monthly totals. Minutes are usual ones, to be corrected by the company.
 */
import type { CostActivity, CostModel, CostPool } from './model.ts';

/** Work that is common in trading companies, the words that identify its pool, and its usual minutes. */
interface UsualWork {
  name: string;
  words: RegExp;
  activities: readonly Omit<CostActivity, 'pool'>[];
  /** Where there are no facts of any of these: shipments stand for them. */
  otherwise?: Omit<CostActivity, 'pool'>;
}

const usualWork: readonly UsualWork[] = [
  // Costs that cannot be assigned to customers, in any department.
  {
    name: 'nobody',
    words: /аренд|оренд|администр|адміністр|бухгалт|коммунал|комунал|налог|податк|\brent|lease|administ|executive|utilities|\btax/,
    activities: [],
  },
  {
    name: 'delivery',
    words: /достав|транспорт|логист|перевез|водител|водії|автопарк|экспедиц|експедиц|deliver|transport|logist|freight|fleet|driver/,
    activities: [
      { name: 'delivery', event: 'delivery', equation: 'max(minutes, 20 * count)' },
      { name: 'delivery', event: 'shipment', equation: '20 + 2 * lines' },
    ],
  },
  {
    name: 'picking',
    words: /склад|комплектац|сборк|збирання|упаков|запас|warehouse|picking|packing|stock|inventor/,
    activities: [{ name: 'picking', event: 'shipment', equation: '3 + 2 * lines' }],
  },
  {
    name: 'claims_and_returns',
    words: /сервис|сервіс|рекламац|претенз|возврат|поверненн|гарант|поддержк|підтримк|service|claim|return|support|warranty/,
    activities: [
      { name: 'tickets', event: 'ticket', equation: 'max(minutes, 15 * count)' },
      { name: 'claims', event: 'claim', equation: 'max(minutes, 30 * count)' },
      { name: 'returns', event: 'return_work', equation: 'max(minutes, 20 * count)' },
      { name: 'returns', event: 'return', equation: '20 + 5 * lines' },
    ],
  },
  {
    name: 'receivables',
    words: /дебитор|дебітор|взыскан|стягненн|расчет|розрахунк|казначей|receivable|collection|credit control|billing/,
    activities: [
      { name: 'receivables', event: 'payment_work', equation: 'max(minutes, 5 * count)' },
      { name: 'receivables', event: 'payment', equation: '5' },
    ],
  },
  {
    name: 'order_handling',
    words: /заказ|замовлен|оператор|документооборот|документообіг|диспетчер|order|back.?office|clerk|data entry/,
    activities: [
      { name: 'order_handling', event: 'order', equation: 'max(minutes, 5 * count)' },
      { name: 'order_handling', event: 'shipment', equation: '5 + 2 * lines + (new ? 10 : 0)' },
    ],
  },
  {
    name: 'winning',
    words: /привлечен|залученн|активн|новых клиент|нових клієнт|hunt|winning|acquisition|new customers|new business/,
    activities: [
      { name: 'winning_calls', event: 'call', equation: 'new ? max(minutes, 10 * count) : 0' },
      { name: 'winning_visits', event: 'visit', equation: 'new ? max(minutes, 60 * count) : 0' },
    ],
    otherwise: { name: 'winning', event: 'shipment', equation: 'new ? 60 : 0' },
  },
  {
    name: 'selling',
    words: /продаж|менеджер|клиент|клієнт|торгов|sales|account|customer|keeping|farm|manager/,
    activities: [
      { name: 'calls', event: 'call', equation: 'max(minutes, 10 * count)' },
      { name: 'visits', event: 'visit', equation: 'max(minutes, 60 * count)' },
    ],
    otherwise: { name: 'selling', event: 'shipment', equation: '20 + 2 * lines' },
  },
];

const advertising = /реклам|выстав|вистав|маркетинг|advert|exhibition|fairs|marketing|promotion/;

/** `events`: kinds of which there are facts, documents' own aside. `pools`: as the cost facts name them. */
export function startingModel(facts: { pools: readonly string[]; events: readonly string[] }): CostModel {
  const pools: CostPool[] = [];
  const activities: CostActivity[] = [];
  const workOf = (name: string) => usualWork.find(({ words }) => words.test(name.toLowerCase()));
  // Where some are paid for winning customers, the others' work begins with those who are won.
  const winningApart = facts.pools.some((name) => workOf(name)?.name === 'winning');
  for (const name of facts.pools) {
    const work = workOf(name);
    const known = work === undefined ? [] : withFacts(work, facts.events);
    const winning = work?.name === 'winning' || (work === undefined && advertising.test(name.toLowerCase()));
    pools.push({ name, spread: known.length === 0 ? 'none' : 'time', capacityMinutes: null, ...(winning ? { winning } : {}) });
    for (const activity of known) {
      const equation = work!.name === 'selling' && winningApart ? `new ? 0 : ${activity.equation}` : activity.equation;
      activities.push({ ...activity, name: uniqueName(activity.name, activities), pool: name, equation });
    }
  }
  return { from: '', pools, activities, practicalPermille: 800, creditPermille: 0 };
}

/** Recorded events are more detailed than documents: where both exist for one piece of work, the recorded ones count. */
function withFacts({ activities, otherwise }: UsualWork, events: readonly string[]): Omit<CostActivity, 'pool'>[] {
  const possible = activities.filter(({ event }) => ['shipment', 'return', 'payment'].includes(event) || events.includes(event));
  if (possible.length === 0 && otherwise !== undefined) return [otherwise];
  return possible.filter(({ name }, at) => possible.findIndex((other) => other.name === name) === at);
}

function uniqueName(name: string, taken: readonly CostActivity[]): string {
  for (let nth = 1; ; nth++) {
    const candidate = nth === 1 ? name : `${name} ${nth}`;
    if (!taken.some((activity) => activity.name === candidate)) return candidate;
  }
}
