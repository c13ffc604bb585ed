/** The file's own rows, and above every column what it is taken to mean. A wrong guess is put right here, once per source. */
import { Button, Text, Title, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { ColumnMeaning, Mapping, PrintedCell, RecognisedColumn, Recognition } from '../data/shapes.ts';
import { wholeNumber } from '../language/format.ts';
import { kindWord, meaningWord } from '../language/words.ts';
import { Scroll } from '../ui/Scroll.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { changeKind } from './change-kind.ts';
import { meaningGroups } from './meanings.ts';
import { kinds } from './said-of-file.ts';
import { understood } from './understood.ts';
import css from './Columns.module.css';

interface ColumnsProps {
  recognition: Recognition;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
  /** Recognises the columns again, by the headings of that row; null: the file has no headings. */
  onHeaderRow: (row: number | null) => void;
}

export function Columns({ recognition, mapping, onChange, onHeaderRow }: ColumnsProps) {
  function means(index: number, meaning: ColumnMeaning) {
    onChange({ ...mapping, columns: mapping.columns.map((column) => (column.index === index ? { ...column, meaning } : column)) });
  }
  return (
    <section className={`panel ${css.panel}`} aria-label={m.columns_title()}>
      <div className={css.head}>
        <div className={css.words}>
          <Title order={2} fz={18}>
            {m.columns_title()}
          </Title>
          <Text size="sm" c="dimmed">
            {recognition.remembered
              ? m.columns_remembered()
              : recognition.columns.every(({ meaning }) => meaning === 'ignored')
                ? m.columns_lead_by_hand()
                : m.columns_lead()}
            {recognition.layout === 'grouped' && ` ${m.columns_grouped()}`}
          </Text>
        </div>
        <SearchSelect<Mapping['kind']>
          className={css.kind}
          label={m.columns_kind()}
          size="sm"
          value={mapping.kind}
          data={kinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
          onChange={(kind) => onChange(changeKind(mapping, kind))}
        />
        {recognition.sample.length > 0 && <HeaderRow recognition={recognition} onHeaderRow={onHeaderRow} />}
      </div>
      <FileRows recognition={recognition} mapping={mapping} onMeans={means} />
    </section>
  );
}

/** Which row of the file holds the headings: chosen where a wrong one was found, or none. */
function HeaderRow({ recognition, onHeaderRow }: Pick<ColumnsProps, 'recognition' | 'onHeaderRow'>) {
  const found = String(recognition.headerRows.at(-1) ?? none);
  const [row, setRow] = useState(found);
  return (
    <div className={css.header}>
      <SearchSelect
        label={m.columns_header_row()}
        size="sm"
        value={row}
        onChange={setRow}
        data={[
          ...recognition.sample.map(({ number, cells }) => ({
            value: String(number),
            label: `${number}: ${cells
              .map(({ printed }) => printed)
              .filter((text) => text !== '')
              .join(' · ')
              .slice(0, 70)}`,
          })),
          { value: none, label: m.columns_header_none() },
        ]}
      />
      {row !== found && (
        <Button size="sm" variant="light" onClick={() => onHeaderRow(row === none ? null : Number(row))}>
          {m.columns_header_apply()}
        </Button>
      )}
    </div>
  );
}

const none = 'none';
const fewRows = 8;

function FileRows({
  recognition,
  mapping,
  onMeans,
}: Pick<ColumnsProps, 'recognition' | 'mapping'> & { onMeans: (index: number, meaning: ColumnMeaning) => void }) {
  const [all, setAll] = useState(false);
  const rows = rowsOf(recognition);
  // Rows above the headings are visible in the full view.
  const below = rows.filter(({ title, heading }) => !title && !heading);
  const shown = all ? rows : below.slice(0, fewRows);
  const meaningOf = (column: RecognisedColumn): ColumnMeaning =>
    mapping.columns.find(({ index }) => index === column.index)?.meaning ?? column.meaning;
  return (
    <>
      <Scroll label={m.columns_rows()}>
        <table className={css.file} aria-label={m.columns_rows()}>
          <thead>
            <tr>
              <th scope="col" className={css.number}>
                <span className="visually-hidden">{m.row_number()}</span>
              </th>
              {recognition.columns.map((column) => (
                <th key={column.index} scope="col" data-ignored={meaningOf(column) === 'ignored' || undefined}>
                  <Meaning
                    column={column}
                    levels={recognition.grouping?.column === column.index ? recognition.grouping.levels : []}
                    kind={mapping.kind}
                    meaning={meaningOf(column)}
                    onMeans={(meaning) => onMeans(column.index, meaning)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.number} data-heading={row.heading || undefined} data-title={row.title || undefined}>
                <th scope="row" className={css.number}>
                  {row.known ? wholeNumber(row.number) : ''}
                </th>
                {recognition.columns.map((column, place) => (
                  <Cell
                    key={column.index}
                    cell={row.cells[place]}
                    meaning={row.heading || row.title ? 'ignored' : meaningOf(column)}
                    ignored={meaningOf(column) === 'ignored'}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {rows.length > Math.min(fewRows, below.length) && (
        <div className={css.foot}>
          <Button variant="default" size="xs" onClick={() => setAll(!all)}>
            {all ? m.columns_fewer_rows() : m.columns_more_rows()}
          </Button>
        </div>
      )}
    </>
  );
}

interface Row {
  number: number;
  /** False where only samples of each column are kept: they may be of different rows. */
  known: boolean;
  heading: boolean;
  title: boolean;
  cells: (PrintedCell | undefined)[];
}

function rowsOf({ sample, columns, headerRows }: Recognition): Row[] {
  if (sample.length === 0) {
    const longest = Math.max(0, ...columns.map(({ samples }) => samples.length));
    return Array.from({ length: longest }, (_, at) => ({
      number: at + 1,
      known: false,
      heading: false,
      title: false,
      cells: columns.map(({ samples }) => samples[at]),
    }));
  }
  const last = headerRows.at(-1) ?? 0;
  return sample.map(({ number, heading, cells }) => ({
    number,
    known: true,
    heading,
    title: number < last && !heading,
    cells: columns.map(({ index }) => cells[index]),
  }));
}

function Cell({ cell = nothing, meaning, ignored }: { cell: PrintedCell | undefined; meaning: ColumnMeaning; ignored: boolean }) {
  const { text, figures, unread } = understood(cell, meaning);
  const original = unread
    ? m.columns_unread({ meaning: meaningWord(meaning), printed: cell.printed })
    : text === cell.printed
      ? cell.printed
      : m.columns_printed({ printed: cell.printed });
  return (
    <td
      title={original || undefined}
      data-figures={figures || undefined}
      data-unread={unread || undefined}
      data-ignored={ignored || undefined}
    >
      {text}
    </td>
  );
}

const nothing: PrintedCell = { printed: '', date: null, number: null };

interface MeaningProps {
  column: RecognisedColumn;
  /** For a report with grouped rows: the other meanings of its column, one under another. */
  levels: ColumnMeaning[];
  kind: Mapping['kind'];
  meaning: ColumnMeaning;
  onMeans: (meaning: ColumnMeaning) => void;
}

function Meaning({ column, levels, kind, meaning, onMeans }: MeaningProps) {
  const heading = column.heading || m.columns_no_heading({ number: column.index + 1 });
  return (
    <>
      <SearchSelect
        size="xs"
        aria-label={m.columns_meaning_of({ heading })}
        data={meaningGroups(kind)}
        value={meaning}
        onChange={onMeans}
      />
      <span className={css.heading}>{heading}</span>
      {levels.length > 1 && <span className={css.levels}>{m.columns_levels({ levels: levels.map(meaningWord).join(' → ') })}</span>}
      <Confidence share={meaning === column.meaning ? column.confidence : null} meaning={meaning} />
    </>
  );
}

/** Null: decided by a person. */
function Confidence({ share, meaning }: { share: number | null; meaning: ColumnMeaning }) {
  if (share === null) return <span className={css.confidence}>{m.confidence_yours()}</span>;
  if (meaning === 'ignored') return null;
  const level = share >= 0.85 ? 'sure' : share >= 0.6 ? 'likely' : 'guess';
  return (
    <Tooltip portalProps={{ target: 'main' }} label={m.confidence_why({ meaning: meaningWord(meaning) })} disabled={level === 'sure'}>
      <span className={css.confidence} data-level={level}>
        <span className={css.dots} aria-hidden="true" />
        {m[`confidence_${level}`]()}
      </span>
    </Tooltip>
  );
}
