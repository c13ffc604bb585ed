/**
 * Which documents of the staged file another source already tells of: by number, day and sum; else by customer, day and sum; what is
 * left by its customers' sums of a day or a month. Chance is kept out: a month counts only where enough of it agrees.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { rowsOf } from '../preview/preview.ts';
import { quoted } from './both-sides.ts';

/**
 * When agreement in a month is no chance: so many documents, or that part of the side that has fewer, or one by number, day, sum and
 * customer; and of the side that has fewer at least this share in documents and in money.
 */
export const threshold = { documents: 3, part: 0.5, share: 0.02 };

/**
 * Needs told, and customer_of (source_id, code, customer_id). Makes the table pair of one other source: document, other_document,
 * how, detail, other_detail; and mine and theirs, the documents of both.
 */
export async function matchDocuments(
  connection: DuckDBConnection,
  { sourceId, otherId }: { sourceId: string; otherId: string },
): Promise<void> {
  await connection.run(`
    ${macros}
    create or replace temp table mine as ${side(sourceId)} and position is null;
    create or replace temp table theirs as ${side(otherId)} and position is not null;
    create or replace temp table pair (document varchar, other_document varchar, how varchar, detail bigint, other_detail bigint)`);
  await connection.run(equals('number', ['number_key', 'on_date', 'currency']));
  await connection.run(
    nearest('number', {
      mine: aroundDay,
      on: `mine.number_key <> '' and theirs.number_key = mine.number_key and theirs.on_date = mine.day`,
      when: alike,
    }),
  );
  // Where both number documents alike, another number is another document, unless nothing else has its sum.
  const numbered = await agreesMostly(connection);
  const sameSum = numbered
    ? `(${exact}) and ${onlyOfItsSum('mine.amount_minor')}`
    : `if(mine.number_key <> '' and theirs.number_key <> '', ${exact}, ${alike})`;
  await connection.run(
    nearest('customer', { on: 'theirs.customer_id = mine.customer_id and theirs.on_date = mine.on_date', when: sameSum }),
  );
  // Sources that are known by now to tell of the same sales tell of the same document where less than that agrees.
  const known = await agreesMostly(connection);
  if (known)
    await connection.run(
      nearest('changed', {
        on: `mine.number_key <> '' and theirs.number_key = mine.number_key and theirs.on_date = mine.on_date and theirs.customer_id = mine.customer_id`,
        when: `sign(mine.amount_minor) = sign(theirs.amount_minor) and (mine.letters = '' or theirs.letters = '' or mine.letters = theirs.letters)`,
      }),
    );
  await connection.run(equals('sum', ['on_date', 'currency'], onlyOfItsSum('amount_minor')));
  if (!known && !(await agreesMostly(connection))) await connection.run(`delete from pair where how = 'sum'`);
  if (!numbered) {
    await connection.run(customersSums('on_date', roundingOfLines));
    // Who reports by month may round; where documents agreed, what is left of a month agrees exactly or by chance.
    await connection.run(
      customersSums('month', known ? roundingOfLines : 'greatest(mine.lines, theirs.lines, abs(mine.amount_minor) // 200)'),
    );
    if (!known && !(await agreesMostly(connection))) await connection.run(`delete from pair where how in ('day', 'month')`);
  }
  await leaveOutChance(connection);
}

function side(sourceId: string): string {
  return `select told.*, customer_of.customer_id from told left join customer_of on customer_of.source_id = told.source_id and customer_of.code = told.customer_code where told.source_id = ${quoted(sourceId)}`;
}

/** Rates of value added tax by which one side may have, and the other lack, it. */
const rates = [5, 7, 8, 10, 12, 16, 18, 19, 20, 21, 22, 23, 25];

