/** Choices before the drop that the file itself may not state; the address keeps them. */
import { Autocomplete, Chip, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { sourcesQuery } from '../data/queries.ts';
import type { SaidOfFile } from '../data/shapes.ts';
import { kindWord } from '../language/words.ts';
import { paths } from '../paths.ts';
import { kinds } from './said-of-file.ts';
import css from './AboutTheFile.module.css';

export function AboutTheFile() {
  const said = useSearch({ from: '/import' });
  const router = useRouter();
  const sources = useQuery(sourcesQuery);
  const [source, setSource] = useState(said.source ?? '');
  const say = (next: SaidOfFile) => void router.navigate({ href: paths.imports({ ...said, ...next }), replace: true, resetScroll: false });
  const known = (sources.data?.rows ?? []).filter((row) => said.kind === undefined || row.kind === said.kind).map((row) => row.name);
  return (
    <div className={css.about}>
      <Autocomplete
        className={css.source ?? ''}
        label={m.about_file_source()}
        description={m.about_file_source_why()}
        placeholder={m.about_file_source_recognised()}
        data={[...new Set(known)]}
        value={source}
        maxLength={200}
        onChange={(name) => {
          setSource(name);
          say({ source: name.trim() || undefined });
        }}
      />
      <Stack gap={4}>
        <Text span size="sm" fw={600} id="kind-of-file">
          {m.about_file_kind()}
        </Text>
        <Chip.Group value={said.kind ?? ''} onChange={(kind) => say({ kind: kinds.find((each) => each === kind) })}>
          <Group gap={6} role="radiogroup" aria-labelledby="kind-of-file">
            <Chip value="" size="sm">
              {m.about_file_kind_recognised()}
            </Chip>
            {kinds.map((kind) => (
              <Chip key={kind} value={kind} size="sm">
                {kindWord(kind)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Stack>
    </div>
  );
}
