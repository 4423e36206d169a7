import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/**
 * Whether a mail is here already, by its Message-ID, and whether what it refers to is. Ids are without angle brackets.
 */
export async function findConversation(
  input: { externalId: string; referenceIds: readonly string[] },
  db: Db,
): Promise<{ isHere: boolean; isKnown: boolean }> {
  const { rows } = await sql<{ isHere: boolean; isKnown: boolean }>`
    select exists (select 1 from messages where external_id = ${input.externalId}) as "isHere",
      exists (select 1 from messages where external_id = any(${[...input.referenceIds]}::text[])) as "isKnown"`.execute(
    db,
  );
  return rows[0]!;
}