const macros = `
  create or replace temp macro rounding(a_lines, b_lines, amount) as least(greatest(a_lines, b_lines), greatest(1, abs(amount) // 100));
  -- With VAT or without it on either side; a return may be printed as a positive sum.
  create or replace temp macro sums_alike(a, a_vat, b, b_vat, tolerance) as
    abs(abs(a) - abs(b)) <= tolerance
    or (coalesce(a_vat, 0) <> 0 and abs(abs(a + a_vat) - abs(b)) <= tolerance)
    or (coalesce(b_vat, 0) <> 0 and abs(abs(a) - abs(b + b_vat)) <= tolerance)
    or (a <> 0 and coalesce(a_vat, 0) = 0 and coalesce(b_vat, 0) = 0
      and (${rates.map((rate) => `abs(abs(a) * ${100 + rate} - abs(b) * 100) <= tolerance * 100 or abs(abs(b) * ${100 + rate} - abs(a) * 100) <= tolerance * 100`).join(' or ')}));
  -- Legal ids, and branches of one, that are known and differ.
  create or replace temp macro other_entity(a_code, b_code) as
    a_code like 'id:%' and b_code like 'id:%' and (split_part(a_code, '/', 1) <> split_part(b_code, '/', 1)
      or (split_part(a_code, '/', 2) <> '' and split_part(b_code, '/', 2) <> '' and split_part(a_code, '/', 2) <> split_part(b_code, '/', 2)));
  -- An unknown seller may be any seller.
  create or replace temp macro may_be_one(a_seller, b_seller, a_customer, b_customer, a_code, b_code) as
    (a_seller = '' or b_seller = '' or a_seller = b_seller) and not (coalesce(other_entity(a_code, b_code), false) and a_customer is distinct from b_customer);`;

const mayBeOne =
  'may_be_one(mine.seller_key, theirs.seller_key, mine.customer_id, theirs.customer_id, mine.customer_code, theirs.customer_code)';
const roundingOfLines = 'rounding(mine.lines, theirs.lines, mine.amount_minor)';
const exact = `abs(abs(mine.amount_minor) - abs(theirs.amount_minor)) <= ${roundingOfLines}`;
const alike = `sums_alike(mine.amount_minor, mine.vat_minor, theirs.amount_minor, theirs.vat_minor, ${roundingOfLines})`;

const left = `
  mine_left as (select * from mine anti join pair on pair.document = mine.document),
  theirs_left as (select * from theirs anti join pair on pair.other_document = theirs.document)`;

/** What has the same keys and the same sum is paired off in its order. */
function equals(how: string, keys: string[], of = 'true'): string {
  const numbered = (from: string): string => `(
    select *, abs(amount_minor) as sum_minor, row_number() over (partition by ${keys.join(', ')}, abs(amount_minor) order by seller_key, letters, document) as nth
    from ${from} where ${keys.includes('number_key') ? `number_key <> ''` : 'amount_minor <> 0'} and ${of})`;
  return `
    insert into pair
    with ${left}
    select mine.document, theirs.document, '${how}', mine.detail, theirs.detail
    from ${numbered('mine_left')} as mine join ${numbered('theirs_left')} as theirs using (${keys.join(', ')}, sum_minor, nth)
    where ${mayBeOne}`;
}

/** Sums that occur again and again (a fee, a subscription) say nothing by themselves. */
function onlyOfItsSum(amount: string): string {
  const once = (from: string): string => `select abs(amount_minor) from ${from} group by 1 having count(*) = 1`;
  return `abs(${amount}) in (${once('mine')} intersect ${once('theirs')})`;
}

const aroundDay = '(select *, unnest([on_date - 1, on_date, on_date + 1]) as day from mine_left)';

/** Each document with the nearest that may be the same, where it is the other's nearest too. */
function nearest(how: string, of: { mine?: string; on: string; when: string }): string {
  return `
    insert into pair
    with ${left},
    candidate as (
      select mine.document, theirs.document as other_document, mine.detail, theirs.detail as other_detail,
        abs(abs(mine.amount_minor) - abs(theirs.amount_minor)) + abs(mine.on_date - theirs.on_date) as apart
      from ${of.mine ?? 'mine_left'} as mine join theirs_left as theirs on theirs.currency = mine.currency and ${of.on}
      where ${mayBeOne} and (${of.when})
    ),
    placed as (
      select *, row_number() over (partition by document order by apart, other_document) as nth, row_number() over (partition by other_document order by apart, document) as other_nth
      from candidate
    )
    select document, other_document, '${how}', detail, other_detail from placed where nth = 1 and other_nth = 1`;
}

