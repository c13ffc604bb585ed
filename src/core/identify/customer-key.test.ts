/** Identity of customers in one file: rows that are one customer, and rows that never are. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerMention } from '../facts.ts';
import { type CustomerKey, customerKeys } from './customer-key.ts';
import { canonicalBranchId, canonicalTaxId } from './legal-id.ts';
import { nameKey, normalName } from './normal-name.ts';

const mention = (name: string, ids: Partial<CustomerMention> = {}): CustomerMention => ({
  code: '',
  name,
  taxId: '',
  branchId: '',
  region: '',
  group: '',
  industry: '',
  ...ids,
});
const keys = (...mentions: CustomerMention[]): string[] => customerKeys(mentions).map(({ key }) => key);

const millisecondsFor = (count: number): number => {
  const many = Array.from({ length: count }, (_, index) =>
    mention(
      index % 2 === 0 ? 'Розничный покупатель' : `ООО "Покупатель ${index}"`,
      index % 3 === 0 ? {} : { taxId: String(5_000_000_000 + index) },
    ),
  );
  const started = performance.now();
  customerKeys(many);
  return performance.now() - started;
};

describe('manners of writing one name', () => {
  test.each([
    ['ООО "Ромашка"', 'Ромашка ООО'],
    ['ООО "Ромашка"', 'ромашка (ооо)'],
    ['ООО "Ромашка"', 'ООО«РОМАШКА»'],
    ['ООО "Ромашка"', 'OOO "Ромашка"'],
    ['ООО "Ромашка"', 'Общество с ограниченной ответственностью "Ромашка"'],
    ['ООО "Сидоров & партнёры"', 'СИДОРОВ & ПАРТНЕРЫ, ООО'],
    ['ТОВ "Слов\'янка"', 'Товариство з обмеженою відповідальністю «Слов’янка»'],
    ['ТОВ "Мрiя"', 'ТОВ "Мрія"'],
    ['ПП "Калина"', 'Приватне підприємство "Калина"'],
    ['ФОП Бойко О.І.', 'Фізична особа-підприємець Бойко О. І.'],
    ['ИП Котов Пётр', 'Индивидуальный предприниматель КОТОВ ПЕТР'],
    ['OOO "Romashka"', 'romashka (ooo)'],
    ['Blue Bird, LLC', 'blue bird llc'],
  ])('%s = %s', (a, b) => expect(nameKey(normalName(b))).toBe(nameKey(normalName(a))));

  test.each([
    ['ООО "Восход"', 'АО "Восход"'],
    ['ООО "Восход"', 'ООО "Восход-2"'],
    ['ООО "Shop-Market"', 'ООО "Шоп-Маркет"'],
    ['ИП Иванов И.И.', 'ИП Иванов Иван Иванович'],
    ['ООО "Надежда"', 'Филиал ООО "Надежда" в г. Самара'],
  ])('%s ≠ %s', (a, b) => expect(nameKey(normalName(b))).not.toBe(nameKey(normalName(a))));
});

describe('ids and names that tell nobody apart', () => {
  test.each(['9999999999', '1111111111', '1234567890', '0000000000'])('%s is typed where an id is required, and is none', (typed) => {
    expect(canonicalTaxId(typed, { zerosMayBeLost: false })).toBe('');
  });

  test('an id with wrong check digits that two names bear brings nobody together', () => {
    const [kiosk, hospital, again] = keys(
      mention('Киоск', { taxId: '7700000003' }),
      mention('Больница', { taxId: '7700000003' }),
      mention('Киоск', { taxId: '7700000003' }),
    );
    expect(kiosk).not.toBe(hospital);
    expect(again).toBe(kiosk);
    expect(keys(mention('ООО "Киоск"', { taxId: '7741577701' }), mention('Киоск на углу', { taxId: '7741577701' }))).toEqual([
      'id:7741577701',
      'id:7741577701',
    ]);
  });

  test('namesakes without code and id in two cities are two customers; one city written in two ways is one', () => {
    expect(
      keys(
        mention('Иванов И.И.', { region: 'Самара' }),
        mention('Иванов И.И.', { region: 'г. Самара' }),
        mention('Иванов И.И.', { region: 'Тверь' }),
      ),
    ).toEqual(['name:иванов и и @самара', 'name:иванов и и @самара', 'name:иванов и и @тверь']);
    expect(keys(mention('Иванов И.И.', { region: 'Самара' }), mention('Иванов И.И.'))).toEqual(['name:иванов и и', 'name:иванов и и']);
  });

  test('who was known by the bare name keeps it; a namesake of another city comes beside', () => {
    const known: CustomerKey[] = [{ key: 'name:иванов и и', name: 'Иванов И.И.', taxId: '', branchId: '', region: 'Самара' }];
    expect(
      customerKeys([mention('Иванов И.И.', { region: 'Тверь' }), mention('Иванов И.И.', { region: 'Самара' })], known).map(
        ({ key }) => key,
      ),
    ).toEqual(['name:иванов и и @тверь', 'name:иванов и и']);
  });
});

describe('the key that facts carry', () => {
  test('the code of the source, else the legal id with КПП, else the name', () => {
    expect(keys(mention('Альфа', { code: '242', taxId: '7741577701' }))).toEqual(['code:242']);
    expect(keys(mention('Альфа', { taxId: '7741577701', branchId: '774101001' }))).toEqual(['id:7741577701/774101001']);
    expect(keys(mention('ТОВ "Мрія"', { taxId: '34104062' }))).toEqual(['id:34104062']);
    expect(keys(mention('ООО "Альфа"'))).toEqual(['name:альфа ооо']);
  });

  test('a bare name joins the one legal id that bears it', () => {
    expect(keys(mention('ООО "Ромашка"', { taxId: '7741577701' }), mention('Ромашка'), mention('ромашка (ооо)'))).toEqual(
      Array(3).fill('id:7741577701'),
    );
  });

  test('between namesakes it keeps a key of its own', () => {
    const [one, other, bare] = keys(
      mention('ООО "Лидер"', { taxId: '6117588113' }),
      mention('ООО "Лидер"', { taxId: '5442876178' }),
      mention('Лидер'),
    );
    expect(new Set([one, other, bare]).size).toBe(3);
  });

  test('ООО and АО of one name are two, and a bare name belongs to neither', () => {
    expect(new Set(keys(mention('ООО "Восход"'), mention('АО "Восход"'), mention('Восход'))).size).toBe(3);
  });

  test('branches share ИНН and differ by КПП, or by their name where there is no КПП', () => {
    expect(
      new Set(
        keys(
          mention('ООО "Север"', { taxId: '7727351290', branchId: '772701001' }),
          mention('ООО "Север"', { taxId: '7727351290', branchId: '630345002' }),
        ),
      ).size,
    ).toBe(2);
    expect(
      new Set(keys(mention('ООО "Север"', { taxId: '7727351290' }), mention('ООО "Север" (филиал г. Пермь)', { taxId: '7727351290' })))
        .size,
    ).toBe(2);
  });

  test('ИНН without КПП joins the only branch, and none of two', () => {
    expect(keys(mention('Север', { taxId: '7727351290', branchId: '772701001' }), mention('ООО Север', { taxId: '7727351290' }))[1]).toBe(
      'id:7727351290/772701001',
    );
    const two = keys(
      mention('С', { taxId: '7727351290', branchId: '772701001' }),
      mention('С', { taxId: '7727351290', branchId: '630345002' }),
      mention('С', { taxId: '7727351290' }),
    );
    expect(two[2]).toBe('id:7727351290');
  });

  const told: [what: string, one: CustomerMention, other: CustomerMention][] = [
    ['own codes', mention('ООО "Север"', { taxId: '7727351290', code: '12' }), mention('ООО "Север"', { taxId: '7727351290', code: '13' })],
    ['a town behind the name', mention('ООО "Север"', { taxId: '7727351290' }), mention('ООО "Север", г. Самара', { taxId: '7727351290' })],
    [
      'towns in brackets',
      mention('ООО "Север" (Самара)', { taxId: '7727351290' }),
      mention('ООО "Север" (Пермь)', { taxId: '7727351290' }),
    ],
    [
      'places',
      mention('ООО "Север"', { taxId: '7727351290', region: 'г. Москва' }),
      mention('ООО "Север"', { taxId: '7727351290', region: 'Самарская обл.' }),
    ],
    [
      'a КПП that is the branch’s own',
      mention('ООО "Север" (филиал г. Пермь)', { taxId: '7727351290', branchId: '590643002' }),
      mention('ООО "Север"', { taxId: '7727351290' }),
    ],
    [
      'a code that is the head office’s own',
      mention('ООО "Север"', { taxId: '7727351290', code: '12' }),
      mention('Филиал ООО "Север" в г. Пермь', { taxId: '7727351290' }),
    ],
  ];
  test.each(told)('branches of one ИНН are told apart by %s', (_, one, other) => expect(new Set(keys(one, other)).size).toBe(2));

  const same: [what: string, one: CustomerMention, other: CustomerMention][] = [
    ['spellings of the name', mention('ООО "Север"', { taxId: '7727351290' }), mention('Север ООО', { taxId: '7727351290' })],
    [
      'spellings of the place',
      mention('ООО "Север"', { taxId: '7727351290', region: 'г. Москва' }),
      mention('ООО "Север"', { taxId: '7727351290', region: 'МОСКВА' }),
    ],
    [
      'the shops of a sole trader',
      mention('ИП Котов П.А.', { taxId: '665791829592', region: 'Пермь' }),
      mention('ИП Котов П.А.', { taxId: '665791829592', region: 'Кунгур' }),
    ],
    [
      'initials that look like a town',
      mention('ИП Котов Г. П.', { taxId: '665791829592' }),
      mention('Котов Г.П. ИП', { taxId: '665791829592' }),
    ],
    ['a form in brackets', mention('Север (ООО)', { taxId: '7727351290' }), mention('ООО "Север"', { taxId: '7727351290' })],
  ];
  test.each(same)('%s are one customer', (_, one, other) => expect(new Set(keys(one, other)).size).toBe(1));

  test('a customer that moved keeps its key, and so does each branch when only one of them is in the file', () => {
    const at = (region: string): CustomerMention => mention('ООО "Север"', { taxId: '7727351290', region });
    const known = (key: string, region: string): CustomerKey => ({ key, name: 'ООО "Север"', taxId: '7727351290', branchId: '', region });
    const keysAfter = (before: CustomerKey[], ...mentions: CustomerMention[]): string[] =>
      customerKeys(mentions, before).map(({ key }) => key);
    expect(keysAfter([known('id:7727351290', 'Москва')], at('Самара'))).toEqual(['id:7727351290']);
    expect(keysAfter([known('id:7727351290', 'Москва')], at('Москва'), at('Самара'))).toEqual(['id:7727351290', 'id:7727351290/самара']);
    expect(keysAfter([known('id:7727351290/москва', 'Москва'), known('id:7727351290/самара', 'Самара')], at('Самара'))).toEqual([
      'id:7727351290/самара',
    ]);
  });

  test('a key once given by name stays, though the file now knows more', () => {
    const known = [{ key: 'name:ромашка', name: 'Ромашка', taxId: '', branchId: '' }];
    const mentions = [mention('Ромашка'), mention('ООО "Ромашка"', { taxId: '7741577701' })];
    expect(customerKeys(mentions, known).map(({ key }) => key)).toEqual(['name:ромашка', 'id:7741577701']);
  });

  test('the order of the mentions never changes a key', () => {
    const pool = [
      mention('ООО "Ромашка"', { taxId: '7741577701' }),
      mention('Ромашка'),
      mention('АО "Восход"'),
      mention('Восход'),
      mention('ООО "Лидер"', { taxId: '6117588113' }),
      mention('Лидер ООО', { taxId: '5442876178' }),
      mention('Лидер'),
      mention('Север', { taxId: '7727351290', branchId: '772701001' }),
      mention('Север', { taxId: '7727351290' }),
      mention('Кафе', { code: '7' }),
      mention('кафе'),
    ];
    const usual = new Map(customerKeys(pool).map(({ key }, index) => [pool[index]!, key]));
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (shuffled) => {
        customerKeys(shuffled).forEach(({ key }, index) => expect(key).toBe(usual.get(shuffled[index]!)));
      }),
    );
  });

  test('eight times the mentions take about eight times as long, namesakes included', () => {
    millisecondsFor(5000);
    expect(millisecondsFor(80_000)).toBeLessThan(40 * Math.max(millisecondsFor(10_000), 5));
  });
});

describe('legal ids', () => {
  const restored: [string, string][] = [
    ['17388585570', '017388585570'],
    ['214217346', '0214217346'],
    ['7741577701', '7741577701'],
    ['7741577701.0', '7741577701'],
    ['="0214217346"', '0214217346'],
    ['5,00101E+11', ''],
    ['', ''],
    ['-', ''],
    ['0000000000', ''],
    ['DE 123 456 789', 'DE123456789'],
  ];
  test.each(restored)('%s → %s', (printed, id) => expect(canonicalTaxId(printed, { zerosMayBeLost: true })).toBe(id));

  test('zeros are restored only where check digits prove it, and only where they may be lost', () => {
    expect(canonicalTaxId('214217346', { zerosMayBeLost: false })).toBe('214217346');
    expect(canonicalBranchId('21401001')).toBe('021401001');
  });
});
