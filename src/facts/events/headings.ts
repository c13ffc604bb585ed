/** The headings of what was done for customers (calls, visits, deliveries), in three languages; whether a table is of such. */
import type { Candidate, Headings, TableShown } from '../kind.ts';
import { knownEvent } from './event-words.ts';
import { cellText } from '../values/cell.ts';
import { type Found, shared, vocabulary } from '../headings/own-vocabulary.ts';

export const eventHeadings: Headings = {
  tried: 6,
  match: matchEventHeading,
  isTable: isEventsTable,
};

const match = vocabulary([
  [
    'date',
    1,
    'дата события|дата звонка|дата визита|дата обращения|дата контакта|дата події|дата дзвінка|дата візиту|дата звернення|event date|date of event|activity date|call date|visit date|contact date|start date|started|дата начала|дата початку|начало|початок',
  ],
  [
    'event',
    1,
    'событие|вид события|тип события|вид активности|тип активности|активность|вид контакта|тип контакта|вид взаимодействия|тип взаимодействия|взаимодействие|вид работ|вид работы|вид обращения|тип обращения|вид обслуживания|подія|вид події|тип події|вид активності|тип активності|активність|вид контакту|тип контакту|вид взаємодії|тип взаємодії|взаємодія|вид робіт|вид звернення|тип звернення|вид обслуговування|event|event type|type of event|event kind|activity|activity type|type of activity|interaction|interaction type|contact type|service event|service type|touchpoint|touch point',
  ],
  [
    'event',
    0.75,
    'направление звонка|тип звонка|вид звонка|направление|напрям|напрям дзвінка|тип дзвінка|call direction|call type|direction',
  ],
  ['event', 0.7, 'вид|тип|type|kind|действие|дія|action|task|задача|завдання|операция|операція|operation|channel|канал'],
  [
    'minutes',
    1,
    'минут|минуты|длительность|длительность мин|длительность минут|длительность сек|продолжительность|продолжительность мин|затрачено минут|время мин|хвилин|хвилини|тривалість|тривалість хв|тривалість хвилин|тривалість сек|витрачено хвилин|minutes|duration|duration min|duration mins|duration minutes|duration sec|duration seconds|time spent|time spent min|time spent minutes|minutes spent|talk time',
  ],
  [
    'hours',
    1,
    'часов|часы|длительность ч|длительность час|длительность часов|затрачено часов|трудозатраты|трудозатраты ч|трудозатраты час|годин|години|тривалість год|тривалість годин|витрачено годин|трудовитрати|hours|duration h|duration hours|hours spent|time spent h|time spent hours',
  ],
  [
    'event_count',
    1,
    'количество|кол во|количество событий|кількість|кількість подій|count|qty|quantity|events|number of events|event count',
  ],
  [
    'person',
    1,
    'исполнитель|сотрудник|виконавець|співробітник|person|employee|performed by|done by|assigned to|assignee|оператор|водитель|водій|driver|operator|agent|инженер|інженер|engineer|техник|технік|technician',
  ],
  [
    'event_number',
    1,
    'номер события|№ события|id события|номер обращения|№ обращения|номер заявки|№ заявки|номер тикета|№ тикета|номер звонка|номер події|№ події|номер звернення|№ звернення|event no|event №|event number|event id|ticket no|ticket №|ticket number|ticket id|case no|case №|case number|case id|activity no|activity №|activity id|call id|visit id',
  ],
  ['event_number', 0.6, 'id|номер|№|number|no'],
  ['row_number', 0.65, '№|no|n'],
]);

/** `asSale`: what the heading means in a file of sales; its managers are those who did it. */
function matchEventHeading(heading: string, asSale: () => Candidate[]): Candidate[] {
  const own: Found[] = match(heading);
  if (own.length > 0) return own;
  return asSale().flatMap((candidate) =>
    candidate.meaning === 'manager' ? [{ ...candidate, meaning: 'person' as const }] : shared.has(candidate.meaning) ? [candidate] : [],
  );
}

/** By its headings, and where these are vague by the cells: a day, a customer, what was done; no goods, no money. */
function isEventsTable({ headings, rows, ...reads }: TableShown): boolean {
  const at = (meanings: string[], least: number): number[] =>
    headings.flatMap((heading, column) =>
      heading !== '' && reads.own(heading).some(({ meaning, score }) => meanings.includes(meaning) && score >= least) ? [column] : [],
    );
  if (at(['date'], 0.4).length === 0 || at(['customer', 'customer_code', 'tax_id'], 0.85).length === 0) return false;
  if (
    headings.some(
      (heading) =>
        heading !== '' &&
        (heading.toLowerCase().includes('сумм') || reads.ofSales(heading)) &&
        !match(heading).some(({ score }) => score >= 0.75),
    )
  )
    return false;
  if (at(['event'], 1).length > 0) return true;
  const timed = at(['minutes', 'hours'], 1).length > 0;
  return (
    timed &&
    at(['event'], 0.7).some((column) => {
      const texts = rows.map((row) => cellText(row.cells[column])).filter((text) => text !== '');
      return texts.length > 0 && texts.filter((text) => knownEvent(text) !== null).length >= texts.length * 0.6;
    })
  );
}
