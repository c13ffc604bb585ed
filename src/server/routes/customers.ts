/** Customers: the list, the card, the documents behind the card, the lines behind a document. */
import type { Sight } from '../../core/access/sight.ts';
import { join } from 'node:path';
import { z } from '@hono/zod-openapi';
import type { Context } from '../../context/context.ts';
import { netProfitUnknown } from '../../questions/differentiate/net-profit-unknown.ts';
import { asJson } from '../../core/differentiate/fields.ts';
import { explainCustomer } from '../../questions/differentiate/explain-customer.ts';
import { cardFields, findScored, listCustomers, ownerNames } from '../../records/customers/list.ts';
import { notValued } from '../../records/runs/overview.ts';
import { currentRun } from '../../records/runs/reader.ts';
import { currencyOfSums } from '../../records/rules/company-currency.ts';
import { month as monthOf } from '../schemas/common.ts';
import { customerCard, customersPage, customersQuery, documentLines, documentsPage } from '../schemas/customers.ts';
import { filtersAsked } from '../schemas/fields.ts';
import { endpoint } from '../endpoint.ts';
import { router } from '../env.ts';
import { orRefuse, refuse } from '../problems.ts';
import { customerRowOf } from '../views/customers.ts';
import { documentIdOf, documentParts, parseDocumentId } from '../../questions/differentiate/document-id.ts';

const byId = z.object({ id: z.string().max(2000) });

