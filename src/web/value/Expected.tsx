/** The main figure: the expected value of all customers with its interval; and the method, with the reason for it. */
import { Text, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Lifetime } from '../data/shapes.ts';
import { monthOfYear, percent, roundedNumber, shortMoney, signedPercent, wholeNumber } from '../language/format.ts';
import { sentence } from '../language/words.ts';
import css from './Expected.module.css';

export function Expected({ lifetime }: { lifetime: Lifetime }) {
  const { total, horizonMonths: count, basis } = lifetime;
  const loss = total.valueMinor.startsWith('-');
  const finding = (loss ? m.value_finding_loss : m.value_finding)({
    count,
    money: money(lifetime, total.valueMinor.replace('-', '')),
    basis: m[`value_of_${basis}`](),
  });
  return (
    <section className={`panel ${css.expected}`} aria-labelledby="expected">
      <Title order={2} id="expected" fz={{ base: 22, sm: 28 }} lh={1.25} style={{ letterSpacing: '-0.015em', textWrap: 'balance' }}>
        {finding}
      </Title>
      <Text mt="xs">
        {total.lowMinor === null || total.highMinor === null
          ? m.value_no_range()
          : m.value_range({ low: money(lifetime, total.lowMinor), high: money(lifetime, total.highMinor) })}
      </Text>
      <Text mt="xs" c="dimmed">
        {m.value_ahead({ discount: percent(lifetime.discountPermille / 1000, 1) })}
      </Text>
      <Title order={3} fz={16} mt="md">
        {m.value_method()}
      </Title>
      <div className={css.method}>
        {[...method(lifetime), ...byContracts(lifetime)].map((said) => (
          <p key={said}>{said}</p>
        ))}
      </div>
    </section>
  );
}

/** The gate or the model, then whether a plain forecast did better, then what a purchase brings. */
function method(lifetime: Lifetime): string[] {
  const { model, gate, growth, rival, rivalLevel, repeatCustomers, historyMonths, retentionPermille } = lifetime;
  const purchase = m.value_mean_transaction({ money: money(lifetime, lifetime.meanTransactionMinor) });
  if (model === null) {
    return [
      m[`lifetime_gate_${gate ?? 'no_model_converged'}`]({ customers: wholeNumber(repeatCustomers), months: historyMonths }),
      m.value_by_projection({ retention: percent(retentionPermille / 1000, 1) }),
      purchase,
    ];
  }
  return [
    `${m.lifetime_by_model({ model: modelWord(model.name), customers: wholeNumber(model.customers) })} ${m[`value_chosen_by_${model.chosenBy}`]()}`,
    ...(model.params['k'] === undefined ? [] : [m.lifetime_regular()]),
    ...(lifetime.season ? [seasonWords(lifetime.season)] : []),
    ...(growth === undefined ? [] : [growthWords(growth)]),
    ...(model.boundary === null ? [] : [m.lifetime_boundary_said({ boundary: m[`lifetime_boundary_${model.boundary as Boundary}`]() })]),
    ...(rival === null ? [] : [m.lifetime_by_rival({ rival: modelWord(rival) })]),
    ...(rivalLevel === undefined || rivalLevel === null || rivalLevel === 1
      ? []
      : [m.lifetime_rival_level({ times: roundedNumber(rivalLevel) })]),
    purchase,
  ];
}

function byContracts(lifetime: Lifetime): string[] {
  const { contracts } = lifetime;
  return contracts
    ? [m.lifetime_contracts({ customers: wholeNumber(contracts.customers), value: money(lifetime, contracts.valueMinor) })]
    : [];
}

function growthWords({ purchases, amount }: NonNullable<Lifetime['growth']>): string {
  if (purchases === 1 && amount === 1) return m.lifetime_no_growth();
  return m.lifetime_growth({ purchases: signedPercent(purchases - 1), amount: signedPercent(amount - 1) });
}

/** The busiest month of the company's year, and the quietest. */
function seasonWords(season: number[]): string {
  const [most, least] = [Math.max(...season), Math.min(...season)];
  return m.lifetime_season({
    busiest: monthOfYear(season.indexOf(most)),
    most: roundedNumber(most, 1),
    quietest: monthOfYear(season.indexOf(least)),
    least: roundedNumber(least, 1),
  });
}

type Boundary = 'no_dropout' | 'one_rate' | 'one_dropout' | 'one_rate_no_dropout' | 'one_rate_one_dropout' | 'no_repeats';

/** Models have their names from the papers, plain forecasts a description. */
export function modelWord(name: string): string {
  return sentence(`lifetime_model_${name}`, {}) ?? name;
}

function money({ currency }: Lifetime, minor: string): string {
  return shortMoney({ minor, currency });
}
