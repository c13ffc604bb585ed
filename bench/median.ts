/** Times a piece of work several times and gives the median: one run on a shared machine says little. */
export async function medianMilliseconds(times: number, work: (run: number) => Promise<void>): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < times; run++) {
    const start = performance.now();
    await work(run);
    taken.push(performance.now() - start);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)]!;
}
