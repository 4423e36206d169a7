import type { FolderRow } from './folder.store.ts';
import type { Described } from './read-mails.ts';

/** A server's clock and ours may differ by this much; a mail more is better than one less. */
const clockSlackMs = 600_000;

/** From before the first connection: left alone, and taken in only by an import. */
export function isOld({ uid, arrivedAt }: Pick<Described, 'uid' | 'arrivedAt'>, row: FolderRow): boolean {
  const began = row.began_at.getTime() - clockSlackMs;
  return uid <= row.old_until_uid && arrivedAt !== null && arrivedAt.getTime() < began;
}
