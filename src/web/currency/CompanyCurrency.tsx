/** Among the company's settings: its currency, and a way to change it. */
import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { companyCurrencyQuery } from '../data/queries.ts';
import { currencyName } from './currency-names.ts';
import { NameCurrency } from './NameCurrency.tsx';
import css from './CompanyCurrency.module.css';

export function CompanyCurrency() {
  const { data: now } = useQuery(companyCurrencyQuery);
  if (now === undefined) return null;
  return <Shown key={now.currency} now={now} />;
}

function Shown({ now }: { now: Parameters<typeof NameCurrency>[0]['now'] }) {
  const [open, setOpen] = useState(now.asked);
  return (
    <section className={`panel ${css.currency}`} aria-labelledby="company-currency">
      <Title order={2} fz={20} id="company-currency">
        {m.currency_title()}
      </Title>
      <Text mt={4}>
        {now.currency !== null
          ? m.currency_is({ name: currencyName(now.currency), currency: now.currency })
          : now.asked
            ? m.currency_not_named()
            : m.currency_nothing_loaded()}
      </Text>
      {open ? (
        <NameCurrency now={now} />
      ) : (
        <Button variant="default" size="xs" mt="sm" onClick={() => setOpen(true)}>
          {m.currency_change()}
        </Button>
      )}
    </section>
  );
}
