/** The model's parameters by their names in the papers, with the meaning of each and of all together. Collapsed: rarely needed. */
import { Table } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Lifetime } from '../data/shapes.ts';
import { roundedNumber, percent, wholeNumber } from '../language/format.ts';
import { Scroll } from '../ui/Scroll.tsx';
import css from './ModelParameters.module.css';

type Model = NonNullable<Lifetime['model']>;

const inPapersOrder = ['r', 'alpha', 'a', 'b', 's', 'beta'] as const;

/** The number that represents infinity where customers do not differ. */
const infinite = 1e7;
const weeksPerYear = 365.25 / 7;

export function ModelParameters({ model }: { model: Model | null }) {
  if (model === null) return null;
  return (
    <details className={`panel ${css.fold}`}>
      <summary>{m.value_params_title()}</summary>
      {together(model).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Scroll label={m.value_params_title()}>
        <Table aria-label={m.value_params_title()}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.value_param()}</Table.Th>
              <Table.Th data-figures>{m.reason_value()}</Table.Th>
              <Table.Th>{m.value_meaning()}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inPapersOrder.flatMap((name) => {
              const value = model.params[name];
              if (value === undefined) return [];
              return (
                <Table.Tr key={name}>
                  <Table.Th scope="row">{name}</Table.Th>
                  <Table.Td data-figures>{value >= infinite ? '∞' : roundedNumber(value, 4)}</Table.Td>
                  <Table.Td>{m[`value_param_${name}`]()}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Scroll>
    </details>
  );
}

/** How often a customer buys while there, and how fast customers leave. */
function together({ params, logLikelihood }: Model): string[] {
  const { r, alpha, a, b, s, beta } = params;
  const buys = r === undefined || alpha === undefined ? [] : [m.value_params_buys({ count: Math.round((7 * alpha) / r) })];
  const leaves =
    a !== undefined && b !== undefined
      ? leaving(a / (a + b), m.value_params_leaves_purchase)
      : s !== undefined && beta !== undefined
        ? leaving(1 - (beta / (beta + weeksPerYear)) ** s, m.value_params_leaves_year)
        : [];
  return [...buys, ...leaves, m.value_params_likelihood({ value: wholeNumber(logLikelihood) })];
}

function leaving(share: number, words: (inputs: { share: string }) => string): string[] {
  return [share === 0 ? m.value_params_nobody_leaves() : words({ share: percent(share, share < 0.1 ? 1 : 0) })];
}
