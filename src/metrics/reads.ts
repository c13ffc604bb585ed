/** What screens read of the facts: a customer's months, documents, lines and shipment days; totals of batches. Amounts are bigint. */
import type { DuckDBConnection } from '@duckdb/node-api';

export interface CustomerMonth {
  /** First day of the month. */
  month: string;
  revenueMinor: bigint;
  /** Null where a line lacks its cost. */
  grossMarginMinor: bigint | null;
  paymentsMinor: bigint;
  payments: number;
  orders: number;
  unitsMicro: bigint;
  listMinor: bigint;
  discountMinor: bigint;
  shipped: boolean;
}

export interface CustomerDocument {
  fact: 'sale_line' | 'payment';
  sourceId: string;
  /** Identity within its source. */
  document: string;
  batchId: string;
  position: number;
  day: string;
  currency: string;
  customerCode: string;
  /** Net amount of a sale, sum of a payment. */
  amountMinor: bigint;
  grossMarginMinor: bigint | null;
  listMinor: bigint;
  discountMinor: bigint;
  unitsMicro: bigint;
  lines: number;
  /** In the company's currency at the rate of its day; null where it is in that currency, or has no rate. */
  valuedMinor: bigint | null;
  /** The day whose rate it is. */
  ratedOn: string | null;
  /** What most weighs of its lines: sold before returned before corrected. */
  kind: 'sale' | 'return' | 'correction' | 'payment' | 'refund';
  /** Separated by commas where several sold; empty where the file does not say. */
  manager: string;
}

export interface DocumentLine {
  lineNumber: number;
  rowNumber: number;
  day: string;
  customerCode: string;
  productCode: string;
  product: string;
  productLine: string;
  unit: string;
  quantityMicro: bigint | null;
  listMinor: bigint | null;
  discountMinor: bigint | null;
  netMinor: bigint;
  vatMinor: bigint | null;
  costMinor: bigint | null;
  currency: string;
  manager: string;
  kind: string;
}

export interface ClassesAt {
  monthEnd: string;
  activity: string;
  lifecycle: string;
  tier: string;
}

export interface UnvaluedAmount {
  currency: string;
  revenueMinor: bigint;
  paymentsMinor: bigint;
}

export interface CustomerReads {
  months(customerId: bigint | number | string): Promise<CustomerMonth[]>;
  documents(
    customerId: bigint | number | string,
    page: { offset: number; limit: number; month?: string },
  ): Promise<{ total: number; documents: CustomerDocument[] }>;
  /** The customer's own lines of a document: others' lines in it are not his business. */
  lines(document: { sourceId: string; document: string; customerId: bigint | number | string }): Promise<DocumentLine[]>;
  /** The classes at every month end of a run's history file. */
  path(run: { historyFile: string; customerId: bigint | number | string }): Promise<ClassesAt[]>;
  /** Why a run decided as it did; null for a customer whom it does not know. */
  reason(run: { reasonsFile: string; customerId: bigint | number | string }): Promise<Record<string, unknown> | null>;
  /** Which of these customers have amounts that could not be added up. */
  withUnvalued(customerIds: string[]): Promise<Set<string>>;
  shipmentDays(customerId: bigint | number | string): Promise<string[]>;
  unvalued(customerId: bigint | number | string): Promise<UnvaluedAmount[]>;
  /** Months, as yyyy-mm, in which sales or payments are in a currency without a rate. */
  unvaluedMonths(customerId: bigint | number | string, of: 'revenue' | 'payments'): Promise<string[]>;
}

type Row = Record<string, unknown>;

