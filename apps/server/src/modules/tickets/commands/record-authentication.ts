import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { MessageAuthentication } from '../tickets.tables.ts';

/** Writes down what was found out about where a received message came from. */
export async function recordAuthentication(
  input: { messageId: string; authentication: MessageAuthentication },
  db: Db,
): Promise<void> {
  await sql`update message_bodies b set authentication = ${JSON.stringify(input.authentication)}::jsonb
    from messages m where m.id = b.message_id and m.id = ${input.messageId} and m.direction = 'in'`.execute(
    db,
  );
}
