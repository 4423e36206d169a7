import type { OwnSession } from '@ventanilla/contracts/account';
import { sql } from 'kysely';
import { type Clock, toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { describeDevice } from '../device.rules.ts';

interface SessionRow {
  id: string;
  createdAt: Date;
  updatedAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
}

/** An agent's sessions that have not ended, the last used first. */
export async function listSessions(
  input: { agentId: string; sessionId: string | null },
  { db, clock }: { db: Db; clock: Clock },
): Promise<OwnSession[]> {
  const { rows } = await sql<SessionRow>`
    select s.id, s."createdAt", s."updatedAt", s."ipAddress", s."userAgent"
    from auth.session s join agents a on s."userId" = a.auth_user_id
    where a.id = ${input.agentId} and s."expiresAt" > ${clock.now()}
    order by s."updatedAt" desc, s.id desc`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    ...describeDevice(row.userAgent ?? ''),
    address: row.ipAddress || null,
    openedAt: toInstant(row.createdAt),
    lastSeenAt: toInstant(row.updatedAt),
    current: row.id === input.sessionId,
  }));
}
