/**
 * Every code by which the program refuses what somebody asks for, except the codes of files that cannot be read. Its sentence is
 * problem_<code> in messages/, in every language: a test holds both ways.
 */
export const problemCodes = [
  // of any request
  'cancelled',
  'cross_site',
  'interrupted',
  'invalid_request',
  'not_allowed',
  'not_found',
  'forecast_to_come',
  'nothing_published',
  'signed_out',
  'unexpected',
  'unreachable',
  // of signing in
  'owner_exists',
  'owner_refused',
  'too_many_sign_ins',
  'wrong_credentials',
  // of customers and documents
  'no_such_customer',
  'no_such_document',
  'no_such_job',
  'potential_need_impossible',
  'potential_nothing_said',
  'potential_reason_long',
  'potential_size_impossible',
  // of imports
  'batch_in_another_state',
  'batch_not_committed',
  'batch_not_previewed',
  'checks_failed',
  'currency_named_since',
  'no_such_batch',
  'questions_open',
  'rejected_rows_of_another_source',
  'totals_differ',
  'upload_broken',
  // of currencies and rates
  'currency_of_other_decimals',
  'no_such_currency',
  'no_such_rate',
  'rate_of_own_currency',
  'rate_without_amounts',
  // of rules
  'net_profit_in_rolling_months',
  'setting_above',
  'setting_not_among',
  'setting_not_whole',
  'setting_out_of_range',
  'setting_unknown',
  'cost_models_wrong',
  'activity_of_no_pool',
  'activity_twice',
  'activity_unnamed',
  'capacity_negative',
  'credit_rate',
  'first_month',
  'pool_twice',
  'pool_unnamed',
  'pool_without_activity',
  'practical_share',
  'equation_division_by_zero',
  'equation_empty',
  'equation_negative',
  'equation_not_allowed',
  'equation_number_compared',
  'equation_text_reckoned',
  'equation_too_long',
  'equation_unknown_function',
  'equation_unknown_name',
  'equation_unreadable',
  // of backups
  'backup_damaged',
  'backup_not_found',
  'database_in_use',
  'not_a_backup',
  'restore_not_empty',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** A refusal as data; sentences are made of it at the edge, in the reader's language. */
export interface KnownProblem {
  code: ProblemCode;
  detail: Record<string, string>;
}
