/** The model compared with forecasts without a model: the errors, the amounts, and the coverage of the interval. */
import { Table, Text, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { BackTest, Lifetime } from '../data/shapes.ts';
import { roundedNumber, longDate, percent, shortMoney, wholeNumber } from '../language/format.ts';
import { Scroll } from '../ui/Scroll.tsx';
import { modelWord } from './Expected.tsx';
import css from './Expected.module.css';

export function AgainstRivals({ backTest, lifetime }: { backTest: BackTest; lifetime: Lifetime }) {
  const { knownUntil, customers, model, rivals, best, earned, unexplained } = backTest;
  const money = (minor: string): string => shortMoney({ minor, currency: lifetime.currency });
  const title = finding(backTest);
  return (
    <section className={`panel ${css.expected}`} aria-labelledby="rivals">
      <Title order={2} fz={20} id="rivals">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm">
        {m.value_rivals_caption({ date: longDate(knownUntil), customers: wholeNumber(customers) })}
      </Text>
      <Scroll label={title}>
        <Table aria-labelledby="rivals">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.backtest_forecast()}</Table.Th>
              <Table.Th data-figures>{m.backtest_expected()}</Table.Th>
              <Table.Th data-figures>{m.backtest_bias()}</Table.Th>
              <Table.Th data-figures>{m.backtest_money_bias()}</Table.Th>
              <Table.Th data-figures>{m.backtest_error()}</Table.Th>
              <Table.Th data-figures>{m.backtest_lift()}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[model, ...rivals].map((forecast) => (
              <Table.Tr key={forecast.name} fw={forecast.name === best ? 650 : undefined}>
                <Table.Th scope="row">
                  {forecast === model ? m.value_model_named({ name: modelWord(model.name) }) : modelWord(forecast.name)}
                  {forecast.name === best && ` (${m.value_used()})`}
                </Table.Th>
                <Table.Td data-figures>{wholeNumber(forecast.expected)}</Table.Td>
                <Table.Td data-figures>{forecast.bias === null ? '—' : percent(forecast.bias, 1)}</Table.Td>
                <Table.Td data-figures>{forecast.moneyBias === null ? '—' : percent(forecast.moneyBias, 1)}</Table.Td>
                <Table.Td data-figures>{roundedNumber(forecast.meanAbsoluteError)}</Table.Td>
                <Table.Td data-figures>{forecast.topDecileLift === null ? '—' : roundedNumber(forecast.topDecileLift)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      <div className={css.method}>
        <p>
          {m.value_earned({
            basis: m[`lifetime_basis_${lifetime.basis}`](),
            expected: money(earned.expectedMinor),
            actual: money(earned.actualMinor),
          })}
        </p>
        {unexplained !== 0 && <p>{m.backtest_unexplained({ share: percent(Math.abs(unexplained)) })}</p>}
        <p>{coverageWords(backTest)}</p>
      </div>
    </section>
  );
}

function coverageWords({ intervalCoverage, widening }: BackTest): string {
  const share = percent(intervalCoverage);
  const times = roundedNumber(widening);
  if (widening === 1) return m.backtest_coverage({ share });
  return widening > 1 ? m.backtest_coverage_widened({ share, times }) : m.backtest_coverage_narrowed({ share, times });
}

/** Nearest customer by customer, and how far off in total where that kept it from being used. */
function finding({ model, rivals, best }: BackTest): string {
  const nearest = rivals.toSorted((a, b) => a.meanAbsoluteError - b.meanAbsoluteError)[0];
  if (nearest === undefined) return m.value_rivals_none();
  const used = rivals.find(({ name }) => name === best);
  const offInTotal =
    used === undefined && nearest.meanAbsoluteError < model.meanAbsoluteError && Math.abs(nearest.bias ?? 0) > Math.abs(model.bias ?? 0);
  const errors = { model: roundedNumber(model.meanAbsoluteError), rival: roundedNumber((used ?? nearest).meanAbsoluteError) };
  if (offInTotal)
    return m.value_rivals_off({
      ...errors,
      name: modelWord(nearest.name),
      bias: nearest.bias === null ? '—' : percent(Math.abs(nearest.bias)),
    });
  return used === undefined ? m.value_rivals_model(errors) : m.value_rivals_rival({ ...errors, name: modelWord(used.name) });
}
