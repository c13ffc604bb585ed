/** The forecast of a year ago compared with the actual year: by month, cumulative, against plain forecasts, and by probability. */
import { m } from '../../../messages/compiled/messages.js';
import type { BackTest, Lifetime } from '../data/shapes.ts';
import { Note } from '../ui/Note.tsx';
import { AgainstRivals } from './AgainstRivals.tsx';
import { Calibrated } from './Calibrated.tsx';
import { Tracked, TrackedSoFar } from './Tracked.tsx';
import css from './BackTested.module.css';

export function BackTested({ backTest, lifetime }: { backTest: BackTest | null; lifetime: Lifetime }) {
  if (backTest === null) return <Note title={m.value_no_back_test()}>{m.backtest_impossible()}</Note>;
  return (
    <>
      <Tracked backTest={backTest} />
      <div className={css.pair}>
        <TrackedSoFar backTest={backTest} />
        <Calibrated backTest={backTest} />
      </div>
      <AgainstRivals backTest={backTest} lifetime={lifetime} />
    </>
  );
}
