/** Before a model is saved: profit as it is and as it would be, both curves, and who would begin or cease to lose money. */
import { Table, Text } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { Key, Swatch } from '../charts/Key.tsx';
import { TwoCurves } from '../charts/TwoCurves.tsx';
import type { ModelPreview, Problem } from '../data/shapes.ts';
import { shortMoney, wholeMoney, wholeNumber } from '../language/format.ts';
import { paths } from '../paths.ts';
import { WhatFollows } from '../rules/WhatFollows.tsx';
import { AppLink } from '../ui/AppLink.tsx';
import { changeWords } from './change-words.ts';
import { problemSentence } from './problem-words.ts';
import { versionWord } from './words.ts';
import css from '../ui/Beside.module.css';

interface WhatWouldChangeProps {
  changed: boolean;
  preview: ModelPreview | undefined;
  waiting: boolean;
  problem: Problem | null;
}

export function WhatWouldChange({ changed, preview, waiting, problem }: WhatWouldChangeProps) {
  const problems = preview?.problems ?? [];
  const hint =
    problems.length > 0
      ? { text: m.would_problems(), wrong: true }
      : !changed || preview === undefined
        ? { text: m.would_nothing_changed() }
        : null;
  return (
    <WhatFollows id="what-would-change" title={m.would_title()} order={3} waiting={waiting} problem={problem} hint={hint}>
      {problems.length > 0 && (
        <ul>
          {problems.map((each) => (
            <li key={JSON.stringify(each)}>
              {each.from === '' ? '' : `${versionWord(each.from)}: `}
              {problemSentence(each)}
            </li>
          ))}
        </ul>
      )}
      {preview?.after && <Shown preview={preview} after={preview.after} />}
    </WhatFollows>
  );
}

function Shown({ preview, after }: { preview: ModelPreview; after: NonNullable<ModelPreview['after']> }) {
  const { before, currency, changing } = preview;
  const money = (minor: string | null): string => (minor === null ? '—' : wholeMoney({ minor, currency }));
  const said = changeWords(preview, after);
  return (
    <>
      <Text mb="xs">{said}</Text>
      <TwoCurves before={before.whale} after={after.whale} currency={currency} label={said} />
      <Key
        items={[
          { mark: <Swatch colour="var(--ink-soft)" />, word: m.would_before_mark() },
          { mark: <Swatch colour="var(--growth)" />, word: m.would_after_mark() },
        ]}
      />
      <Table mt="sm" fz="sm" aria-label={m.would_title()}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th data-figures>{m.would_before()}</Table.Th>
            <Table.Th data-figures>{m.would_after()}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Table.Tr>
            <Table.Th scope="row">{m.profit_netProfitMinor()}</Table.Th>
            <Table.Td data-figures>{money(before.netProfitMinor)}</Table.Td>
            <Table.Td data-figures>{money(after.netProfitMinor)}</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{m.would_losing()}</Table.Th>
            <Table.Td data-figures>{wholeNumber(before.losing)}</Table.Td>
            <Table.Td data-figures>{wholeNumber(after.losing)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      {changing.length > 0 && (
        <Table mt="sm" fz="sm" aria-label={m.would_changing()}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.would_changing()}</Table.Th>
              <Table.Th data-figures>{m.would_before()}</Table.Th>
              <Table.Th data-figures>{m.would_after()}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changing.map(({ id, name, beforeMinor, afterMinor }) => (
              <Table.Tr key={id}>
                <Table.Td className={css.name ?? ''}>
                  <AppLink href={paths.customer(id)}>{name}</AppLink>
                </Table.Td>
                <Table.Td data-figures>{shortMoney({ minor: beforeMinor, currency })}</Table.Td>
                <Table.Td data-figures>{shortMoney({ minor: afterMinor, currency })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}
