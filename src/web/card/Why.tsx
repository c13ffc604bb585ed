/** Why the customer is in its classes: one sentence per rule, made of the data that decided. */
import { Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { CustomerCard } from '../data/shapes.ts';
import { explain, type Explanation } from '../reasons/explain.ts';
import { explainContracts } from '../reasons/contracts.ts';
import { explainProductLines } from '../reasons/product-lines.ts';
import css from './Why.module.css';

export function Why({ card }: { card: CustomerCard }) {
  const explanations = [...explain(card.reason, card), ...explainProductLines(card.newProductLines), ...explainContracts(card.contracts)];
  return (
    <section className={`panel ${css.why}`} aria-labelledby="why">
      <Title order={2} fz={20} id="why">
        {m.why_title()}
      </Title>
      <dl className={css.reasons}>
        {explanations.map((explanation) => (
          <Because key={explanation.subject} explanation={explanation} />
        ))}
      </dl>
    </section>
  );
}

function Because({ explanation }: { explanation: Explanation }) {
  const [open, setOpen] = useState(false);
  const { subject, sentences, table, risk } = explanation;
  return (
    <div>
      <dt>{subject}</dt>
      <dd data-risk={risk || undefined}>
        {sentences.map((sentence) => (
          <Text key={sentence} component="p">
            {sentence}
          </Text>
        ))}
        {table && (
          <button type="button" className={css.more} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? m.why_less() : m.why_figures()}
          </button>
        )}
        {table && open && (
          <div className={css.table}>
            <Table aria-label={subject} fz="sm">
              <Table.Thead>
                <Table.Tr>
                  {table.head.map((word, i) => (
                    <Table.Th key={word} data-figures={i > 0 || undefined}>
                      {word}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {table.rows.map((row) => (
                  <Table.Tr key={row[0]}>
                    {row.map((cell, i) => (
                      <Table.Td key={table.head[i]} data-figures={i > 0 || undefined}>
                        {cell}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </dd>
    </div>
  );
}
