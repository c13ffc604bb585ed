/** The terms of contracts that are known at a date, by customer as the measures count them: whoever a code means now. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ContractTermMeasure } from '../core/differentiate/measures.ts';
import { quoted } from './sql-files.ts';

/** Needs measured_customer. Of one term that several batches tell the latest holds, whatever source it is of. */
export async function readContractTerms(connection: DuckDBConnection, asOf: string): Promise<ContractTermMeasure[]> {
  const result = await connection.runAndReadAll(`
    with known as (
      select measured_customer.customer_index, term.*
      from valued_contract_term as term
      join code using (code_no)
      join measured_customer on measured_customer.customer_id = code.customer_id
      where term.valid_from <= ${quoted(asOf)}::date
      qualify row_number() over (partition by customer_index, contract_number, valid_from order by position desc, valid_until desc, amount_minor desc) = 1
    )
    select customer_index, contract_number, (valid_from - date '1970-01-01')::integer, (valid_until - date '1970-01-01')::integer,
      -- What is to be terminated later is not terminated yet.
      if(terminated_on <= ${quoted(asOf)}::date, (terminated_on - date '1970-01-01')::integer, null), amount_minor::double
    from known order by customer_index, contract_number, valid_from`);
  return (result.getRows() as [number, string, number, number, number | null, number | null][]).map(
    ([customer, contractNumber, fromDay, untilDay, terminatedDay, amountMinor]) => ({
      customer,
      contractNumber,
      fromDay,
      untilDay,
      terminatedDay,
      amountMinor,
    }),
  );
}
