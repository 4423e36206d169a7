import { sql } from 'kysely';
import type { Work } from '../../../platform/work.ts';

/** Holds a person's row to the end of the transaction: what is said of them is said by one after the other. */
export async function lockContact({ contactId }: { contactId: string }, work: Work): Promise<void> {
  await sql`select from contacts where id = ${contactId} for no key update`.execute(work.tx);
}
