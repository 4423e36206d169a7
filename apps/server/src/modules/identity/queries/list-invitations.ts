import type { Invitation } from '@ventanilla/contracts/invitations';
import { type Clock, toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';

interface Deps {
  db: Db;
  clock: Clock;
}

/** Invitations that wait, newest first; those that ran out too, since they can be sent again. */
export async function listInvitations({ db, clock }: Deps): Promise<Invitation[]> {
  const rows = await pendingInvitations(db).orderBy('i.sent_at', 'desc').orderBy('i.id', 'desc').execute();
  return rows.map((row) => toInvitation(row, clock.now()));
}

/** One that waits. Throws `invitations.not_found`. */
export async function readInvitation({ id }: { id: string }, { db, clock }: Deps): Promise<Invitation> {
  const row = await pendingInvitations(db).where('i.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('invitations.not_found');
  return toInvitation(row, clock.now());
}

function pendingInvitations(db: Db) {
  return db
    .selectFrom('invitations as i')
    .leftJoin('agents as a', 'a.id', 'i.invited_by')
    .selectAll('i')
    .select(['a.id as inviter_id', 'a.name as inviter_name'])
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof pendingInvitations>['execute']>>[number];

function toInvitation(row: Row, now: Date): Invitation {
  const invitedBy = row.inviter_id === null ? null : { id: row.inviter_id, name: row.inviter_name ?? '' };
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roleKey: row.role_key,
    language: row.language,
    invitedBy,
    sentAt: toInstant(row.sent_at),
    expiresAt: toInstant(row.expires_at),
    expired: row.expires_at.getTime() <= now.getTime(),
  };
}
