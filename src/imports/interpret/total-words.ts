/** Words that begin (or end) a row of totals, in Russian, Ukrainian and English. */

/** "Итого", "ИТОГО за неделю", "Total Customer X", "ООО Ромашка Итог", "Разом:". */
export function isTotal(text: string): boolean {
  return begins.test(text) || ends.test(text);
}

/** Of the whole file, not of a part of it. */
export function isGrandTotal(text: string): boolean {
  return /^\s*(итого|всего|total|grand total|разом|усього|всього|общий итог|итог|общий итог|загальний підсумок|totals?|sum)\s*[:.]*\s*$/i.test(
    text,
  );
}

const begins =
  /^\s*[*"«]?\s*(итого|итог|всего|в\s?с\s?е\s?г\s?о|общий итог|общая сумма|разом|усього|всього|підсумок|загальний підсумок|total|totals|grand total|sub-?total|sum total|sum|оборот за|обороты|сальдо|входящий остаток|исходящий остаток|начальный остаток|конечный остаток|количество операций|вхідний залишок|вихідний залишок|opening balance|closing balance|balance brought|balance carried)(?![\p{L}\d])/iu;
const ends = /[\s:]\s*(итог|итого|всего|total|subtotal|разом|всього|усього)\s*:?\s*$/i;
