/** New and returned: for how long a customer is either, and after what silence it returns. */
import { m } from '../../../messages/compiled/messages.js';
import type { ValuationSettings } from '../data/shapes.ts';
import { Count } from './fields.tsx';
import { Rule } from './Rule.tsx';

type Lifecycle = ValuationSettings['lifecycle'];

const mostMonths = 60;

export function LifecycleRule({ rule, onChange }: { rule: Lifecycle; onChange: (rule: Lifecycle) => void }) {
  return (
    <Rule
      title={m.classes_lifecycle()}
      words={[
        m.classes_words_new({ count: rule.newMonths }),
        `${m.classes_words_returned({ count: rule.returnedMonths })} ${m.classes_words_gap({ count: rule.returnedGapMonths })}`,
      ]}
    >
      <Count
        label={m.classes_new_months()}
        value={rule.newMonths}
        most={mostMonths}
        onChange={(newMonths) => onChange({ ...rule, newMonths })}
      />
      <Count
        label={m.classes_returned_months()}
        value={rule.returnedMonths}
        most={mostMonths}
        onChange={(returnedMonths) => onChange({ ...rule, returnedMonths })}
      />
      <Count
        label={m.classes_gap_months()}
        value={rule.returnedGapMonths}
        most={mostMonths}
        onChange={(returnedGapMonths) => onChange({ ...rule, returnedGapMonths })}
      />
    </Rule>
  );
}
