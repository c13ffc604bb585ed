/** The model of costs, dated: changes are tried at once over the last year, and take effect only when saved. */
import { Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { modelPreviewQuery } from '../data/queries.ts';
import type { CostModel, CostModels } from '../data/shapes.ts';
import { problemOf } from '../ui/ProblemNote.tsx';
import { ModelFields } from './ModelFields.tsx';
import { ModelSaving } from './ModelSaving.tsx';
import { Versions } from './Versions.tsx';
import { WhatWouldChange } from './WhatWouldChange.tsx';
import css from './ModelEditor.module.css';

/** While the user types: the preview is requested after a pause. */
const restMilliseconds = 400;

export function ModelEditor({ saved, pools }: { saved: CostModels; pools: string[] }) {
  const [draft, setDraft] = useState<CostModel[]>(saved.models);
  const [at, setAt] = useState(saved.models.length - 1);
  const [resting] = useDebouncedValue(draft, restMilliseconds);
  const changed = JSON.stringify(draft) !== JSON.stringify(saved.models);
  const preview = useQuery({ ...modelPreviewQuery(resting), enabled: changed, placeholderData: keepPreviousData });
  const shown = changed ? preview.data : undefined;
  const model = draft[Math.min(at, draft.length - 1)]!;
  const waiting = changed && (preview.isFetching || resting !== draft);
  return (
    <section className={css.editor} aria-labelledby="model">
      <div>
        <Title order={2} fz={24} id="model">
          {m.model_title()}
        </Title>
        <Text c="dimmed" mt={4}>
          {saved.chosen ? m.model_lead() : m.model_lead_starting()}
        </Text>
      </div>
      <Versions
        models={draft}
        at={draft.indexOf(model)}
        onChoose={setAt}
        onModels={(models, chosen) => {
          setDraft(models);
          setAt(chosen);
        }}
      />
      <div className={css.sides}>
        <ModelFields
          model={model}
          events={saved.events}
          pools={pools}
          problems={(shown?.problems ?? []).filter(({ from }) => from === model.from)}
          onChange={(next) => setDraft(draft.map((each) => (each === model ? next : each)))}
        />
        <WhatWouldChange
          changed={changed}
          preview={shown}
          waiting={waiting}
          problem={changed && preview.isError ? problemOf(preview.error) : null}
        />
      </div>
      <ModelSaving
        draft={draft}
        changed={changed}
        chosen={saved.chosen}
        preview={waiting ? undefined : shown}
        onDiscard={() => {
          setDraft(saved.models);
          setAt(saved.models.length - 1);
        }}
      />
    </section>
  );
}
