/** One kind of work: its event, and its minutes as a formula over the attributes of the event. */
import { Button, Select, TextInput } from '@mantine/core';
import type { FunctionName } from '../../core/differentiate/costing/equation.ts';
import { m } from '../../../messages/compiled/messages.js';
import type { CostModel, CostModels, ModelProblem } from '../data/shapes.ts';
import { problemWords } from './problem-words.ts';
import { activityName, eventWord } from './words.ts';
import css from './ModelEditor.module.css';

type Activity = CostModel['activities'][number];

interface ActivityFieldsProps {
  activity: Activity;
  events: CostModels['events'];
  problems: ModelProblem[];
  onChange: (activity: Activity) => void;
  onRemove: () => void;
}

const functions: FunctionName[] = ['min', 'max', 'ceil', 'floor'];

export function ActivityFields({ activity, events, problems, onChange, onRemove }: ActivityFieldsProps) {
  const title = activityName(activity.name) || m.model_unnamed();
  const attributes = events.find(({ event }) => event === activity.event)?.attributes ?? ['count', 'minutes', 'new'];
  const kinds = events.some(({ event }) => event === activity.event) ? events : [...events, { event: activity.event, attributes }];
  const own = (of: (code: string) => boolean) =>
    problemWords(problems, (problem) => problem.activity === activity.name && of(problem.code));
  return (
    <fieldset className={css.work}>
      <legend>{title}</legend>
      <div className={css.row}>
        <TextInput
          label={m.model_activity_name()}
          value={activityName(activity.name)}
          error={own((code) => code === 'activity_unnamed' || code === 'activity_twice')}
          onChange={(event) => onChange({ ...activity, name: event.currentTarget.value })}
        />
        <Select
          label={m.model_event()}
          allowDeselect={false}
          value={activity.event}
          data={kinds.map(({ event }) => ({ value: event, label: eventWord(event) }))}
          onChange={(event) => event !== null && onChange({ ...activity, event })}
        />
        <TextInput
          className={css.equation ?? ''}
          label={m.model_equation()}
          description={m.model_equation_known({ names: attributes.join(', '), functions: functions.join(', ') })}
          spellCheck={false}
          autoComplete="off"
          value={activity.equation}
          error={own((code) => code.startsWith('equation_'))}
          onChange={(event) => onChange({ ...activity, equation: event.currentTarget.value })}
        />
      </div>
      <Button
        mt="xs"
        variant="subtle"
        size="xs"
        color="risk"
        c="var(--risk)"
        onClick={onRemove}
        aria-label={m.model_remove_named({ name: title })}
      >
        {m.model_remove()}
      </Button>
    </fieldset>
  );
}
