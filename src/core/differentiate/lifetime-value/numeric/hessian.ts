/** Second derivatives by differencing the gradient, and the inverse of a symmetric positive matrix. */
import type { Objective } from './bfgs.ts';

/** Central differences of the gradient with a step of 1e-4, made symmetric. */
export function hessian(objective: Objective, point: Float64Array, step = 1e-4): number[][] {
  const columns = Array.from(point, (_, at) => {
    const [above, below] = [step, -step].map((by) => {
      const gradient = new Float64Array(point.length);
      objective(point.with(at, point[at]! + by), gradient);
      return gradient;
    });
    return Array.from(above!, (each, row) => (each - below![row]!) / (2 * step));
  });
  return columns.map((column, at) => column.map((each, row) => (each + columns[row]![at]!) / 2));
}

/** By Cholesky's factors; null where the matrix is not positive definite. */
export function inverseOfPositive(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower = cholesky(matrix);
  if (lower === null) return null;
  const columns = matrix.map((_, column) => {
    const forward: number[] = [];
    for (const [row, line] of lower.entries())
      forward.push(((row === column ? 1 : 0) - line.slice(0, row).reduce((sum, each, at) => sum + each * forward[at]!, 0)) / line[row]!);
    const solved = forward.slice();
    for (let row = lower.length - 1; row >= 0; row--) {
      let rest = forward[row]!;
      for (let below = row + 1; below < lower.length; below++) rest -= lower[below]![row]! * solved[below]!;
      solved[row] = rest / lower[row]![row]!;
    }
    return solved;
  });
  return columns;
}

function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower = matrix.map((row) => row.map(() => 0));
  for (const [row, line] of matrix.entries()) {
    for (let column = 0; column <= row; column++) {
      let rest = line[column]!;
      for (let at = 0; at < column; at++) rest -= lower[row]![at]! * lower[column]![at]!;
      if (row === column && !(rest > 1e-14 * Math.abs(line[row]!))) return null;
      lower[row]![column] = row === column ? Math.sqrt(rest) : rest / lower[column]![column]!;
    }
  }
  return lower;
}