/**
 * What is left is added up by customer and day or month: a report without numbers has one row where a register has several. The side
 * with more documents is the more detailed one; each document of the other yields to one of its documents.
 */
function customersSums(period: 'on_date' | 'month', tolerance: string): string {
  const cells = (from: string): string => `
    select customer_id, currency, ${period}, sum(amount_minor)::bigint as amount_minor, sum(vat_minor)::bigint as vat_minor, sum(lines)::bigint as lines,
      count(*) as documents, sum(detail)::hugeint as detail, arg_max(document, (detail, document)) as chief, max(detail) as chief_detail
    from ${from} where customer_id is not null group by all`;
  return `
    insert into pair
    with ${left},
    cell as (
      select mine.customer_id, mine.currency, mine.${period}, mine.chief, mine.chief_detail, theirs.chief as other_chief, theirs.chief_detail as other_chief_detail,
        (mine.documents, mine.detail) >= (theirs.documents, theirs.detail) as mine_counts
      from (${cells('mine_left')}) as mine join (${cells('theirs_left')}) as theirs using (customer_id, currency, ${period})
      where mine.amount_minor <> 0 and (sums_alike(mine.amount_minor, mine.vat_minor, theirs.amount_minor, theirs.vat_minor, ${roundingOfLines})
        or abs(mine.amount_minor - theirs.amount_minor) <= ${tolerance})
    )
    select chief, theirs_left.document, '${period === 'month' ? 'month' : 'day'}', chief_detail, 0
    from cell join theirs_left using (customer_id, currency, ${period}) where mine_counts
    union all
    select mine_left.document, other_chief, '${period === 'month' ? 'month' : 'day'}', 0, other_chief_detail
    from cell join mine_left using (customer_id, currency, ${period}) where not mine_counts`;
}

/** Documents and money of both sides in the months that both have, and what of it agrees. */
export const monthsSql = `
  with counted as (
    select month, count(*) as documents, sum(abs(amount_minor)) as minor from mine group by month
  ),
  other_counted as (
    select month, count(*) as documents, sum(abs(amount_minor)) as minor from theirs group by month
  ),
  agreed as (
    select month, count(*) as documents, sum(abs(amount_minor)) as minor from mine where document in (select document from pair) group by month
  ),
  agreed_wholly as (
    select mine.month, count(*) as certain from pair join mine using (document) join theirs on theirs.document = pair.other_document
    where how = 'number' and mine.customer_id = theirs.customer_id group by mine.month
  ),
  other_agreed as (
    select month, count(*) as documents, sum(abs(amount_minor)) as minor from theirs where document in (select other_document from pair) group by month
  )
  select month, counted.documents, other_counted.documents as other_documents, coalesce(certain, 0) as certain,
    greatest(agreed.documents, other_agreed.documents, 0) as agreed,
    greatest(agreed.documents / counted.documents, other_agreed.documents / other_counted.documents, 0) as share,
    greatest(agreed.minor / nullif(counted.minor, 0), other_agreed.minor / nullif(other_counted.minor, 0), 0) as money_share
  from counted join other_counted using (month) left join agreed using (month) left join other_agreed using (month) left join agreed_wholly using (month)`;

/** Whether most of what both could tell of agrees. */
async function agreesMostly(connection: DuckDBConnection): Promise<boolean> {
  const [found] = await rowsOf(
    connection,
    `select coalesce(sum(share * least(documents, other_documents)) / sum(least(documents, other_documents)), 0)::double as share, coalesce(sum(agreed), 0)::integer as agreed from (${monthsSql})`,
  );
  return Number(found!['share']) >= threshold.part && Number(found!['agreed']) > 0;
}

async function leaveOutChance(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    delete from pair where document not in (
      select mine.document from mine join (${monthsSql}) as told using (month)
      where (told.agreed >= ${threshold.documents} or told.share >= ${threshold.part} or told.certain > 0) and told.share >= ${threshold.share} and told.money_share >= ${threshold.share})`);
}
