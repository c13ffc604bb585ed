/** Why a log of purchases cannot be used: a code (the sentence is problem_<code> in messages/) and what it needs; or what must be answered first. */
import type { Assumption } from '../assumptions/assumption.ts';

export interface LogProblem {
  code:
    | 'log_empty'
    | 'log_no_columns'
    | 'log_no_such_column'
    | 'log_two_dates'
    | 'log_no_such_table'
    | 'log_several_tables'
    | 'log_missing_cell'
    | 'log_bad_date'
    | 'log_date_order'
    | 'log_date_orders_mixed'
    | 'log_bad_amount'
    | 'log_left_out'
    | 'log_mostly_negative'
    | 'log_nothing_before'
    | 'log_bad_end'
    | 'log_end_of_histories'
    | 'log_bad_history'
    | 'log_no_age'
    | 'log_days_since'
    | 'log_counts_all_orders';
  detail: Record<string, string>;
}

/** Something that a person must say before anything is fitted: the questions are those of an import. */
export class LogUndecided extends Error {
  readonly assumptions: readonly Assumption[];
  constructor(assumptions: readonly Assumption[]) {
    super('questions_open');
    this.assumptions = assumptions;
  }
}

export class LogRefused extends Error {
  readonly problem: LogProblem;
  constructor(code: LogProblem['code'], detail: Record<string, string> = {}) {
    super(code);
    this.problem = { code, detail };
  }
}