export function customerReads(connection: DuckDBConnection): CustomerReads {
  const select = (sql: string, values: Record<string, string | bigint | number>): Promise<Row[]> => rows(connection, sql, values);
  return {
    async months(customerId) {
      const found = await select(
        `select make_date(period // 12, period % 12 + 1, 1)::varchar as month, revenue_minor,
           case when not cost_unknown then revenue_minor - cost_minor end as gross_margin_minor, payments_minor, payments, orders,
           units_micro, list_minor, discount_minor, shipped
         from mart_customer_month where customer_id = $customer order by period`,
        { customer: BigInt(customerId) },
      );
      return found.map((row) => camel<CustomerMonth>(row));
    },
    async documents(customerId, page) {
      const customer = BigInt(customerId);
      const month: Record<string, string> = page.month === undefined ? {} : { month: `${page.month}-01` };
      const of = `from int_document as document join code using (code_no) where wins and code.customer_id = $customer
        ${page.month === undefined ? '' : "and date_trunc('month', happened_on) = $month::date"}`;
      const [count] = await select(`select count(*) as total ${of}`, { customer, ...month });
      const found = await select(
        `select fact, source_id, document, batch_id, document.position, document.happened_on::varchar as day,
           coalesce(other_currency, company_currency) as currency,
           document.code as customer_code, amount_minor,
           case when fact = 'sale_line' and not cost_unknown then amount_minor - cost_minor end as gross_margin_minor,
           list_minor, discount_minor, units_micro, lines,
           valued_minor(amount_minor, numerator, denominator) as valued_minor, day_rate.rated_on::varchar as rated_on
         from (select document.*, code.code ${of}) as document
         join source on source.source_no = document.source_no
         join batch on batch.position = document.position
         join made_with on true
         left join day_rate on day_rate.currency = document.other_currency and day_rate.happened_on = document.happened_on
         order by document.happened_on desc, fact, document, document.code, currency limit $limit offset $offset`,
        { customer, ...month, limit: page.limit, offset: page.offset },
      );
      const documents = found.map((row) => camel<Omit<CustomerDocument, 'kind' | 'manager'>>(row));
      const said = await whatLinesSay(connection, documents);
      const unsaid = (fact: CustomerDocument['fact']) => ({
        kind: fact === 'payment' ? ('payment' as const) : ('sale' as const),
        manager: '',
      });
      return {
        total: Number(count!.total),
        documents: documents.map((document) => ({ ...document, ...(said.get(lineKey(document)) ?? unsaid(document.fact)) })),
      };
    },
    async lines({ sourceId, document, customerId }) {
      const [version] = await select(
        `select batch.sale_line_file from int_document as document
         join source on source.source_no = document.source_no
         join batch on batch.position = document.position
         where document.wins and fact = 'sale_line' and source_id = $source and document = $document
           and document_key = hash('sale_line', source.source_no, $document) limit 1`,
        { source: sourceId, document },
      );
      if (!version) return [];
      const found = await select(
        `select line_number, row_number, shipped_on::varchar as day, customer_code, product_code, product, product_line, unit,
           quantity_micro, list_minor, discount_minor, net_minor, vat_minor, cost_minor,
           coalesce(nullif(currency, 'XXX'), (select company_currency from made_with)) as currency, manager, kind
         from read_parquet($file) where document = $document
           and customer_code in (select code from code join source using (source_no) where source_id = $source and customer_id = $customer)
         order by line_number, row_number`,
        { file: version.sale_line_file as string, document, source: sourceId, customer: BigInt(customerId) },
      );
      return found.map((row) => camel<DocumentLine>(row));
    },
    async shipmentDays(customerId) {
      const found = await select(
        `select distinct happened_on::varchar as day from (
           select happened_on from valued_document join code using (code_no)
           where wins and fact = 'sale_line' and code.customer_id = $customer
           group by happened_on, other_currency having sum(amount_minor) > 0)
         where year(happened_on) * 12 + month(happened_on) - 1 in
           (select period from mart_customer_month where customer_id = $customer and shipped)
         order by day`,
        { customer: BigInt(customerId) },
      );
      return found.map((row) => row.day as string);
    },
    async path({ historyFile, customerId }) {
      const found = await select(
        'select month_end::varchar as month_end, activity, lifecycle, tier from run_rows($file) where customer_id = $customer order by month_end',
        { file: historyFile, customer: BigInt(customerId) },
      );
      return found.map((row) => camel<ClassesAt>(row));
    },
    async reason({ reasonsFile, customerId }) {
      const found = await select('select reason from run_rows($file) where customer_id = $customer', {
        file: reasonsFile,
        customer: BigInt(customerId),
      });
      return found[0] === undefined ? null : (JSON.parse(found[0].reason as string) as Record<string, unknown>);
    },
    async withUnvalued(customerIds) {
      const found = await select('select distinct customer_id::varchar as id from mart_customer_unvalued', {});
      const among = new Set(found.map((row) => row.id as string));
      return new Set(customerIds.filter((id) => among.has(id)));
    },
    async unvalued(customerId) {
      const found = await select(
        `select currency, sum(revenue_minor)::bigint as revenue_minor, sum(payments_minor)::bigint as payments_minor
         from mart_customer_unvalued where customer_id = $customer group by currency order by currency`,
        { customer: BigInt(customerId) },
      );
      return found.map((row) => camel<UnvaluedAmount>(row));
    },
    async unvaluedMonths(customerId, of) {
      const found = await select(
        `select distinct strftime(make_date(period // 12, period % 12 + 1, 1), '%Y-%m') as month
         from mart_customer_unvalued where customer_id = $customer and ${of}_minor <> 0 order by 1`,
        { customer: BigInt(customerId) },
      );
      return found.map((row) => row.month as string);
    },
  };
}

type DocumentOfPage = Pick<CustomerDocument, 'fact' | 'position' | 'document' | 'customerCode'>;

function lineKey({ fact, position, document, customerCode }: DocumentOfPage): string {
  return JSON.stringify([fact, position, document, customerCode]);
}

