/** A choice among many with a search field. The typed text replaces the present value, which stays as the placeholder until a choice is made. */
import { Select } from '@mantine/core';
import { useRef, useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';

interface Choice {
  value: string;
  label: string;
}

interface SearchSelectProps<Value extends string> {
  data: (Choice | { group: string; items: Choice[] })[];
  /** Null: nothing is chosen yet. */
  value: Value | null;
  onChange: (value: Value) => void;
  /** Its label where no other text on the page names it. */
  'aria-label'?: string;
  label?: string;
  description?: string;
  size?: 'xs' | 'sm' | 'md';
  className?: string | undefined;
}

export function SearchSelect<Value extends string>({ data, value, onChange, ...others }: SearchSelectProps<Value>) {
  const label = labelOf(data, value);
  const [search, setSearch] = useState(label);
  const opened = useRef(false);
  return (
    <Select
      {...others}
      data={data}
      value={value}
      onChange={(next) => next !== null && onChange(next as Value)}
      allowDeselect={false}
      searchable
      placeholder={label || m.question_search()}
      nothingFoundMessage={m.columns_nothing_found()}
      searchValue={search}
      // The list may be shut while the field has the cursor: then the text still is the choice.
      onSearchChange={(text) =>
        setSearch(!opened.current && label !== '' && text !== label && text.startsWith(label) ? text.slice(label.length) : text)
      }
      onDropdownOpen={() => {
        opened.current = true;
        setSearch((text) => (text === label ? '' : text));
      }}
      onDropdownClose={() => {
        opened.current = false;
        setSearch(label);
      }}
      onFocus={(event) => event.currentTarget.select()}
      // The list scrolls independently and belongs to the page's main part: screen readers expect both.
      withScrollArea={false}
      styles={{ options: { maxHeight: 320, overflowY: 'auto' } }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start', portalProps: { target: 'main' } }}
    />
  );
}

function labelOf(data: SearchSelectProps<string>['data'], value: string | null): string {
  return data.flatMap((one) => ('group' in one ? one.items : [one])).find((choice) => choice.value === value)?.label ?? '';
}
