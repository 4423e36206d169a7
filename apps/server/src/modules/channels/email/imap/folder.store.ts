import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Database, Db } from '../../../../platform/db/database.ts';

export type FolderRow = Selectable<Database['mailbox_folders']>;

interface OpenedFolder {
  channelAccountId: string;
  folder: string;
  uidValidity: string;
  uidNext: number;
  /** It was made after the first connection: all that is in it is new. */
  isYoung?: boolean;
  now: Date;
}

/**
 * How far a folder was fetched. The first time: from now on; what is there already comes only by an import.
 * When the server numbered its mail anew (UIDVALIDITY, RFC 3501 §2.3.1.1), from the beginning: what is known stays
 * one by its key, what arrived before the first connection stays out.
 */
export async function openFolder(input: OpenedFolder, db: Db): Promise<FolderRow> {
  const { channelAccountId, folder, uidValidity, now } = input;
  const newest = input.uidNext - 1;
  const from = input.isYoung ? 0 : newest;
  const { rows } = await sql<FolderRow>`
    insert into mailbox_folders as f (channel_account_id, folder, uid_validity, last_uid, marked_uid, old_until_uid,
      began_at, updated_at)
    values (${channelAccountId}, ${folder}, ${uidValidity}, ${from}, ${from}, ${from}, ${now}, ${now})
    on conflict (channel_account_id, folder) do update set
      uid_validity = excluded.uid_validity,
      last_uid = case when f.uid_validity = excluded.uid_validity then f.last_uid else 0 end,
      marked_uid = case when f.uid_validity = excluded.uid_validity then f.marked_uid else 0 end,
      old_until_uid = case when f.uid_validity = excluded.uid_validity then f.old_until_uid else ${newest} end
    returning *`.execute(db);
  return rows[0]!;
}

/** A folder as it was opened last; undefined before the first time. */
export async function findFolder(
  input: { channelAccountId: string; folder: string },
  db: Db,
): Promise<FolderRow | undefined> {
  const { rows } = await sql<FolderRow>`select * from mailbox_folders
    where channel_account_id = ${input.channelAccountId} and folder = ${input.folder}`.execute(db);
  return rows[0];
}

/** In the transaction that stored the mails up to `uid`. */
export async function advanceFolder(
  input: { row: FolderRow; uid: number; now: Date },
  tx: Db,
): Promise<void> {
  const { row, uid, now } = input;
  await sql`update mailbox_folders set last_uid = greatest(last_uid, ${uid}), updated_at = ${now}
    where channel_account_id = ${row.channel_account_id} and folder = ${row.folder}
      and uid_validity = ${row.uid_validity}`.execute(tx);
  await touchFetched({ channelAccountId: row.channel_account_id, now }, tx);
}

/** The mails up to `uid` are marked read, or moved. */
export async function advanceMarked(input: { row: FolderRow; uid: number }, db: Db): Promise<void> {
  const { row, uid } = input;
  await sql`update mailbox_folders set marked_uid = greatest(marked_uid, ${uid})
    where channel_account_id = ${row.channel_account_id} and folder = ${row.folder}
      and uid_validity = ${row.uid_validity}`.execute(db);
}

/** The mailbox was looked at. */
export async function touchFetched(input: { channelAccountId: string; now: Date }, db: Db): Promise<void> {
  await sql`update channel_accounts set last_fetched_at = ${input.now} where id = ${input.channelAccountId}`.execute(
    db,
  );
}
