/** A part of a statement's line as the API shows it: a document by its type and number, what an event answered by name. */
import type { z } from '@hono/zod-openapi';
import { documentEvents } from '../../core/differentiate/costing/model.ts';
import type { Opened } from '../../flow/open-line.ts';
import type { openedLine } from '../schemas/opened-line.ts';
import { documentIdOf, documentParts } from './document-id.ts';

type Shown = z.infer<typeof openedLine>;

export function openedLineOf({ fileNames, totalMinor, parts, ...rest }: Opened, customerId: string): Shown {
  return { ...rest, totalMinor: String(totalMinor), parts: parts.map((part) => partOf(part, { customerId, fileNames })) };
}

function partOf(part: Opened['parts'][number], { customerId, fileNames }: { customerId: string; fileNames: Opened['fileNames'] }): Shown['parts'][number] {
  const amountMinor = String(part.amountMinor);
  if (part.kind === 'credit') return { kind: 'credit', month: part.month, averageMinor: String(part.averageMinor), days: part.days, permille: part.permille, amountMinor };
  const fact = { date: part.day, batch: part.batchId, fileName: fileNames.get(part.batchId) ?? '', amountMinor };
  if (part.kind === 'direct_cost') return { kind: 'direct_cost', ...fact, name: part.name, number: part.documentNumber };
  if (part.kind === 'document') {
    const { type, number } = documentParts(part.document);
    return { kind: 'document', ...fact, id: documentIdOf({ fact: 'sale_line', sourceId: part.sourceId, document: part.document, customerId }), type, number };
  }
  const { activity, pool, event, person, asked, equation, modelFrom, minutesMicro, poolMinor, poolMicro, byTime } = part;
  const { type, number } = isDocument(event) ? documentParts(part.document) : { type: '', number: part.document };
  return { kind: 'event', ...fact, activity, pool, event, type, number, person, values: JSON.parse(asked) as Record<string, number>, equation, modelFrom, minutesMicro: String(minutesMicro), poolMinor: String(poolMinor), poolMicro: String(poolMicro), byTime };
}

const isDocument = (event: string): boolean => documentEvents.some((known) => known === event);
