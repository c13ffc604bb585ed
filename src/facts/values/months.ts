/** Names of months in Russian, Ukrainian and English: nominative, genitive, abbreviated. Data only. */

/** Lower case, without a closing point. */
export const monthNumber: ReadonlyMap<string, number> = new Map(
  [
    'январь января янв січень січня січ january jan',
    'февраль февраля фев февр лютий лютого лют february feb',
    'март марта мар березень березня бер берез march mar',
    'апрель апреля апр квітень квітня кві квіт april apr',
    'май мая травень травня тра трав may',
    'июнь июня июн червень червня чер черв june jun',
    'июль июля июл липень липня лип july jul',
    'август августа авг серпень серпня сер серп august aug',
    'сентябрь сентября сен сент вересень вересня вер верес september sep sept',
    'октябрь октября окт жовтень жовтня жов жовт october oct',
    'ноябрь ноября ноя нояб листопад листопада лис лист november nov',
    'декабрь декабря дек грудень грудня гру груд december dec',
  ].flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])),
);
