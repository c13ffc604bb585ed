/** Who did what, when, and what was before: written in the transaction of the change itself. */
import type { Sight } from '../../core/access/sight.ts';
import type { Tx } from '../database.ts';

export interface Event {
  /** The first owner acts before the records know him. */
  actor: Sight | { firstOwner: string };
  verb: string;
  subject: string;
  subjectId: string;
  before: unknown;
  after: unknown;
}

export async function recordEvent(tx: Tx, event: Event): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      actor: 'firstOwner' in event.actor ? event.actor.firstOwner : event.actor.id,
      verb: event.verb,
      subject: event.subject,
      subject_id: event.subjectId,
      before: event.before === null ? null : JSON.stringify(event.before),
      after: event.after === null ? null : JSON.stringify(event.after),
    })
    .execute();
}
