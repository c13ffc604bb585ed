/** Progress on stderr: one line drawn over itself at a terminal, nothing in a file or a pipe. */
import type { Run } from '../flow/run.ts';
import type { Io } from './io.ts';
import { say } from './say.ts';

export function runOf(io: Io): Run & { end(): void } {
  let drawn = '';
  let last = 0;
  return {
    signal: io.signal,
    report(progress) {
      const now = performance.now();
      if (!io.drawsProgress || (now - last < 100 && drawn.startsWith(progress.step))) return;
      last = now;
      const share = progress.total ? ` ${Math.min(100, Math.floor((progress.done / progress.total) * 100))} %` : '';
      const speed = progress.perSecond ? ` · ${progress.perSecond.toLocaleString(io.language)}/s` : '';
      const step = say(`step_${progress.step}`, {}, io.language) ?? progress.step;
      const line = `${step} ${progress.done > 0 ? progress.done.toLocaleString(io.language) : ''}${share}${speed}`;
      io.err(`\r\u001b[2K${line}`);
      drawn = progress.step;
    },
    end() {
      if (drawn !== '') io.err('\r\u001b[2K');
      drawn = '';
    },
  };
}
