/** Every column of the file: its heading, real values, and what we take it to mean. A wrong guess is mended here, once per source. */
import { Select, Text, Title, Tooltip } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { ColumnMeaning, Mapping, RecognisedColumn, Recognition } from '../data/shapes.ts';
import { meaningWord } from '../language/words.ts';
import { meaningGroups } from './meanings.ts';
import css from './Columns.module.css';

interface ColumnsProps {
  recognition: Recognition;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

export function Columns({ recognition, mapping, onChange }: ColumnsProps) {
  function means(index: number, meaning: ColumnMeaning) {
    onChange({ ...mapping, columns: mapping.columns.map((column) => (column.index === index ? { ...column, meaning } : column)) });
  }
  return (
    <section className="panel" aria-label={m.columns_title()}>
      <div className={css.head}>
        <Title order={2} fz={18}>{m.columns_title()}</Title>
        <Text size="sm" c="dimmed">
          {recognition.remembered ? m.columns_remembered() : m.columns_lead()}
          {recognition.layout === 'grouped' && ` ${m.columns_grouped()}`}
        </Text>
      </div>
      <ul className={css.columns}>
        {recognition.columns.map((column) => {
          const meaning = mapping.columns.find(({ index }) => index === column.index)?.meaning ?? column.meaning;
          return <Column key={column.index} column={column} kind={mapping.kind} meaning={meaning} onMeans={(next) => means(column.index, next)} />;
        })}
      </ul>
    </section>
  );
}

interface ColumnProps {
  column: RecognisedColumn;
  kind: Mapping['kind'];
  meaning: ColumnMeaning;
  onMeans: (meaning: ColumnMeaning) => void;
}

function Column({ column, kind, meaning, onMeans }: ColumnProps) {
  const heading = column.heading || m.columns_no_heading({ number: column.index + 1 });
  const corrected = meaning !== column.meaning;
  return (
    <li className={css.column} data-ignored={meaning === 'ignored' || undefined}>
      <Text fw={600} className={css.heading ?? ''}>{heading}</Text>
      <Text size="sm" c="dimmed" className={css.samples ?? ''} title={column.samples.join('\n')}>{column.samples.join(' · ') || m.columns_empty()}</Text>
      <Select
        aria-label={m.columns_meaning_of({ heading })}
        data={meaningGroups(kind)}
        value={meaning}
        onChange={(value) => value && onMeans(value as ColumnMeaning)}
        allowDeselect={false}
        searchable
        nothingFoundMessage={m.columns_nothing_found()}
        maxDropdownHeight={320}
        size="sm"
      />
      <Confidence share={corrected ? null : column.confidence} meaning={meaning} />
    </li>
  );
}

/** Null: a person said so. */
function Confidence({ share, meaning }: { share: number | null; meaning: ColumnMeaning }) {
  if (share === null) return <span className={css.confidence}>{m.confidence_yours()}</span>;
  if (meaning === 'ignored') return <span className={css.confidence} />;
  const level = share >= 0.85 ? 'sure' : share >= 0.6 ? 'likely' : 'guess';
  return (
    <Tooltip label={m.confidence_why({ meaning: meaningWord(meaning) })} disabled={level === 'sure'}>
      <span className={css.confidence} data-level={level}>
        <span className={css.dots} aria-hidden="true" />
        {m[`confidence_${level}`]()}
      </span>
    </Tooltip>
  );
}
