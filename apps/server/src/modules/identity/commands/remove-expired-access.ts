import { sql } from 'kysely';
import type { Platform } from '../../../platform/platform.ts';

/** Removes sessions, links and sign-ins under way that are past their time: nobody can use them, and nobody needs them. */
export async function removeExpiredAccess({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  await sql`delete from auth.session where "expiresAt" < ${now}`.execute(db);
  await sql`delete from auth.verification where "expiresAt" < ${now}`.execute(db);
  await sql`delete from setup_tokens where expires_at < ${now}`.execute(db);
  await sql`delete from password_resets where expires_at < ${now}`.execute(db);
  await sql`delete from sign_in_challenges where expires_at < ${now}`.execute(db);
}
