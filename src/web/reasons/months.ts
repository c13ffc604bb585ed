/** How many calendar months a window covers, its first and last included. */
export function monthsBetween({ first, last }: { first: string; last: string }): number {
  const index = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(last) - index(first) + 1;
}
