/** A chart whose title is what it found, with the same figures as a table one click away. */
import { Button, Group, Text, Title } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { ChartIcon, TableIcon } from '../ui/icons.tsx';
import css from './Finding.module.css';

interface FindingProps {
  title: string;
  /** The content of the chart, its period and its unit. */
  caption?: ReactNode;
  chart: ReactNode;
  table?: ReactNode;
  /** Keys of the colours, and what is missing. */
  foot?: ReactNode;
}

export function Finding({ title, caption, chart, table, foot }: FindingProps) {
  const [asTable, setAsTable] = useState(false);
  const heading = useId();
  return (
    <section className={`panel ${css.finding}`} aria-labelledby={heading}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm" className={css.head ?? ''}>
        <div>
          <Title order={2} id={heading} fz={{ base: 18, sm: 20 }} lh={1.25} style={{ letterSpacing: '-0.01em', textWrap: 'balance' }}>
            {title}
          </Title>
          {caption && (
            <Text size="sm" c="dimmed" mt={4} component="div">
              {caption}
            </Text>
          )}
        </div>
        {table && (
          <Button
            size="xs"
            variant="default"
            leftSection={asTable ? <ChartIcon size={14} /> : <TableIcon size={14} />}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
            style={{ flex: 'none' }}
            aria-describedby={heading}
          >
            {asTable ? m.chart_as_chart() : m.chart_as_table()}
          </Button>
        )}
      </Group>
      <div className={css.body}>
        {asTable ? (
          <div className={css.table} tabIndex={0} role="group" aria-label={title}>
            {table}
          </div>
        ) : (
          chart
        )}
      </div>
      {foot && <div className={css.foot}>{foot}</div>}
    </section>
  );
}
