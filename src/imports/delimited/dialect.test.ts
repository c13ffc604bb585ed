import { expect, test } from 'vitest';
import { detectDialect, type Dialect } from './dialect.ts';

test.each<{ what: string; text: string; dialect: Dialect }>([
  {
    what: 'decimal commas in every row do not make commas the delimiter',
    text: 'Дата;Сумма;НДС\n01.01.2026;1,50;0,25\n02.01.2026;2,50;0,45\n',
    dialect: { delimiter: ';', quoted: true },
  },
  {
    what: 'titles above the table do not disturb',
    text: 'Продажи, март, опт\n\nДата\tПокупатель\tСумма\n01.01\tКиоск, Пермь\t1,5\n02.01\tОпт, Уфа\t2,5\n',
    dialect: { delimiter: '\t', quoted: true },
  },
  {
    what: 'English amounts with commas in quotes',
    text: 'Date,Customer,Amount\n2026-01-01,Kiosk,"1,234.56"\n2026-01-02,Hospital,"2,345.67"\n',
    dialect: { delimiter: ',', quoted: true },
  },
  { what: 'pipes', text: 'a|b|c\n1|2|3\n4|5|6\n', dialect: { delimiter: '|', quoted: true } },
  {
    what: 'a naive program prints names as they are',
    text: 'Дата;Покупатель;Сумма\n1;ООО "Ромашка";1\n2;"Восход" ТД ООО;2\n3;АО "Торговый дом "Восход"";3\n',
    dialect: { delimiter: ';', quoted: false },
  },
  {
    what: 'quotes everywhere, doubled inside',
    text: '"Дата";"Покупатель"\n"1";"ООО ""Ромашка"""\n"2";"ООО\n""Лазурит"""\n',
    dialect: { delimiter: ';', quoted: true },
  },
  { what: 'sep= names the delimiter', text: 'sep=|\na;b|c;d\n1;2|3;4\n', dialect: { delimiter: '|', quoted: true } },
  { what: 'one column', text: 'Покупатель\nКиоск\nОпт\n', dialect: { delimiter: ';', quoted: true } },
  { what: 'tabs inside quotes', text: 'a;b;c\n"x\ty";2;3\n"x\tz";3;4\n', dialect: { delimiter: ';', quoted: true } },
])('$what', ({ text, dialect }) => {
  expect(detectDialect([text])).toEqual(dialect);
});

test('quotes that appear only far into the file are seen in the slices', () => {
  const head = 'Дата;Покупатель\n1;Киоск\n2;Опт\n';
  expect(detectDialect([head, '3;ООО "Ромашка"\n4;"Восход" ТД\n'])).toEqual({ delimiter: ';', quoted: false });
});
