/** The number of calendar months of a window, its first and last included. */
export function monthsBetween({ first, last }: { first: string; last: string }): number {
  return monthIndex(last) - monthIndex(first) + 1;
}

function monthIndex(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}
