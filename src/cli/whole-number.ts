/** Whole numbers as options of a command give them. */
import { CommandFailed, exitCodes } from './io.ts';

export function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new CommandFailed(exitCodes.usage, `${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  return number;
}
