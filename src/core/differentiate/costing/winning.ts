/** The cost of winning a new customer compared with keeping one, from the company's own costs. */

export interface WonAndKept {
  /** Σ of the pools whose whole cost is spent to win customers, unused capacity included. */
  winningMinor: bigint;
  /** Customers whose first shipment ever lies in the period. */
  won: number;
  /** Σ of the cost of the other pools and of direct costs for customers. */
  keepingMinor: bigint;
  /** Customers who shipped before the period and in it. */
  kept: number;
}

export interface CostOfWinning extends WonAndKept {
  /** Null where no customer was won, or kept. */
  perWonMinor: bigint | null;
  perKeptMinor: bigint | null;
}

export function costOfWinning(found: WonAndKept): CostOfWinning {
  return { ...found, perWonMinor: each(found.winningMinor, found.won), perKeptMinor: each(found.keepingMinor, found.kept) };
}

/** Half away from zero. */
function each(minor: bigint, customers: number): bigint | null {
  if (customers === 0) return null;
  const [size, among] = [minor < 0n ? -minor : minor, BigInt(customers)];
  const share = (2n * size + among) / (2n * among);
  return minor < 0n ? -share : share;
}
