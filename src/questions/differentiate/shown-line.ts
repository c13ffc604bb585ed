/** A part of a statement's line as programs are shown it, over the API and at the command line: a document by its type and number, what an event answered by name. */
import { documentEvents } from '../../core/differentiate/costing/model.ts';
import { documentIdOf, documentParts } from './document-id.ts';
import type { Opened } from './open-line.ts';

export type ShownLine = ReturnType<typeof shownLine>;

export function shownLine({ fileNames, totalMinor, parts, ...rest }: Opened, customerId: string) {
  return { ...rest, totalMinor: String(totalMinor), parts: parts.map((part) => partOf(part, { customerId, fileNames })) };
}

function partOf(part: Opened['parts'][number], { customerId, fileNames }: { customerId: string; fileNames: Opened['fileNames'] }) {
  const amountMinor = String(part.amountMinor);
  if (part.kind === 'credit')
    return {
      kind: 'credit' as const,
      month: part.month,
      averageMinor: String(part.averageMinor),
      days: part.days,
      permille: part.permille,
      amountMinor,
    };
  const fact = { date: part.day, batch: part.batchId, fileName: fileNames.get(part.batchId) ?? '', amountMinor };
  if (part.kind === 'direct_cost') return { kind: 'direct_cost' as const, ...fact, name: part.name, number: part.documentNumber };
  if (part.kind === 'document') {
    const { type, number } = documentParts(part.document);
    return {
      kind: 'document' as const,
      ...fact,
      id: documentIdOf({ fact: 'sale_line', sourceId: part.sourceId, document: part.document, customerId }),
      type,
      number,
    };
  }
  const { activity, pool, event, person, asked, equation, modelFrom, minutesMicro, poolMinor, poolMicro, byTime } = part;
  const { type, number } = isDocument(event) ? documentParts(part.document) : { type: '', number: part.document };
  return {
    kind: 'event' as const,
    ...fact,
    activity,
    pool,
    event,
    type,
    number,
    person,
    values: JSON.parse(asked) as Record<string, number | string>,
    equation,
    modelFrom,
    minutesMicro: String(minutesMicro),
    poolMinor: String(poolMinor),
    poolMicro: String(poolMicro),
    byTime,
  };
}

const isDocument = (event: string): boolean => documentEvents.some((known) => known === event);
