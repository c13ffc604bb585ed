/** What a command may touch of the outside: so that it runs alike in a terminal and in a server that does the work for a terminal. */
export interface Io {
  cwd: string;
  /** Results: tables, JSON, CSV. */
  out(text: string): void;
  /** Progress and explanations. */
  err(text: string): void;
  /** Whether progress is drawn over itself, for a person at a terminal. */
  drawsProgress: boolean;
  language: 'ru' | 'uk' | 'en';
  signal: AbortSignal;
}

/** Documented in docs/operating.md; scripts rely on them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  undecided: 4,
  busy: 5,
  unbalanced: 6,
  cancelled: 130,
} as const;

/** Ends a command with its exit code and a sentence for people. */
export class CommandFailed extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
