/** A sales report as accounting gives it: a wholesaler's year with twelve customers, one unreadable date and one doubled row. */
export const salesFileName = 'Продажи 2026.csv';

const customers = [
  'Ромашка ООО',
  'Больница № 12',
  'Кафе «Утро»',
  'ИП Егорова М. А.',
  'Аптека «Восток»',
  'Стройдеталь-Юг ООО',
  'Школа № 45',
  'Театр «На набережной»',
  'Северный путь АО',
  'Пекарня «Колос»',
  'Гранд-отель',
  'Киоск у вокзала',
];

export function salesFile(): string {
  const rows = customers.flatMap((customer, place) =>
    monthsOf(place).map((month, i) => row({ customer, place, month, number: place * 100 + i + 1 })),
  );
  const [first = ''] = rows;
  const unreadable = first.replace(/^[\d.]+/, '31.02.2026').replace('00УТ-000001', '00УТ-009999');
  return [
    'Дата;Номер;Контрагент;Номенклатура;Количество;Сумма без НДС, руб.;Себестоимость;Менеджер',
    ...rows,
    rows.at(-1) ?? '',
    unreadable,
    '',
  ].join('\r\n');
}

/** The first buy every month; the eighth and after stop in summer; the last bought once. */
function monthsOf(place: number): number[] {
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  if (place === 11) return [3];
  return place < 7 ? all : all.slice(0, 6);
}

function row({ customer, place, month, number }: { customer: string; place: number; month: number; number: number }): string {
  const net = Math.round(480_000 / (place + 1)) + month * 100;
  // The ninth is sold to below cost: the curve has a tail.
  const cost = Math.round(net * (place === 8 ? 1.25 : 0.7));
  const day = String(5 + place).padStart(2, '0');
  return [
    `${day}.${String(month).padStart(2, '0')}.2026`,
    `00УТ-${String(number).padStart(6, '0')}`,
    customer,
    'Бумага А4 «Снежинка»',
    '10',
    decimal(net),
    decimal(cost),
    place % 2 === 0 ? 'Петрова А. И.' : 'Кузнецов Д. С.',
  ].join(';');
}

function decimal(units: number): string {
  return `${units},00`;
}
