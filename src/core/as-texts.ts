/** Values as JSON can hold them: bigints become texts, everything else stays. */
export type AsTexts<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? AsTexts<Item>[]
    : T extends object
      ? { [K in keyof T]: AsTexts<T[K]> }
      : T;

export function asTexts<T>(value: T): AsTexts<T> {
  if (typeof value === 'bigint') return String(value) as AsTexts<T>;
  if (Array.isArray(value)) return value.map(asTexts) as AsTexts<T>;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asTexts(part)])) as AsTexts<T>;
  return value as AsTexts<T>;
}

/** The type of a value whose amounts are kept as numbers: amounts are recognised by their names. */
export type MinorTexts<T> = T extends readonly (infer Item)[]
  ? MinorTexts<Item>[]
  : T extends object
    ? { [K in keyof T]: K extends `${string}Minor` ? AmountText<T[K]> : MinorTexts<T[K]> }
    : T;
type AmountText<Amount> = Amount extends number ? string : Amount;

/** Amounts of a report kept as numbers, by the names that end in Minor, as the texts of whole numbers that programs are promised. */
export function minorTexts<T>(report: T): MinorTexts<T> {
  if (Array.isArray(report)) return report.map(minorTexts) as MinorTexts<T>;
  if (typeof report !== 'object' || report === null) return report as MinorTexts<T>;
  return Object.fromEntries(
    Object.entries(report).map(([name, value]) => [
      name,
      name.endsWith('Minor') && typeof value === 'number' ? String(Math.round(value)) : minorTexts(value),
    ]),
  ) as MinorTexts<T>;
}
