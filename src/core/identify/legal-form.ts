/**
 * Legal forms of Russia, Ukraine, Kazakhstan, Belarus and the usual western ones, in full and abbreviated, as data.
 * "ООО", "Общество с ограниченной ответственностью" and the transliterated "OOO" are one form; ООО and АО never are.
 */

/** Words of a full form → its abbreviation; longest first, matched on normalised tokens. */
export const fullForms: readonly { tokens: readonly string[]; form: string }[] = [
  ['общество с ограниченной ответственностью', 'ооо'],
  ['общество с дополнительной ответственностью', 'одо'],
  ['публичное акционерное общество', 'пао'],
  ['непубличное акционерное общество', 'нао'],
  ['открытое акционерное общество', 'оао'],
  ['закрытое акционерное общество', 'зао'],
  ['акционерное общество', 'ао'],
  ['индивидуальный предприниматель', 'ип'],
  ['государственное унитарное предприятие', 'гуп'],
  ['муниципальное унитарное предприятие', 'муп'],
  ['федеральное государственное унитарное предприятие', 'фгуп'],
  ['крестьянское фермерское хозяйство', 'кфх'],
  ['сельскохозяйственный производственный кооператив', 'спк'],
  ['производственный кооператив', 'пк'],
  ['частное предприятие', 'чп'],
  ['частное унитарное предприятие', 'чуп'],
  ['товарищество с ограниченной ответственностью', 'тоо'],
  ['автономная некоммерческая организация', 'ано'],
  ['товариство з обмеженою відповідальністю', 'тов'],
  ['товариство з додатковою відповідальністю', 'тдв'],
  ['публічне акціонерне товариство', 'пат'],
  ['приватне акціонерне товариство', 'прат'],
  ['відкрите акціонерне товариство', 'ват'],
  ['закрите акціонерне товариство', 'зат'],
  ['акціонерне товариство', 'ат'],
  ['приватне підприємство', 'пп'],
  ['комунальне підприємство', 'кп'],
  ['державне підприємство', 'дп'],
  ['дочірнє підприємство', 'дп'],
  ['фермерське господарство', 'фг'],
  ['фізична особа підприємець', 'фоп'],
  ['obshchestvo s ogranichennoy otvetstvennostyu', 'ооо'],
  ['individualnyy predprinimatel', 'ип'],
  ['individualniy predprinimatel', 'ип'],
  ['privatne pidpryiemstvo', 'пп'],
  ['privatne pidpriiemstvo', 'пп'],
  ['limited liability company', 'llc'],
  ['joint stock company', 'jsc'],
]
  .map(([words, form]) => ({ tokens: words!.split(' '), form: form! }))
  .toSorted((a, b) => b.tokens.length - a.tokens.length);

/** Abbreviation as a token → the form it stands for. */
export const shortForms: ReadonlyMap<string, string> = new Map([
  ...'ооо одо оао зао пао нао ао ип гуп муп фгуп кфх спк чп чуп тоо ано гау гбу мбу фгбу мау мбоу нко тсж снт тов тдв пат прат ват зат ат пп кп дп фг фоп спд тзов иче'
    .split(' ')
    .map((form): [string, string] => [form, form]),
  ...Object.entries({
    ooo: 'ооо',
    oao: 'оао',
    zao: 'зао',
    pao: 'пао',
    ao: 'ао',
    ip: 'ип',
    too: 'тоо',
    tov: 'тов',
    fop: 'фоп',
    pp: 'пп',
    kp: 'кп',
    dp: 'дп',
    prat: 'прат',
    pat: 'пат',
    chp: 'чп',
    odo: 'одо',
    тзов: 'тов',
    пбоюл: 'ип',
    чпф: 'чп',
  }),
  ...'llc ltd limited inc corp corporation gmbh ag kg sarl sas sa srl spa bv nv oy ab aps plc llp lp pty jsc ojsc cjsc doo zoo ug kft sro'
    .split(' ')
    .map((form): [string, string] => [form, ({ limited: 'ltd', corporation: 'corp' } as Record<string, string>)[form] ?? form]),
]);

/** Words that make a name one of several of the same legal entity, not another spelling of it. */
export const branchWords: ReadonlySet<string> = new Set(
  'филиал филиала фил подразделение обособленное оп представительство склад магазин точка филія філія філіал підрозділ відокремлений вп представництво крамниця branch subsidiary division filial'.split(
    ' ',
  ),
);
