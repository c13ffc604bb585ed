/** The effect of a commit in numbers of documents. */
import { Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Batch, Preview } from '../data/shapes.ts';
import { wholeNumber } from '../language/format.ts';
import { wordFor } from '../language/words.ts';
import css from './Counts.module.css';

/** Without zero counts: they add nothing. */
export function Counts({ kind, preview }: { kind: Batch['kind']; preview: Preview }) {
  const { documents } = preview;
  const counts = [
    {
      word:
        kind === 'rates'
          ? m.count_new_rates
          : kind === 'prices'
            ? m.count_new_prices
            : kind === 'contracts'
              ? m.count_new_contracts
              : m.count_new,
      value: documents.new,
      tone: css.growth,
    },
    { word: m.count_changed, value: documents.changed, tone: '' },
    { word: m.count_conflict, value: documents.conflict, tone: css.risk },
    { word: m.count_unchanged, value: documents.unchanged, tone: '' },
    { word: m.count_withdrawn, value: documents.withdrawn, tone: css.risk },
    { word: m.count_rejected, value: preview.rejected.count, tone: css.risk },
    { word: m.count_held, value: preview.held.count, tone: css.risk },
  ];
  return (
    <section aria-label={m.preview_title()}>
      <ul className={css.counts}>
        {counts
          .filter(({ value }) => value > 0)
          .map(({ word, value, tone }) => (
            <li key={word({ count: 1 })} className={`panel ${tone ?? ''}`}>
              <b>{wholeNumber(value)}</b>
              <span>{word({ count: value })}</span>
            </li>
          ))}
      </ul>
      <Text size="sm" c="dimmed" mt="xs">
        {aside(kind, preview)}
      </Text>
    </section>
  );
}

function aside(kind: Batch['kind'], preview: Preview): string {
  const ignored = Object.entries(preview.ignored).filter(([, count]) => count > 0);
  return [
    kind === 'rates'
      ? m.preview_rates()
      : kind === 'prices'
        ? m.preview_prices()
        : kind === 'costs'
          ? m.preview_costs()
          : kind === 'contracts'
            ? m.preview_contracts()
            : null,
    preview.customers.new > 0 ? m.preview_customers_new({ count: preview.customers.new }) : null,
    preview.people.new > 0 ? m.preview_people_new({ count: preview.people.new }) : null,
    preview.drafts > 0 ? m.preview_drafts({ count: preview.drafts }) : null,
    ignored.length > 0
      ? m.preview_ignored({ list: ignored.map(([why, count]) => `${wordFor('ignored', why)} ${wholeNumber(count)}`).join(', ') })
      : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
