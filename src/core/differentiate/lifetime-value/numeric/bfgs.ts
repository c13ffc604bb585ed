/**
 * Broyden, Fletcher, Goldfarb and Shanno's minimiser with a backtracking search (Nocedal and Wright 2006, algorithm 6.1): for
 * smooth functions of a few variables of which the gradient is known. The same start gives the same end, always.
 */

/** The value at a point; writes the gradient there. Infinity where the function is not defined. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  point: Float64Array;
  value: number;
  /** The largest slope left. */
  slope: number;
}

/** No step moves a variable further: variables are logarithms, so this is a factor of 7. */
const longestStep = 2;

/** So many steps in a row that win nothing are the end. */
const mostFruitless = 5;

export function minimise(objective: Objective, start: readonly number[], { slope = 1e-6, iterations = 300 } = {}): Minimum {
  const size = start.length;
  let point = Float64Array.from(start);
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  let inverse = identity(size, 1);
  let fresh = true;
  let fruitless = 0;
  for (let iteration = 0; iteration < iterations && largest(gradient) > slope; iteration++) {
    const direction = gradient.map((_, row) => -dot(inverse[row]!, gradient));
    const descent = dot(direction, gradient);
    const next = descent < 0 ? search(objective, { point, value, direction, descent }) : null;
    if (next === null) {
      // The estimate of the curvature may be wrong: one more step along the gradient, then stop.
      if (fresh) break;
      inverse = identity(size, 1);
      fresh = true;
      continue;
    }
    const moved = next.point.map((each, at) => each - point[at]!);
    const turned = next.gradient.map((each, at) => each - gradient[at]!);
    const curvature = dot(moved, turned);
    if (curvature > 1e-14 * dot(turned, turned)) {
      if (fresh) inverse = identity(size, curvature / dot(turned, turned));
      fresh = false;
      update(inverse, { moved, turned, curvature });
    }
    const won = value - next.value;
    ({ point, gradient, value } = next);
    // A sum over thousands of customers has no more digits than that: steps that win less are led by its rounding.
    fruitless = won <= 1e-13 * Math.abs(value) ? fruitless + 1 : 0;
    if (fruitless === mostFruitless) break;
    if (won <= 1e-15 * Math.abs(value) && largest(gradient) < 100 * slope) break;
  }
  return { point, value, slope: largest(gradient) };
}

interface Line {
  point: Float64Array;
  value: number;
  direction: Float64Array;
  descent: number;
}

/** Armijo's condition, with parabolas through what was seen; null where no step goes down. */
function search(
  objective: Objective,
  { point, value, direction, descent }: Line,
): { point: Float64Array<ArrayBuffer>; value: number; gradient: Float64Array<ArrayBuffer> } | null {
  let step = Math.min(1, longestStep / largest(direction));
  for (let tries = 0; tries < 50; tries++) {
    const next = Float64Array.from(point, (each, at) => each + step * direction[at]!);
    const gradient = new Float64Array(point.length);
    const reached = objective(next, gradient);
    if (reached <= value + 1e-4 * step * descent) return { point: next, value: reached, gradient };
    const parabola = (-descent * step * step) / (2 * (reached - value - descent * step));
    step = Number.isFinite(parabola) ? Math.min(Math.max(parabola, 0.1 * step), 0.5 * step) : 0.1 * step;
  }
  return null;
}

/** H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ, equation 6.17. */
function update(
  inverse: Float64Array[],
  { moved, turned, curvature }: { moved: Float64Array; turned: Float64Array; curvature: number },
): void {
  const carried = inverse.map((row) => dot(row, turned));
  const factor = (1 + dot(turned, carried) / curvature) / curvature;
  for (const [row, line] of inverse.entries()) {
    for (let column = 0; column < line.length; column++) {
      line[column]! +=
        factor * moved[row]! * moved[column]! - (carried[row]! * moved[column]! + moved[row]! * carried[column]!) / curvature;
    }
  }
}

function identity(size: number, scale: number): Float64Array[] {
  return Array.from({ length: size }, (_, row) => Float64Array.from({ length: size }, (_value, column) => (row === column ? scale : 0)));
}

function dot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += left[at]! * right[at]!;
  return sum;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Number.isNaN(value) ? Infinity : Math.max(most, Math.abs(value));
  return most;
}