export const customerRoutes = router()
  .openapi(
    endpoint({
      method: 'get',
      path: '/customers',
      permission: 'customers.see',
      tags: ['customers'],
      summary: 'Customers with their classes: search, filter, sort, page',
      query: customersQuery,
      answer: ['A page of customers', customersPage],
    }),
    async (c) => {
      const query = c.req.valid('query');
      const context = c.get('context');
      const sight = c.get('sight');
      const among = await whoWere(context, sight, query);
      const found = await context.records.read(sight, async (tx) => {
        const run = await currentRun(tx);
        return {
          ...(await listCustomers(tx, {
            ...filtersAsked(query),
            search: query.search,
            owners: query.owner === undefined ? undefined : [query.owner],
            losing: query.losing === 'true',
            notValued: query.notValued === 'true',
            among,
            sort: query.sort,
            order: query.order,
            offset: query.offset,
            limit: query.limit,
          })),
          run,
          currency: await currencyOfSums(tx),
          owners: await ownerNames(tx),
          notValued: (await notValued(tx)).customers,
        };
      });
      const unvalued = await context.metrics.for(sight).customer.withUnvalued(found.rows.map((row) => row.id));
      return c.json(
        {
          total: found.total,
          revenueMinor: found.revenueMinor,
          revenueYearMinor: found.revenueYearMinor,
          grossMarginMinor: found.grossMarginMinor,
          asOf: found.run?.as_of ?? null,
          currency: found.currency,
          owners: found.owners,
          notValued: found.notValued,
          netProfitUnknown: await netProfitUnknown(context, sight),
          rows: found.rows.map((row) => customerRowOf(row, unvalued.has(row.id))),
        },
        200,
      );
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/customers/{id}',
      permission: 'customers.see',
      tags: ['customers'],
      summary: 'What one customer is worth, and why',
      params: byId,
      answer: ['The card', customerCard],
      refusals: { 404: 'None that you may see' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const known = orRefuse(await explainCustomer(c.get('context'), c.get('sight'), id), 'no_such_customer', { customer: id });
      const { listed, ...rest } = known;
      return c.json(
        {
          ...rest,
          ...customerRowOf(listed, known.unvalued.length > 0),
          taxId: listed.tax_id,
          branchId: listed.branch_id,
          ...asJson(listed, cardFields),
        },
        200,
      );
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/customers/{id}/documents',
      permission: 'customers.see',
      tags: ['customers'],
      summary: 'The documents behind a customer, the latest first',
      params: byId,
      query: z.object({
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(50),
        month: monthOf.optional(),
      }),
      answer: ['A page of documents', documentsPage],
      refusals: { 404: 'None that you may see' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const { offset, limit, month } = c.req.valid('query');
      const context = c.get('context');
      // Facts are read through a customer whom the user may see.
      const seen = await context.records.read(c.get('sight'), async (tx) => ({
        customer: await findScored(tx, id),
        batches: await tx
          .selectFrom('entry')
          .innerJoin('source', 'source.id', 'entry.source_id')
          .leftJoin('import', 'import.id', 'entry.import_id')
          .select(['entry.id', 'file_name', 'source.name'])
          .execute(),
      }));
      orRefuse(seen.customer, 'no_such_customer', { customer: id });
      const page = await context.metrics
        .for(c.get('sight'))
        .customer.documents(id, { offset, limit, ...(month === undefined ? {} : { month }) });
      const batches = new Map(seen.batches.map((batch) => [batch.id, batch]));
      return c.json(
        {
          total: page.total,
          rows: page.documents.map((document) => ({
            id: documentIdOf({ fact: document.fact, sourceId: document.sourceId, document: document.document, customerId: id }),
            fact: document.fact === 'sale_line' ? ('sale' as const) : ('payment' as const),
            kind: document.kind,
            manager: document.manager,
            type: documentParts(document.document).type,
            number: documentParts(document.document).number,
            date: document.day,
            lines: document.lines,
            currency: document.currency,
            netMinor: String(document.amountMinor),
            costMinor: document.grossMarginMinor === null ? null : String(document.amountMinor - document.grossMarginMinor),
            valuedMinor: document.valuedMinor === null ? null : String(document.valuedMinor),
            ratedOn: document.ratedOn,
            source: batches.get(document.batchId)?.name ?? '',
            batch: document.batchId,
            fileName: batches.get(document.batchId)?.file_name ?? '',
          })),
        },
        200,
      );
    },
  )
  .openapi(
    endpoint({
      method: 'get',
      path: '/documents/{id}/lines',
      permission: 'customers.see',
      tags: ['customers'],
      summary: 'The lines of a document',
      params: byId,
      answer: ['Lines', documentLines],
      refusals: { 404: 'None that you may see' },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const identity = parseDocumentId(id);
      const context = c.get('context');
      const customer =
        identity === null ? undefined : await context.records.read(c.get('sight'), (tx) => findScored(tx, identity.customerId));
      if (identity === null || customer === undefined) return refuse('no_such_document', { document: id });
      const lines = await context.metrics.for(c.get('sight')).customer.lines({
        sourceId: identity.sourceId,
        document: identity.document,
        customerId: identity.customerId,
      });
      const text = (amount: bigint | null): string | null => (amount === null ? null : String(amount));
      return c.json(
        {
          rows: lines.map((line) => ({
            rowNumber: line.rowNumber,
            lineNumber: line.lineNumber,
            product: line.product,
            productCode: line.productCode,
            unit: line.unit,
            quantity: line.quantityMicro === null ? null : quantityText(line.quantityMicro),
            listMinor: text(line.listMinor),
            discountMinor: text(line.discountMinor),
            netMinor: String(line.netMinor),
            costMinor: text(line.costMinor),
            kind: line.kind,
          })),
        },
        200,
      );
    },
  );

/** Who of those that are seen had the classes asked for a month before; undefined where none is asked for. */
async function whoWere(
  context: Context,
  sight: Sight,
  { activityBefore, tierBefore }: z.infer<typeof customersQuery>,
): Promise<string[] | undefined> {
  if (activityBefore === undefined && tierBefore === undefined) return undefined;
  const run = await context.records.read(sight, currentRun);
  if (run?.history_file == null) return [];
  return context.metrics.for(sight).overview.customersWhoWere(join(context.config.dataDir, run.history_file), {
    ...(activityBefore === undefined ? {} : { activity: activityBefore === 'active' ? ['stabilised', 'unstabilised'] : [activityBefore] }),
    ...(tierBefore === undefined ? {} : { tier: [tierBefore] }),
  });
}

/** Millionths as a decimal without idle zeros. */
function quantityText(micro: bigint): string {
  const digits = (micro < 0n ? -micro : micro).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return `${micro < 0n ? '-' : ''}${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
}
