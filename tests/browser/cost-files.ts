/**
 * The costs of the wholesaler of sales-file.ts, as its accountant would export them. Selling knows its paid minutes (far too few in
 * March), delivery does not; rent is not allocated; one invoice came in euros. The kiosk at the station is called and visited all year.
 */
export const dear = 'Киоск у вокзала';
const usual = 'Ромашка ООО';
const months = Array.from({ length: 10 }, (_, at) => String(at + 1).padStart(2, '0'));

export function costsFile(): string {
  const rows = months.flatMap((month) => [
    `${month}.2026;Отдел продаж;120000,00;${month === '03' ? 1000 : 12_000};RUB`,
    `${month}.2026;Доставка;90000,00;;RUB`,
    `${month}.2026;Аренда офиса;40000,00;;RUB`,
  ]);
  return ['Месяц;Статья затрат;Сумма;Оплачено минут;Валюта', ...rows, '05.2026;Выставка;2500,00;;EUR', ''].join('\r\n');
}

export function eventsFile(): string {
  const rows = months.flatMap((month) => [
    ...Array.from({ length: 9 }, (_, at) => `${String(at + 10)}.${month}.2026;Звонок;${dear};Петрова А. И.;120`),
    `21.${month}.2026;Визит;${dear};Петрова А. И.;600`,
    `22.${month}.2026;Звонок;${usual};Петрова А. И.;15`,
  ]);
  return ['Дата;Вид события;Контрагент;Исполнитель;Минут', ...rows, ''].join('\r\n');
}
