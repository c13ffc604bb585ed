/** Gauss–Legendre quadrature on [0, 1] (Abramowitz and Stegun 25.4.30): nodes by Newton's method on the Legendre polynomial. */

export interface Quadrature {
  nodes: Float64Array;
  weights: Float64Array;
}

export function gaussLegendre(size: number): Quadrature {
  const nodes = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let at = 0; at < size; at++) {
    let x = Math.cos((Math.PI * (at + 0.75)) / (size + 0.5));
    let slope = 0;
    for (let step = 0; step < 12; step++) {
      const [value, before] = legendre(size, x);
      slope = (size * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    nodes[size - 1 - at] = (1 + x) / 2;
    weights[size - 1 - at] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

/** P_n(x) and P_{n−1}(x). */
function legendre(size: number, x: number): [number, number] {
  let [before, value] = [1, x];
  for (let n = 2; n <= size; n++) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
  return [value, before];
}
