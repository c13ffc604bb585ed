/** The customer's contracts: their terms, the number of renewals, the probability of the next one, and its value. Empty without contracts. */
import { Table, Text, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Contract, CustomerCard } from '../data/shapes.ts';
import { date, percent, wholeMoney, wholeNumber } from '../language/format.ts';
import { Scroll } from '../ui/Scroll.tsx';
import css from './Contracts.module.css';

export function Contracts({ card: { contracts, currency } }: { card: CustomerCard }) {
  if (contracts.length === 0) return null;
  const [next] = contracts;
  const open = contracts.filter(({ lostOn }) => lostOn === null);
  const finding =
    next?.renewsOn && next.renewalChance !== null
      ? m.contracts_finding({ count: open.length, day: date(next.renewsOn), chance: percent(next.renewalChance) })
      : m.contracts_all_lost();
  return (
    <section className={`panel ${css.contracts}`} aria-labelledby="contracts">
      <Title order={2} fz={20} id="contracts">
        {finding}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {open.length > 0 ? m.contracts_lead() : m.contracts_lead_lost()}
      </Text>
      <Scroll label={finding}>
        <Table aria-labelledby="contracts" horizontalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.contracts_number()}</Table.Th>
              <Table.Th className={css.wide ?? ''} data-figures>
                {m.contracts_renewals()}
              </Table.Th>
              <Table.Th>{m.contracts_renews()}</Table.Th>
              <Table.Th className={css.wide ?? ''} data-figures>
                {m.contracts_chance()}
              </Table.Th>
              <Table.Th className={css.wide ?? ''} data-figures>
                {m.contracts_amount()}
              </Table.Th>
              <Table.Th className={css.value ?? ''} data-figures>
                {m.contracts_value()}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {contracts.map((contract) => (
              <Row key={`${contract.contractNumber} ${contract.termFrom}`} contract={contract} currency={currency} />
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </section>
  );
}

function Row({
  contract: {
    contractNumber,
    termFrom,
    termUntil,
    renewals,
    renewsOn,
    renewalChance,
    lostOn,
    amountMinor,
    valueMinor,
    valueLowMinor,
    valueHighMinor,
  },
  currency,
}: {
  contract: Contract;
  currency: string;
}) {
  const money = (minor: string): string => wholeMoney({ minor, currency });
  return (
    <Table.Tr>
      <Table.Td>
        {contractNumber}
        <span className={css.beside}>
          {date(termFrom)} – {date(termUntil)}
        </span>
      </Table.Td>
      <Table.Td className={css.wide ?? ''} data-figures>
        {wholeNumber(renewals)}
      </Table.Td>
      <Table.Td>
        {renewsOn === null ? <span className={css.lost}>{m.contracts_lost({ day: date(lostOn!) })}</span> : date(renewsOn)}
        {renewalChance !== null && (
          <span className={`${css.beside} ${css.narrow}`}>{m.contracts_chance_said({ chance: percent(renewalChance) })}</span>
        )}
      </Table.Td>
      <Table.Td className={css.wide ?? ''} data-figures>
        {renewalChance === null ? '—' : percent(renewalChance)}
      </Table.Td>
      <Table.Td className={css.wide ?? ''} data-figures>
        {amountMinor === null ? '—' : money(amountMinor)}
      </Table.Td>
      <Table.Td data-figures>
        {lostOn === null ? money(valueMinor) : '—'}
        {valueLowMinor !== null && valueHighMinor !== null && (
          <span className={`${css.beside} ${css.wide}`}>
            {m.worth_lifetime_range({ low: money(valueLowMinor), high: money(valueHighMinor) })}
          </span>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
