/** ln Γ and its derivative ψ by Stirling's series (Abramowitz and Stegun 6.1.41, 6.3.18), shifted to arguments of 12 and more. */

const shiftTo = 12;

/** ln Γ(x) for x > 0; absolute error below 1e-14 × max(1, |ln Γ|). */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < shiftTo) product *= shifted++;
  const inverse = 1 / (shifted * shifted);
  const series =
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188 - inverse * (691 / 360360)))))) /
    shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}

/** ψ(x) for x > 0. */
export function digamma(x: number): number {
  let shifted = x;
  let sum = 0;
  while (shifted < shiftTo) sum -= 1 / shifted++;
  const inverse = 1 / (shifted * shifted);
  const series =
    inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - inverse * (691 / 32760))))));
  return sum + Math.log(shifted) - 0.5 / shifted - series;
}
