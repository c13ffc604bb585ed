/** Asked only when the file itself does not say. */
import { NumberInput, Radio, Select, Stack, Text, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import type { Mapping, Recognition } from '../data/shapes.ts';

interface QuestionsProps {
  questions: Recognition['questions'];
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

export function Questions({ questions, mapping, onChange }: QuestionsProps) {
  if (questions.length === 0) return null;
  return (
    <section className="panel" style={{ padding: '1.1rem 1.5rem 1.4rem', boxShadow: 'inset 0 3px 0 var(--growth)' }} aria-label={m.questions_title()}>
      <Title order={2} fz={18}>{m.questions_title()}</Title>
      <Text size="sm" c="dimmed" mb="md">{m.questions_lead()}</Text>
      <Stack gap="lg">
        {questions.includes('vat_included') && <VatQuestion mapping={mapping} onChange={onChange} />}
        {questions.includes('date_order') && (
          <Radio.Group label={m.question_date_order()} value={mapping.dateOrder} onChange={(value) => onChange({ ...mapping, dateOrder: value as Mapping['dateOrder'] })}>
            <Stack gap={6} mt={6}>
              <Radio value="dmy" label={m.question_date_order_dmy()} />
              <Radio value="mdy" label={m.question_date_order_mdy()} />
            </Stack>
          </Radio.Group>
        )}
        {questions.includes('currency') && (
          <Select
            label={m.question_currency()} data={currencies.includes(mapping.currency) ? currencies : [mapping.currency, ...currencies]} value={mapping.currency}
            allowDeselect={false} searchable maw={240} onChange={(currency) => currency && onChange({ ...mapping, currency })}
          />
        )}
      </Stack>
    </section>
  );
}

const currencies = ['RUB', 'UAH', 'KZT', 'BYN', 'USD', 'EUR', 'CNY', 'TRY', 'PLN', 'GBP', 'GEL', 'AMD', 'AZN', 'UZS', 'KGS', 'MDL'];
const usualVatRate = 20;

function VatQuestion({ mapping, onChange }: Omit<QuestionsProps, 'questions'>) {
  const included = mapping.vatIncludedRate > 0;
  return (
    <Radio.Group
      label={m.question_vat()} value={included ? 'included' : 'net'}
      onChange={(value) => onChange({ ...mapping, vatIncludedRate: value === 'included' ? usualVatRate : 0 })}
    >
      <Stack gap={6} mt={6}>
        <Radio value="net" label={m.question_vat_net()} />
        <Radio value="included" label={m.question_vat_included()} />
        {included && (
          <NumberInput
            label={m.question_vat_rate()} value={mapping.vatIncludedRate} min={1} max={99} suffix=" %" maw={140} ml={30}
            onChange={(rate) => typeof rate === 'number' && rate > 0 && onChange({ ...mapping, vatIncludedRate: rate })}
          />
        )}
      </Stack>
    </Radio.Group>
  );
}
