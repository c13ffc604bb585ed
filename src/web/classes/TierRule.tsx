/** VIP, good, regular: the criterion of the ranking, its method, its window, and the share of the best. */
import { SegmentedControl, Select } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { ValuationSettings } from '../data/shapes.ts';
import { percent } from '../language/format.ts';
import { Count, Share } from './fields.tsx';
import { Rule } from './Rule.tsx';
import css from './Rule.module.css';

type Tiers = ValuationSettings['tiers'];

const criteria: Tiers['criterion'][] = [
  'revenue',
  'gross_margin',
  'net_profit',
  'payments_sum',
  'payments_count',
  'orders',
  'units',
  'lifetime_value',
];
const mostMonths = 30;

export function TierRule({ rule, onChange }: { rule: Tiers; onChange: (rule: Tiers) => void }) {
  return (
    <Rule title={m.classes_tiers()} words={words(rule)}>
      <Select
        label={m.classes_criterion()}
        allowDeselect={false}
        value={rule.criterion}
        data={criteria.map((value) => ({ value, label: m[`criterion_${value}`]() }))}
        onChange={(chosen) => onChange({ ...rule, criterion: criteria.find((each) => each === chosen) ?? rule.criterion })}
      />
      <Count
        label={m.classes_window()}
        value={rule.windowMonths}
        most={mostMonths}
        onChange={(windowMonths) => onChange({ ...rule, windowMonths })}
      />
      <SegmentedControl
        className={css.whole ?? ''}
        aria-label={m.classes_method()}
        value={rule.method}
        fullWidth
        data={[
          { value: 'monthly', label: m.classes_method_monthly() },
          { value: 'period', label: m.classes_method_period() },
        ]}
        onChange={(method) => onChange({ ...rule, method: method === 'period' ? 'period' : 'monthly' })}
      />
      <Share label={m.classes_vip_share()} permille={rule.vipPermille} onChange={(vipPermille) => onChange({ ...rule, vipPermille })} />
      <Share label={m.classes_good_share()} permille={rule.goodPermille} onChange={(goodPermille) => onChange({ ...rule, goodPermille })} />
    </Rule>
  );
}

function words({ criterion, method, windowMonths, vipPermille, goodPermille }: Tiers): string[] {
  const said = { share: percent(vipPermille / 1000, 1), criterion: m[`criterion_${criterion}`](), count: windowMonths };
  return [
    method === 'monthly'
      ? m.classes_words_monthly(said)
      : criterion === 'lifetime_value'
        ? m.classes_words_expected(said)
        : m.classes_words_period(said),
    m.classes_words_good({ share: percent(goodPermille / 1000, 1) }),
  ];
}
