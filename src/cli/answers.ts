/** Answers to what a file leaves open, as they are typed: `--answer date_order=dmy`, `--answer "state:В работе=no"`. */
import type { Answers } from '../facts/row/reading.ts';
import { Option } from 'commander';
import { CommandFailed, exitCodes } from './io.ts';

/** Given once per answer. */
export function answerOption(description: string): Option {
  return new Option('--answer <question=answer>', description)
    .default([])
    .argParser((answer: string, before: string[]) => [...before, answer]);
}

/** What stands before the last sign of equality is the question. */
export function answersOf(given: string[]): Answers {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.lastIndexOf('=');
      // Without a rate is an answer too.
      if (at < 1 || (at === text.length - 1 && !text.startsWith('rate:')))
        throw new CommandFailed(exitCodes.usage, `--answer is QUESTION=ANSWER, not ${text}`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
