/** The rules of the classes. Changes are tried at once, and take effect only when saved. */
import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { CompanyCurrency } from '../currency/CompanyCurrency.tsx';
import { movesQuery, settingsQuery } from '../data/queries.ts';
import type { Moves, Settings, ValuationSettings } from '../data/shapes.ts';
import { moment } from '../language/format.ts';
import { Page } from '../ui/Page.tsx';
import { problemOf, ProblemNote } from '../ui/ProblemNote.tsx';
import { ActivityRule } from './ActivityRule.tsx';
import { LifecycleRule } from './LifecycleRule.tsx';
import { movedWords } from './moved-words.ts';
import { Saving } from './Saving.tsx';
import { TierRule } from './TierRule.tsx';
import { WhoWouldMove } from './WhoWouldMove.tsx';
import css from './ClassesPage.module.css';

/** While the user drags or types: the preview is requested after a pause. */
const restMilliseconds = 250;

export function ClassesPage() {
  const settings = useQuery(settingsQuery);
  return (
    <Page title={m.classes_title()} lead={settings.data ? lead(settings.data) : m.classes_lead()}>
      {settings.isError && <ProblemNote problem={problemOf(settings.error)} />}
      {settings.isPending && <Skeleton h={420} radius="lg" />}
      <CompanyCurrency />
      {settings.data && <Rules key={settings.data.version} saved={settings.data} />}
    </Page>
  );
}

function lead({ changedAt, changedBy }: Settings): string {
  return changedAt === null ? m.classes_lead() : m.classes_lead_changed({ who: changedBy ?? '—', when: moment(changedAt) });
}

function Rules({ saved }: { saved: Settings }) {
  const [draft, setDraft] = useState<ValuationSettings>(saved.settings);
  const [resting] = useDebouncedValue(draft, restMilliseconds);
  const changed = !same(draft, saved.settings);
  const moves = useQuery({ ...movesQuery(resting), enabled: changed, placeholderData: keepPreviousData });
  return (
    <>
      <div className={css.sides}>
        <div className={css.rules}>
          <TierRule rule={draft.tiers} onChange={(tiers) => setDraft({ ...draft, tiers })} />
          <ActivityRule rule={draft.activity} onChange={(activity) => setDraft({ ...draft, activity })} />
          <LifecycleRule rule={draft.lifecycle} onChange={(lifecycle) => setDraft({ ...draft, lifecycle })} />
        </div>
        <WhoWouldMove
          changed={changed}
          moves={moves.data?.moves}
          waiting={changed && (moves.isFetching || resting !== draft)}
          problem={changed && moves.isError ? problemOf(moves.error) : null}
        />
      </div>
      <Saving
        change={{ ...draft }}
        unsaved={unsaved(resting === draft ? moves.data?.moves : undefined)}
        changed={changed}
        isDefault={same(draft, saved.defaults)}
        onDiscard={() => setDraft(saved.settings)}
        onDefaults={() => setDraft(saved.defaults)}
      />
    </>
  );
}

function unsaved(moves: Moves | null | undefined): string {
  return `${moves ? `${movedWords(moves.tier, moves.currency)} ` : ''}${m.classes_not_saved()}`;
}

function same(a: ValuationSettings, b: ValuationSettings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