/** Kind and manager of a page's documents: only the batches' files that hold them are opened, one after another. */
async function whatLinesSay(
  connection: DuckDBConnection,
  documents: DocumentOfPage[],
): Promise<Map<string, Pick<CustomerDocument, 'kind' | 'manager'>>> {
  const said = new Map<string, Pick<CustomerDocument, 'kind' | 'manager'>>();
  const files = Map.groupBy(documents, ({ fact, position }) => `${fact} ${position}`);
  for (const held of files.values()) {
    const { fact, position } = held[0]!;
    const [batch] = await rows(connection, `select ${fact}_file as file from batch where position = $position`, { position });
    const manager =
      fact === 'sale_line' ? `coalesce(string_agg(distinct nullif(manager, ''), ', ' order by nullif(manager, '')), '')` : `''`;
    const found = await rows(
      connection,
      `select document, customer_code, ${manager} as manager,
         case when bool_or(kind in ('sale', 'payment')) then ${fact === 'sale_line' ? `'sale'` : `'payment'`}
           when bool_or(kind = 'return') then 'return' when bool_or(kind = 'refund') then 'refund' else 'correction' end as kind
       from read_parquet($file) where document in (${held.map((_, i) => `$document${i}`).join(', ')}) group by document, customer_code`,
      { file: batch!.file as string, ...Object.fromEntries(held.map(({ document }, i) => [`document${i}`, document])) },
    );
    for (const row of found) {
      const { document, customerCode, ...words } = camel<
        { document: string; customerCode: string } & Pick<CustomerDocument, 'kind' | 'manager'>
      >(row);
      said.set(lineKey({ fact, position, document, customerCode }), words);
    }
  }
  return said;
}

export async function factDates(connection: DuckDBConnection): Promise<{ first: string; last: string } | null> {
  const [dates] = await rows(
    connection,
    `
    with day as (
      select happened_on from int_document where wins
      union all
      -- Who loads nothing but contracts knows as much as they tell.
      select unnest([valid_from, terminated_on]) from contract_term where not exists (from int_document where wins)
    )
    select min(happened_on)::varchar as first, max(happened_on)::varchar as last from day`,
  );
  return dates!.first === null ? null : { first: dates!.first as string, last: dates!.last as string };
}

/** Sale lines that hold, and how many of them belong to documents whose cost is known. Documents of corrections alone have no goods, so there is no cost to know: they count as neither. */
export async function costCoverage(connection: DuckDBConnection): Promise<{ lines: number; linesWithCost: number }> {
  const [found] = await rows(
    connection,
    `select coalesce(sum(lines), 0)::bigint as lines, coalesce(sum(lines) filter (not cost_unknown), 0)::bigint as with_cost
     from int_document where wins and fact = 'sale_line' and (cost_unknown or cost_minor <> 0 or units_micro <> 0)`,
  );
  return { lines: Number(found!.lines), linesWithCost: Number(found!.with_cost) };
}

/** By customer: amounts between two days, both included, that no sum contains because their currency has no rate. */
export async function unvaluedBetween(
  connection: DuckDBConnection,
  of: { fact: 'sale_line' | 'payment'; first: string; last: string },
): Promise<Map<string, { currency: string; netMinor: string }[]>> {
  const found = await rows(
    connection,
    `select code.customer_id::varchar as id, told.other_currency as currency, sum(told.amount_minor)::varchar as minor
     from valued_document as told join code using (code_no)
     where told.other_currency is not null and told.wins and told.fact = $fact::fact and told.happened_on between $first::date and $last::date
       and code.customer_id is not null and exists (from mart_customer_unvalued)
     group by all having sum(told.amount_minor) <> 0 order by 1, 2`,
    of,
  );
  const byCustomer = Map.groupBy(found, ({ id }) => id as string);
  return new Map(
    [...byCustomer].map(([id, amounts]) => [
      id,
      amounts.map(({ currency, minor }) => ({ currency: currency as string, netMinor: minor as string })),
    ]),
  );
}

export async function unvaluedAmounts(connection: DuckDBConnection): Promise<(UnvaluedAmount & { customers: number })[]> {
  const found = await rows(
    connection,
    `select currency, sum(revenue_minor)::bigint as revenue_minor, sum(payments_minor)::bigint as payments_minor,
       count(distinct customer_id)::integer as customers
     from mart_customer_unvalued group by currency order by currency`,
  );
  return found.map((row) => camel<UnvaluedAmount & { customers: number }>(row));
}

async function rows(connection: DuckDBConnection, sql: string, values: Record<string, string | bigint | number> = {}): Promise<Row[]> {
  return (await connection.runAndReadAll(sql, values)).getRowObjectsJS();
}

/** snake_case columns as the fields of the same name. */
function camel<T>(row: Row): T {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value]),
  ) as T;
}
