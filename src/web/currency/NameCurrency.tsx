/** Choosing the company's currency: a search, the amounts that would be added up, and the one button that saves. */
import { Button, Group, Select, Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { noCurrency } from '../../core/minor-digits.ts';
import { api } from '../data/api.ts';
import { currencyChangeQuery } from '../data/queries.ts';
import type { CompanyCurrency, CurrencyChange } from '../data/shapes.ts';
import { useJob } from '../data/useJob.ts';
import { shortMoney, wholeNumber } from '../language/format.ts';
import { useLocale } from '../language/locale.ts';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { Scroll } from '../ui/Scroll.tsx';
import { Work } from '../ui/Work.tsx';
import { currencyOptions } from './currency-names.ts';
import { suggestCurrency } from './suggest-currency.ts';
import css from './NameCurrency.module.css';

export function NameCurrency({ now }: { now: CompanyCurrency }) {
  const language = useLocale();
  const [chosen, setChosen] = useState<string | null>(null);
  const change = useQuery({ ...currencyChangeQuery(chosen ?? ''), enabled: chosen !== null });
  const save = useJob((currency: string) => api.nameCurrency(currency));
  if (save.working)
    return <Work progress={save.job?.progress ?? null} waiting={m.step_waiting()} onCancel={save.cancel} cancelling={save.cancelling} />;
  const suggested = now.currency === null ? suggestCurrency({ named: now.named, language, browser: navigator.languages }) : null;
  const refused = change.isError ? problemOf(change.error) : save.refused ? problemOf(save.refused) : (save.job?.failure ?? null);
  return (
    <div className={css.choice}>
      <Group gap="sm" align="flex-end">
        <Select
          className={css.field ?? ''}
          label={m.currency_choose()}
          placeholder={m.currency_choose_hint()}
          nothingFoundMessage={m.currency_nothing_found()}
          searchable
          selectFirstOptionOnChange
          data={grouped({
            suggested: suggested === null ? now.named : [suggested, ...now.named.filter((code) => code !== suggested)],
            now: now.currency,
          })}
          value={chosen}
          onChange={setChosen}
          maxDropdownHeight={320}
        />
        {chosen !== null && change.data && (
          <Button onClick={() => save.start(chosen)} loading={save.starting}>
            {m.currency_save({ currency: chosen })}
          </Button>
        )}
      </Group>
      <div aria-live="polite">
        {refused && <ProblemNote problem={refused} />}
        {chosen !== null && change.isPending && !change.isError && <Skeleton h={80} />}
        {chosen !== null && change.data && <WhatChanges change={change.data} />}
      </div>
    </div>
  );
}

/** The suggestion is first, and nothing is preselected. */
function grouped({ suggested, now }: { suggested: string[]; now: string | null }) {
  const all = currencyOptions().filter(({ value }) => value !== now);
  const first = suggested.flatMap((code) => all.find(({ value }) => value === code) ?? []);
  const rest = all.filter(({ value }) => !suggested.includes(value));
  return first.length === 0
    ? all
    : [
        { group: m.currency_suggested(), items: first },
        { group: m.currency_all(), items: rest },
      ];
}

function WhatChanges({ change }: { change: CurrencyChange }) {
  if (change.amounts.length === 0) return null;
  const lacking = change.amounts.filter(({ amounts, wouldBeValued }) => wouldBeValued < amounts).map(({ currency }) => currency);
  return (
    <>
      <Scroll label={m.currency_table()}>
        <Table fz="sm" aria-label={m.currency_table()}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.meaning_currency()}</Table.Th>
              <Table.Th data-figures>{m.measure_revenue()}</Table.Th>
              <Table.Th data-figures>{m.currency_amounts()}</Table.Th>
              <Table.Th data-figures>{m.currency_valued()}</Table.Th>
              <Table.Th data-figures>{m.currency_would_be_valued()}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {change.amounts.map((of) => (
              <Table.Tr key={of.currency}>
                <Table.Td>{of.currency === noCurrency ? m.currency_row_none() : of.currency}</Table.Td>
                <Table.Td data-figures>
                  {shortMoney({ minor: of.revenueMinor, currency: of.currency === noCurrency ? change.to : of.currency })}
                </Table.Td>
                <Table.Td data-figures>{wholeNumber(of.amounts)}</Table.Td>
                <Table.Td data-figures>{wholeNumber(of.valued)}</Table.Td>
                <Table.Td data-figures>{wholeNumber(of.wouldBeValued)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      <Text size="sm" mt="xs">
        {lacking.length === 0 ? m.currency_nothing_lacks() : m.currency_lacks({ currency: lacking.join(', ') })}
      </Text>
    </>
  );
}
