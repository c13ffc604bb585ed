/**
 * The value of customers with open contracts: Σ over the renewals due within the horizon of the probability that the contract gets so
 * far × profit of a term × the discount to that day. By shifted-beta-geometric over all contracts; where few were up for renewal, by the plain
 * share that renewed, with its count. Fader and Hardie (2007).
 */
import { type EpochDay, epochDay, monthsAfter, rememberingIsoDate } from '../../../calendar.ts';
import type { IsoDate } from '../../../facts.ts';
import type { CustomerMeasures } from '../../measures.ts';
import type { LifetimeSettings } from '../../settings.ts';
import type { ValueBasis } from '../histories/company-histories.ts';
import { contractHistories, type ContractHistory, renewalCounts } from './contract-histories.ts';
import { normalQuantile } from '../forecast/interval.ts';
import { discountFactor } from '../forecast/projection.ts';
import { type Path, pathOf } from './renewal-path.ts';
import { daysPerMonth, renewalDays } from './renewal-days.ts';
import { type ContractFit, decisionsOf, fitRenewals, renewalChance } from '../models/shifted-beta-geometric.ts';
import { termProfits } from './term-profit.ts';

export interface ContractsReport {
  /** Customers with an open contract: valued by contracts instead of purchases. */
  customers: number;
  open: number;
  /** Renewals that were decided, either way, and those decided against. */
  decisions: number;
  losses: number;
  /** share: too few were decided for the model. retention: none was; the settings' yearly share stands for it. */
  method: 'model' | 'share' | 'retention';
  params: { alpha: number; beta: number } | null;
  boundary: ContractFit['boundary'];
  valueMinor: number;
}

export interface ContractWorth {
  customer: number;
  contractNumber: string;
  termFrom: IsoDate;
  termUntil: IsoDate;
  renewals: number;
  renewsOn: IsoDate | null;
  renewalChance: number | null;
  lostOn: IsoDate | null;
  amountMinor: number | null;
  termProfitMinor: number;
  valueMinor: number;
  /** Null where no model stands behind it. */
  lowMinor: number | null;
  highMinor: number | null;
}

export interface CustomerByContracts {
  /** Open ones. */
  contracts: number;
  /** 1 until the first renewal is due. */
  alive: number;
  value: number;
  low: number | null;
  high: number | null;
  variance: number;
}

export interface ContractValues {
  /** Null where the company has no contracts. */
  report: ContractsReport | null;
  contracts: ContractWorth[];
  /** Only those with an open contract. */
  byCustomer: ReadonlyMap<number, CustomerByContracts>;
}

export const leastDecisions = 30;
export const leastLosses = 10;

export function contractValues(
  measures: CustomerMeasures,
  { settings, basis }: { settings: LifetimeSettings; basis: ValueBasis },
): ContractValues {
  const histories = contractHistories(measures, settings.renewalGraceDays);
  if (histories.length === 0) return { report: null, contracts: [], byCustomer: new Map() };
  const counts = renewalCounts(histories, { asOf: measures.asOf, graceDays: settings.renewalGraceDays });
  const { decisions, losses } = decisionsOf(counts);
  const fit = decisions >= leastDecisions && losses >= leastLosses ? fitRenewals(counts) : null;
  const chance = chanceOf({ fit, decisions, losses, settings });
  const profit = termProfits(measures, basis);
  const span = spanOf(measures.asOf, settings);
  const discounts = rememberingDiscounts(span);
  const isoDate = rememberingIsoDate();
  const open = histories
    .filter(({ lostDay }) => lostDay === null)
    .map((contract) => {
      const earned = profit(contract);
      return {
        contract,
        path: pathOf(discounts(contract).map((discount, at) => ({ chance: chance(contract, at), earned: earned * discount }))),
      };
    });
  const byCustomer = customersOf(open, { known: fit !== null, span });
  const valued = new Map(open.map(({ contract, path }) => [contract, path]));
  return {
    report: {
      customers: byCustomer.size,
      open: open.length,
      decisions,
      losses,
      method: fit !== null ? 'model' : decisions > 0 ? 'share' : 'retention',
      params: fit === null ? null : { alpha: fit.alpha, beta: fit.beta },
      boundary: fit?.boundary ?? null,
      valueMinor: [...byCustomer.values()].reduce((sum, { value }) => sum + Math.round(value), 0),
    },
    contracts: histories.map((contract) =>
      worthOf(contract, {
        path: valued.get(contract),
        known: fit !== null,
        profit: profit(contract),
        chance,
        asOfDay: span.asOfDay,
        isoDate,
      }),
    ),
    byCustomer,
  };
}

