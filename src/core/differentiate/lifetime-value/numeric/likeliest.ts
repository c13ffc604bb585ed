/**
 * The likeliest parameters for a sample, some of them perhaps fixed: minimises the mean negative log-likelihood over the logarithms of
 * the parameters. The mean, not the sum: so duplicated data changes nothing, and no first step overshoots.
 */
import { type Minimum, minimise, type Objective } from './bfgs.ts';
import { hessian, inverseOfPositive } from './hessian.ts';

/** The function to fit: a model's likelihood over any data. */
export interface Sample {
  parameters: readonly string[];
  customers: number;
  /** Σ customers × ln L, and its gradient by the logarithms of the parameters. */
  sum(params: number[], gradient: Float64Array): number;
  /** Where two parameters make up for each other along a curve, which steps along straight lines follow only in thousands. */
  bend?: Bend | undefined;
}

/** Instead of ln(`bent`) the search moves ln(`bent`) + shift(`along`), in which the ridge is straight; where both are free. */
export interface Bend {
  bent: string;
  along: string;
  shift(along: number): number;
  /** The derivative of `shift` by ln(`along`). */
  slope(along: number): number;
}

export interface Found {
  params: number[];
  /** Mean over customers. */
  logLikelihood: number;
  converged: boolean;
  /** Which parameters were not fixed, by their places: rows and columns of `inverse`. */
  free: number[];
  /** The inverse of the second derivatives of the mean; null where it is not positive. */
  inverse: number[][] | null;
}

export interface Search {
  fixed: Record<string, number>;
  starts: readonly (readonly number[])[];
  counter: { evaluations: number };
}

/** The likeliest of several starts, followed to its maximum; a second one where the first did not arrive. */
export function likeliest(sample: Sample, { fixed, starts, counter }: Search): Found {
  const free = sample.parameters.flatMap((name, at) => (fixed[name] === undefined ? [at] : []));
  const pinned = sample.parameters.map((name) => fixed[name] ?? 1);
  const bend = bendIn(sample, free);
  const paramsOf = (point: ArrayLike<number>): number[] => {
    const logs = Array.from(point);
    if (bend !== null) logs[bend.bent]! -= bend.shift(Math.exp(logs[bend.along]!));
    return pinned.map((value, at) => (free.includes(at) ? Math.exp(logs[free.indexOf(at)]!) : value));
  };
  const objective: Objective = (point, gradient) => {
    counter.evaluations++;
    const params = paramsOf(point);
    if (free.some((at) => !(Math.abs(Math.log(params[at]!)) < 60))) return Infinity;
    const whole = new Float64Array(pinned.length);
    const sum = sample.sum(params, whole);
    gradient.set(free.map((at) => -whole[at]! / sample.customers));
    if (bend !== null) gradient[bend.along]! -= bend.slope(Math.exp(point[bend.along]!)) * gradient[bend.bent]!;
    return Number.isFinite(sum) ? -sum / sample.customers : Infinity;
  };
  const points = starts.map((start) => {
    const point = startOf(sample.parameters, start, { fixed, free });
    if (bend !== null) point[bend.bent]! += bend.shift(Math.exp(point[bend.along]!));
    return point;
  });
  const values = new Map(points.map((point) => [point, objective(Float64Array.from(point), new Float64Array(free.length))]));
  const [first, second] = points.toSorted((a, b) => values.get(a)! - values.get(b)!);
  let best = polish(objective, minimise(objective, first!));
  if (!best.positive && second !== undefined) {
    const other = polish(objective, minimise(objective, second));
    if (other.value < best.value) best = other;
  }
  return {
    params: paramsOf(best.point),
    logLikelihood: -best.value,
    converged: best.slope < 1e-5,
    free,
    inverse: ofLogarithms(best, bend),
  };
}

interface BendAt {
  bent: number;
  along: number;
  shift(along: number): number;
  slope(along: number): number;
}

function bendIn({ parameters, bend }: Sample, free: number[]): BendAt | null {
  if (bend === undefined) return null;
  const [bent, along] = [free.indexOf(parameters.indexOf(bend.bent)), free.indexOf(parameters.indexOf(bend.along))];
  return bent === -1 || along === -1 ? null : { ...bend, bent, along };
}

/** Of the logarithms of the parameters, whatever the search moved: at the maximum the first derivatives are 0, so J H⁻¹ Jᵀ is sufficient. */
function ofLogarithms({ inverse, point }: { inverse: number[][] | null; point: Float64Array }, bend: BendAt | null): number[][] | null {
  if (inverse === null || bend === null) return inverse;
  const by = -bend.slope(Math.exp(point[bend.along]!));
  const rows = inverse.map((row, at) => (at === bend.bent ? row.map((each, column) => each + by * inverse[bend.along]![column]!) : row));
  return rows.map((row) => row.map((each, at) => (at === bend.bent ? each + by * row[bend.along]! : each)));
}

/** A parameter fixed at infinity scales its partner in a ratio: a rate is r / α, a chance a / b, a rate of leaving s / β, a mean γ / q. */
function startOf(
  parameters: readonly string[],
  start: readonly number[],
  { fixed, free }: { fixed: Record<string, number>; free: number[] },
): number[] {
  const valueOf = (name: string): number => start[parameters.indexOf(name)]!;
  const partner: Record<string, string> = { alpha: 'r', a: 'b', beta: 's', gamma: 'q' };
  return free.map((at) => {
    const name = parameters[at]!;
    const ratio = fixed[partner[name] ?? ''];
    return Math.log(ratio === undefined ? start[at]! : (start[at]! * ratio) / valueOf(partner[name]!));
  });
}

/** Newton's steps at the end: the last digits do not depend on the way there. */
function polish(objective: Objective, minimum: Minimum): Minimum & { inverse: number[][] | null; positive: boolean } {
  let best = minimum;
  let inverse: number[][] | null = null;
  for (let step = 0; step < 3; step++) {
    inverse = inverseOfPositive(hessian(objective, best.point));
    if (inverse === null || best.slope < 1e-9) break;
    const gradient = new Float64Array(best.point.length);
    objective(best.point, gradient);
    const move = inverse.map((row) => row.reduce((sum, each, at) => sum - each * gradient[at]!, 0));
    if (move.some((by) => Math.abs(by) > 1)) break;
    const point = best.point.map((value, at) => value + move[at]!);
    const value = objective(point, gradient);
    const slope = gradient.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    if (!(slope < best.slope)) break;
    best = { point, value, slope };
  }
  return { ...best, inverse, positive: inverse !== null };
}
