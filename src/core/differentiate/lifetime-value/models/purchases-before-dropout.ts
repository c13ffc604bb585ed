/**
 * Future purchases of a customer that is still active and may leave after each: λ ~ Gamma(count, time), p ~ Beta(leave, stay).
 * Without dropout the purchases in t weeks are negative binomial with odds w = t / (time + t), and the j-th is made with the chance
 * (stay)ⱼ₋₁ / (leave+stay)ⱼ₋₁ that there was no dropout before it. So E[Y] = Σₙ NB(n) Σ_{j≤n} (stay)ⱼ₋₁ / (leave+stay)ⱼ₋₁. This is equation
 * 10 of Fader, Hardie and Lee (2005) without its ₂F₁: every term is positive, there is no pole at a = 1 or where a + b < 1.
 */

export interface StillThere {
  count: number;
  time: number;
  leave: number;
  stay: number;
  /** How many events make a purchase, and how many of them have happened since the last one: 1 and 0 where every event is one. */
  every: number;
  phase: number;
}

/** E[Y] by each of the weeks, given that the customer is still there. */
export function purchasesBeforeDropout(customer: StillThere, weeks: readonly number[]): Float64Array {
  const made = remembered(everyOnce(purchasesOf(customer), customer));
  return Float64Array.from(weeks, (each) => (each === 0 ? 0 : overPurchases(customer.count, each / (customer.time + each), made)));
}

/** The probability of a purchase in the coming weeks: there is no dropout before it. One less Σ over fewer events than it takes of NB(n). */
export function chanceOfPurchase({ count, time, every, phase }: StillThere, weeks: number): number {
  const odds = weeks / (time + weeks);
  let [term, none] = [1, 0];
  for (let n = 0; n < every - phase; n++) {
    none += term;
    term *= (odds * (count + n)) / (n + 1);
  }
  return 1 - none * Math.exp(count * Math.log1p(-odds));
}

/** Expected purchases per week, some weeks from now: (count / time) ₂F₁(count+1, leave; leave+stay; −weeks/time), by the same sum. */
export function purchaseRateAfter(customer: StillThere, weeks: number): number {
  return (customer.count / customer.time) * overPurchases(customer.count + 1, weeks / (customer.time + weeks), stillThereAfter(customer));
}

/** Caches a function of 0, 1, 2, …. */
function remembered(of: (n: number) => number): (n: number) => number {
  const known: number[] = [];
  return (n) => {
    if (n < known.length) return known[n]!;
    const value = of(n);
    known.push(value);
    return value;
  };
}

/** Of events to purchases: the same until the next purchase is made. */
function everyOnce(of: (n: number) => number, { every, phase }: StillThere): (n: number) => number {
  if (every === 1) return of;
  let [made, value] = [-1, 0];
  return (n) => {
    const purchases = Math.floor((phase + n) / every);
    if (purchases !== made) [made, value] = [purchases, of(purchases)];
    return value;
  };
}

/** The n-th call: of n purchases that would be made, how many are made before the customer leaves. */
function purchasesOf({ leave, stay }: StillThere): (n: number) => number {
  let [made, chance] = [0, 1];
  return (n) => {
    if (n === 0) return 0;
    made += chance;
    chance *= (stay + n - 1) / (leave + stay + n - 1);
    return made;
  };
}

/** The n-th call: the chance to be there after n purchases. */
function stillThereAfter({ leave, stay }: StillThere): (n: number) => number {
  let chance = 1;
  return (n) => (n === 0 ? 1 : (chance *= (stay + n - 1) / (leave + stay + n - 1)));
}

/** A scale for terms that would overflow; only their ratio to the sum of all counts. */
const tooLarge = 1e250;

/** Σₙ NB(n; count, odds) f(n), f not decreasing faster than NB does; f is asked for 0, 1, 2, … in that order. */
function overPurchases(count: number, odds: number, of: (n: number) => number): number {
  let [term, terms, sum] = [1, 1, of(0)];
  for (let n = 1; ; n++) {
    term *= (odds * (count + n - 1)) / n;
    const weighed = term * of(n);
    terms += term;
    sum += weighed;
    if (term > tooLarge) [term, terms, sum] = [term / tooLarge, terms / tooLarge, sum / tooLarge];
    const shrinking = (odds * (count + n)) / (n + 1);
    if (shrinking < 1 && term < 1e-13 * terms * (1 - shrinking) && weighed < 1e-13 * sum * (1 - shrinking)) return sum / terms;
  }
}
