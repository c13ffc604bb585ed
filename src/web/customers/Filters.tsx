/** Search and filters above the list. Each change is in the address at once; typing waits for a pause. */
import { Button, Checkbox, CloseButton, Group, Menu, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import type { CustomersFilter } from '../data/shapes.ts';
import { activityWord, lifecycleWord, strategicTierWord, tierWord } from '../language/words.ts';
import { ColumnsIcon, SearchIcon } from '../ui/icons.tsx';
import { columns, type ColumnId } from './columns.tsx';
import { activities, lifecycles, strategicTiers, tiers } from './filter.ts';
import css from './Filters.module.css';

const typingPauseMilliseconds = 250;

interface FiltersProps {
  filter: CustomersFilter;
  owners: string[];
  /** Whether there are customers who are in no tier because their currencies have no rate. */
  someNotValued: boolean;
  shown: ColumnId[];
  onShown: (shown: ColumnId[]) => void;
  onChange: (next: Partial<Record<keyof CustomersFilter, string | undefined>>) => void;
}

/** Shown among the tiers: customers that are not valued have no tier. */
const notValued = 'not_valued';

export function Filters({ filter, owners, someNotValued, shown, onShown, onChange }: FiltersProps) {
  return (
    <div className={css.filters} role="search" aria-label={m.filters_title()}>
      <Search value={filter.search ?? ''} onSearch={(search) => onChange({ search: search || undefined })} />
      <Choice
        label={m.column_tier()}
        value={filter.notValued ? notValued : filter.tier}
        options={[
          ...tiers.map((value) => ({ value, label: tierWord(value) })),
          ...(someNotValued || filter.notValued ? [{ value: notValued, label: m.filter_not_valued() }] : []),
        ]}
        onChoose={(chosen) =>
          onChange(chosen === notValued ? { tier: undefined, notValued: 'true' } : { tier: chosen, notValued: undefined })
        }
      />
      <Choice
        label={m.column_activity()}
        value={filter.activity}
        options={activities.map((value) => ({ value, label: activityWord(value) }))}
        onChoose={(activity) => onChange({ activity })}
      />
      <Choice
        label={m.column_lifecycle()}
        value={filter.lifecycle}
        options={lifecycles.map((value) => ({ value, label: lifecycleWord(value) }))}
        onChoose={(lifecycle) => onChange({ lifecycle })}
      />
      <Choice
        label={m.strategic_tier()}
        hint={m.filter_strategic()}
        value={filter.strategicTier}
        options={strategicTiers.map((value) => ({ value, label: strategicTierWord(value) }))}
        onChoose={(strategicTier) => onChange({ strategicTier })}
      />
      {(owners.length > 0 || filter.owner) && (
        <Choice
          label={m.column_owner()}
          value={filter.owner}
          options={owners.map((value) => ({ value, label: value }))}
          onChoose={(owner) => onChange({ owner })}
        />
      )}
      <Checkbox
        label={m.filter_late()}
        checked={filter.late === 'true'}
        onChange={(event) => onChange({ late: event.currentTarget.checked ? 'true' : undefined })}
      />
      {chips(filter).map(({ name, words }) => (
        <Chip key={name} words={words} onRemove={() => onChange({ [name]: undefined })} />
      ))}
      <ColumnChoice shown={shown} onShown={onShown} />
    </div>
  );
}

/** Conditions that come with a figure of the overview: they cannot be set here, only removed. */
function chips({
  activityBefore,
  tierBefore,
  losing,
  difficult,
}: CustomersFilter): { name: 'activityBefore' | 'tierBefore' | 'losing' | 'difficult'; words: string }[] {
  return [
    ...(activityBefore
      ? [
          {
            name: 'activityBefore' as const,
            words: m.filter_class_before({ class: activityBefore === 'active' ? m.filter_active() : activityWord(activityBefore) }),
          },
        ]
      : []),
    ...(tierBefore
      ? [
          {
            name: 'tierBefore' as const,
            words: tierBefore === 'absent' ? m.filter_absent_before() : m.filter_class_before({ class: tierWord(tierBefore) }),
          },
        ]
      : []),
    ...(losing ? [{ name: 'losing' as const, words: m.filter_losing() }] : []),
    ...(difficult ? [{ name: 'difficult' as const, words: m.filter_difficult() }] : []),
  ];
}

function Chip({ words, onRemove }: { words: string; onRemove: () => void }) {
  return (
    <span className={css.chip}>
      {words}
      <CloseButton size={26} aria-label={m.filters_clear({ name: words })} onClick={onRemove} />
    </span>
  );
}

function Search({ value, onSearch }: { value: string; onSearch: (search: string) => void }) {
  const [typed, setTyped] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback(onSearch, typingPauseMilliseconds);
  // The address may change from outside: back, a link, the cross.
  useEffect(() => {
    if (document.activeElement !== box.current) setTyped(value);
  }, [value]);
  function type(next: string) {
    setTyped(next);
    search(next.trim());
  }
  return (
    <TextInput
      ref={box}
      type="search"
      className={css.search ?? ''}
      aria-label={m.filters_search()}
      placeholder={m.filters_search_hint()}
      leftSection={<SearchIcon size={16} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        if (typed === '') event.currentTarget.blur();
        else type('');
      }}
      rightSection={typed ? <CloseButton size="sm" aria-label={m.filters_search_clear()} onClick={() => type('')} /> : null}
    />
  );
}

interface ChoiceProps {
  label: string;
  /** A shorter word for the empty field. */
  hint?: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChoose: (value: string | undefined) => void;
}

function Choice({ label, hint = label, value, options, onChoose }: ChoiceProps) {
  return (
    <Select
      className={css.choice ?? ''}
      aria-label={label}
      placeholder={hint}
      data={options}
      value={value ?? null}
      onChange={(chosen) => onChoose(chosen ?? undefined)}
      clearable
      clearButtonProps={{
        'aria-label': m.filters_clear({ name: label }),
        'aria-hidden': false,
        tabIndex: 0,
        style: { minWidth: 24, minHeight: 24 },
      }}
      searchable={options.length > 8}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      // The selected value is fully visible: the word and the two marks after it.
      style={
        value === undefined
          ? {}
          : { width: `max(8.75rem, calc(${options.find((option) => option.value === value)?.label.length ?? 0}ch + 5rem))` }
      }
      data-chosen={value !== undefined || undefined}
    />
  );
}

function ColumnChoice({ shown, onShown }: Pick<FiltersProps, 'shown' | 'onShown'>) {
  return (
    <Group ml="auto" visibleFrom="sm">
      <Menu closeOnItemClick={false} position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="sm" leftSection={<ColumnsIcon size={16} />}>
            {m.columns_choose()}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {columns
            .filter(({ id }) => id !== 'name')
            .map(({ id, heading }) => {
              const on = shown.includes(id);
              return (
                <Menu.Item
                  key={id}
                  role="menuitemcheckbox"
                  aria-checked={on}
                  leftSection={<Checkbox.Indicator checked={on} size="xs" />}
                  onClick={() => onShown(on ? shown.filter((other) => other !== id) : [...shown, id])}
                >
                  {heading()}
                </Menu.Item>
              );
            })}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
