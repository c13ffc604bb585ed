/** A customer as the API shows it, out of its scorecard. */
import type { z } from '@hono/zod-openapi';
import { asJson } from '../../core/differentiate/fields.ts';
import { type ListedCustomer, listedFields } from '../../records/customers/list.ts';
import type { customerRow } from '../schemas/customers.ts';

export function customerRowOf(row: ListedCustomer, hasUnvalued: boolean): z.infer<typeof customerRow> {
  return {
    id: row.id,
    name: row.name,
    codes: row.codes,
    owner: row.owner,
    ...asJson(row, listedFields),
    daysSinceLastShipment: row.days_since_last_shipment,
    region: row.region,
    group: row.company_group,
    industry: row.industry,
    hasUnvalued,
    unvaluedInWindow: row.unvalued ?? [],
    notValued: row.not_valued,
  };
}
