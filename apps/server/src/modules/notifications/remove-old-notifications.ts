import { noticeDaysKept, readDaysKept } from '@ventanilla/contracts/notifications';
import { sql } from 'kysely';
import type { Platform } from '../../platform/platform.ts';

const dayMs = 86_400_000;

/** Forgets what was read long ago, and what nobody read in still longer; what is put off comes back first. */
export async function removeOldNotifications({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<void> {
  const before = (days: number) => new Date(clock.now().getTime() - days * dayMs);
  await sql`delete from notifications
    where postponed_until is null
      and (at < ${before(noticeDaysKept)} or (at < ${before(readDaysKept)} and read_at is not null))`.execute(
    db,
  );
}
