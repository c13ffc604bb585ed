/** Saves what was tried of the rules of classes and forecasts, or puts the defaults back into the fields. */
import { Button } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import type { SettingsChange } from '../data/shapes.ts';
import { useJob } from '../data/useJob.ts';
import { SaveRules } from '../rules/SaveRules.tsx';

interface SavingProps {
  /** Settings by their names; the others stay. */
  change: Extract<SettingsChange, { change: unknown }>['change'];
  unsaved: string;
  changed: boolean;
  isDefault: boolean;
  onDiscard: () => void;
  onDefaults: () => void;
}

export function Saving({ change, unsaved, changed, isDefault, onDiscard, onDefaults }: SavingProps) {
  const saving = useJob<SettingsChange>(api.saveSettings);
  return (
    <SaveRules
      saving={saving}
      asked={{ change }}
      state={changed ? unsaved : m.classes_as_saved()}
      changed={changed}
      word={m.classes_save()}
      onDiscard={onDiscard}
      defaults={
        !isDefault && (
          <Button variant="subtle" onClick={onDefaults}>
            {m.classes_defaults()}
          </Button>
        )
      }
    />
  );
}
