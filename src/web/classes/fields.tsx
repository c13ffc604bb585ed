/** The two kinds of parameters: a count (months, days) and a share. Impossible values are ignored: the field keeps its last possible value. */
import { NumberInput, Slider } from '@mantine/core';
import { useId } from 'react';
import css from './Rule.module.css';

interface CountProps {
  label: string;
  value: number;
  most: number;
  least?: number;
  onChange: (value: number) => void;
}

export function Count({ label, value, most, least = 1, onChange }: CountProps) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={least}
      max={most}
      allowDecimal={false}
      clampBehavior="blur"
      onChange={(typed) => isPossible(typed, { least, most }) && onChange(typed)}
    />
  );
}

interface ShareProps {
  label: string;
  /** Whole thousandths. */
  permille: number;
  onChange: (permille: number) => void;
}

/** Dragged for a first look, typed for the exact figure. */
export function Share({ label, permille, onChange }: ShareProps) {
  const id = useId();
  const typed = (percent: number | string): void => {
    if (isPossible(percent, { least: 0.1, most: 100 })) onChange(Math.round(percent * 10));
  };
  return (
    <div className={`${css.share} ${css.whole}`}>
      <label htmlFor={id}>{label}</label>
      <Slider
        value={Math.round(permille / 10)}
        min={1}
        max={60}
        step={1}
        label={null}
        thumbLabel={label}
        onChange={(percent) => onChange(percent * 10)}
      />
      <NumberInput id={id} value={permille / 10} min={0.1} max={100} decimalScale={1} suffix=" %" clampBehavior="blur" onChange={typed} />
    </div>
  );
}

function isPossible(typed: number | string, { least, most }: { least: number; most: number }): typed is number {
  return typeof typed === 'number' && typed >= least && typed <= most;
}
