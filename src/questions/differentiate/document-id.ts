/** A document's id in the API: its fact, source and identity, in one opaque word that an address can hold. */

export interface DocumentIdentity {
  fact: 'sale_line' | 'payment';
  sourceId: string;
  document: string;
  customerId: string;
}

export function documentIdOf(identity: DocumentIdentity): string {
  return Buffer.from(JSON.stringify([identity.fact, identity.sourceId, identity.document, identity.customerId])).toString('base64url');
}

/** Null where the word was not made here. */
export function parseDocumentId(id: string): DocumentIdentity | null {
  try {
    const [fact, sourceId, document, customerId] = JSON.parse(Buffer.from(id, 'base64url').toString()) as unknown[];
    if (
      (fact !== 'sale_line' && fact !== 'payment') ||
      typeof sourceId !== 'string' ||
      typeof document !== 'string' ||
      typeof customerId !== 'string'
    )
      return null;
    return { fact, sourceId, document, customerId };
  } catch {
    return null;
  }
}

/** The parts of a document's identity within its source: seller, type, number, calendar year. */
export function documentParts(document: string): { seller: string; type: string; number: string } {
  const [seller = '', type = '', number = ''] = document.split('\u001f');
  return { seller, type, number: number.startsWith('@') ? '' : number };
}
