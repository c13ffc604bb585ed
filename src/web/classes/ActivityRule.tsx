/** Stabilised, unstabilised, lost: in how many of the last months a customer was shipped to. */
import { m } from '../../../messages/compiled/messages.js';
import type { ValuationSettings } from '../data/shapes.ts';
import { Count } from './fields.tsx';
import { Rule } from './Rule.tsx';

type Activity = ValuationSettings['activity'];

const mostMonths = 30;

export function ActivityRule({ rule, onChange }: { rule: Activity; onChange: (rule: Activity) => void }) {
  // A shorter window lowers the thresholds: no customer could reach more months than it holds.
  const change = (next: Activity): void => {
    const stabilisedMonths = Math.min(next.stabilisedMonths, next.windowMonths);
    onChange({ ...next, stabilisedMonths, unstabilisedMonths: Math.min(next.unstabilisedMonths, stabilisedMonths) });
  };
  return (
    <Rule title={m.classes_activity()} words={words(rule)}>
      <Count
        label={m.classes_window()}
        value={rule.windowMonths}
        most={mostMonths}
        onChange={(windowMonths) => change({ ...rule, windowMonths })}
      />
      <Count
        label={m.classes_stabilised_from()}
        value={rule.stabilisedMonths}
        most={rule.windowMonths}
        onChange={(stabilisedMonths) => change({ ...rule, stabilisedMonths })}
      />
      <Count
        label={m.classes_unstabilised_from()}
        value={rule.unstabilisedMonths}
        most={rule.stabilisedMonths}
        onChange={(unstabilisedMonths) => change({ ...rule, unstabilisedMonths })}
      />
    </Rule>
  );
}

function words({ windowMonths, stabilisedMonths, unstabilisedMonths }: Activity): string[] {
  return [
    m.classes_words_activity({ count: windowMonths, stabilised: stabilisedMonths, unstabilised: unstabilisedMonths }),
    unstabilisedMonths === stabilisedMonths ? m.classes_words_no_unstabilised() : m.classes_words_lost(),
  ];
}
