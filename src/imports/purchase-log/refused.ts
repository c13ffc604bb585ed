/** Why a log of purchases cannot be used: a code (the sentence is problem_<code> in messages/) and what it needs. */
export interface LogProblem {
  code: 'log_not_found' | 'log_empty' | 'log_no_columns' | 'log_missing_cell' | 'log_bad_date' | 'log_date_order' | 'log_bad_amount' | 'log_bad_history' | 'log_nothing_before' | 'log_end_of_histories' | 'log_bad_end' | 'log_open_quote';
  detail: Record<string, string>;
}

export class LogRefused extends Error {
  readonly problem: LogProblem;
  constructor(code: LogProblem['code'], detail: Record<string, string> = {}) {
    super(code);
    this.problem = { code, detail };
  }
}
