import {
  listCopies,
  openFolderCopy,
  readFileList,
  removeCopy,
  removeUnusedFiles,
} from '../../platform/backup/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { copiesToRemove } from './backups.rules.ts';
import type { StoredSettings } from './backups.store.ts';

/**
 * Removes the copies that the schedule no longer keeps, and the files that only they named. What this installation has
 * not made by itself (a copy by the terminal, one of before a restoration) is never removed.
 */
export async function removeOldCopies(
  { settings, timeZone }: { settings: StoredSettings; timeZone: string },
  { db, clock }: Platform,
): Promise<void> {
  const { folder } = settings;
  const rows = await db
    .selectFrom('backup_runs')
    .select(['copy_id', 'started_at'])
    .where('folder', '=', folder)
    .where('copy_id', 'is not', null)
    .where('removed_at', 'is', null)
    .execute();
  const present = await listCopies(folder);
  const copies = rows
    .map(({ copy_id, started_at }) => ({ id: copy_id!, takenAt: started_at! }))
    .filter(({ id }) => present.includes(id));
  const old = copiesToRemove(copies, { ...settings, timeZone, now: clock.now() });
  if (old.length === 0) return;
  for (const id of old) {
    await removeCopy({ folder, id });
    await db.updateTable('backup_runs').set({ removed_at: clock.now() }).where('copy_id', '=', id).execute();
  }
  const used = new Set<string>();
  for (const id of await listCopies(folder)) {
    const source = await openFolderCopy({ folder, id });
    for (const { sha256 } of await readFileList(source)) used.add(sha256);
  }
  await removeUnusedFiles({ folder, used });
}