type Chance = (contract: ContractHistory, ahead: number) => number;
interface Span {
  asOfDay: EpochDay;
  endDay: EpochDay;
  discountPermille: number;
}

/** Of the next renewal but so many. */
function chanceOf({
  fit,
  decisions,
  losses,
  settings,
}: {
  fit: ContractFit | null;
  decisions: number;
  losses: number;
  settings: LifetimeSettings;
}): Chance {
  if (fit !== null) return ({ renewals }, ahead) => renewalChance(fit, renewals + ahead);
  if (decisions > 0) return () => 1 - losses / decisions;
  return ({ fromDay, untilDay }) => (settings.retentionPermille / 1000) ** ((untilDay - fromDay + 1) / 365.25);
}

function spanOf(asOf: IsoDate, { horizonMonths, discountPermille }: LifetimeSettings): Span {
  const asOfDay = epochDay(asOf);
  return { asOfDay, endDay: monthsAfter(asOfDay, horizonMonths), discountPermille };
}

/** The discounted share of a term's profit at each renewal of the horizon. Many contracts share their terms. */
function rememberingDiscounts(span: Span): (contract: ContractHistory) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (contract) => {
    const key = `${contract.fromDay} ${contract.untilDay}`;
    let discounts = known.get(key);
    if (discounts === undefined)
      known.set(
        key,
        (discounts = renewalDays(contract, span).map((day) => discountFactor((day - span.asOfDay) / daysPerMonth, span.discountPermille))),
      );
    return discounts;
  };
}

interface Open {
  contract: ContractHistory;
  path: Path;
}

function customersOf(open: readonly Open[], { known, span }: { known: boolean; span: Span }): Map<number, CustomerByContracts> {
  const byCustomer = new Map<number, CustomerByContracts>();
  for (const [customer, contracts] of Map.groupBy(open, ({ contract }) => contract.customer)) {
    const sum = (of: (path: Path) => number): number => contracts.reduce((total, { path }) => total + of(path), 0);
    const [value, variance] = [sum((path) => path.mean), sum((path) => path.variance)];
    const single = contracts.length === 1 ? contracts[0]!.path : null;
    // Several contracts are renewed independently: their sum is nearly normal, and within the values of all or none of them.
    const spread = normalQuantile(0.9) * Math.sqrt(variance);
    const [least, most] = [sum((path) => path.least), sum((path) => path.most)];
    byCustomer.set(customer, {
      contracts: contracts.length,
      alive: 1 - contracts.reduce((gone, { contract, path }) => gone * (contract.untilDay < span.asOfDay ? 1 - (path.first ?? 1) : 0), 1),
      value,
      low: known ? (single === null ? Math.max(least, value - spread) : single.low) : null,
      high: known ? (single === null ? Math.min(most, value + spread) : single.high) : null,
      variance,
    });
  }
  return byCustomer;
}

interface Valued {
  path: Path | undefined;
  known: boolean;
  profit: number;
  chance: Chance;
  asOfDay: EpochDay;
  isoDate: (day: EpochDay) => IsoDate;
}

function worthOf(contract: ContractHistory, { path, known, profit, chance, asOfDay, isoDate }: Valued): ContractWorth {
  const bound = (of: number | undefined): number | null => (of === undefined || !known ? null : Math.round(of));
  return {
    customer: contract.customer,
    contractNumber: contract.contractNumber,
    termFrom: isoDate(contract.fromDay),
    termUntil: isoDate(contract.untilDay),
    renewals: contract.renewals,
    renewsOn: path === undefined ? null : isoDate(Math.max(contract.untilDay + 1, asOfDay)),
    renewalChance: path === undefined ? null : chance(contract, 0),
    lostOn: contract.lostDay === null ? null : isoDate(contract.lostDay),
    amountMinor: contract.amountMinor,
    termProfitMinor: Math.round(profit),
    valueMinor: Math.round(path?.mean ?? 0),
    lowMinor: bound(path?.low),
    highMinor: bound(path?.high),
  };
}
