import type { Origin } from '@ventanilla/contracts/events';
import { sql } from 'kysely';
import type { Clock } from '../../../../platform/clock.ts';
import type { Db } from '../../../../platform/db/database.ts';
import type { FileStore } from '../../../../platform/files/file-store.ts';
import type { Ids } from '../../../../platform/ids.ts';
import type { RemoteHop } from '../authentication/authenticate-mail.ts';
import { dedupeKey } from './dedupe-key.rules.ts';

/** Received, or written by somebody of ours in a mail program. */
export type MailDirection = 'in' | 'out';
export type RawSource = 'imap' | 'smtp' | 'api';

/** A mail as it came, before anything in it is believed. */
export interface RawMail {
  source: RawSource;
  channelAccountId: string;
  bytes: Buffer;
  recipient: string | null;
  receivedAt: Date;
  /** When its own server took it, where that is known. */
  arrivedAt?: Date | null;
  /** `out`: from a Sent folder. */
  direction?: MailDirection;
  /** Who handed it over, where that was somebody outside. */
  remote?: RemoteHop | null;
  origin?: Origin;
  /** Of history: the ticket that it opens is closed from its beginning. */
  arrivesClosed?: boolean;
}

export interface StoredRaw {
  intakeId: string;
  /** The same mail was stored before; `intakeId` is the first one's. */
  duplicate: boolean;
}

/** A mail whose bytes are durable in the file store, ready for its row. */
export interface PreparedRaw extends Omit<RawMail, 'bytes'> {
  id: string;
  dedupeKey: string;
  sha256: string;
  sizeBytes: number;
}

/** Makes the bytes durable. Doing it twice, or never coming to the row, does no harm. */
export async function prepareRaw(raw: RawMail, deps: { files: FileStore; ids: Ids }): Promise<PreparedRaw> {
  const { bytes, ...rest } = raw;
  const { sha256, sizeBytes } = await deps.files.put(bytes);
  return { ...rest, id: deps.ids.uuid(), dedupeKey: dedupeKey(raw), sha256, sizeBytes };
}

interface InsertedRow {
  id: string;
  dedupe_key: string;
}

/** Writes the rows in one statement. Answers in the order given; what was known before answers its first id. */
export async function insertRaws(
  mails: readonly PreparedRaw[],
  deps: { db: Db; clock: Clock },
): Promise<StoredRaw[]> {
  if (mails.length === 0) return [];
  const now = deps.clock.now();
  const rows = JSON.stringify(
    mails.map((mail) => ({
      id: mail.id,
      channel_account_id: mail.channelAccountId,
      source: mail.source,
      origin: mail.origin ?? 'live',
      dedupe_key: mail.dedupeKey,
      sha256: mail.sha256,
      size_bytes: mail.sizeBytes,
      recipient: mail.recipient?.slice(0, 320) ?? null,
      received_at: mail.receivedAt,
      remote: mail.remote ?? null,
      arrived_at: mail.arrivedAt ?? null,
      direction: mail.direction ?? 'in',
      arrives_closed: mail.arrivesClosed ?? false,
    })),
  );
  const { rows: inserted } = await sql<InsertedRow>`
    with given as (
      select * from jsonb_to_recordset(${rows}::jsonb) as g(id uuid, channel_account_id uuid, source text, origin text,
        dedupe_key text, sha256 text, size_bytes bigint, recipient text, received_at timestamptz, remote jsonb,
        arrived_at timestamptz, direction text, arrives_closed boolean)),
    kept as (
      insert into files (sha256, size_bytes, created_at)
      select distinct on (sha256) sha256, size_bytes, ${now}::timestamptz from given order by sha256
      on conflict (sha256) do update set unreferenced_since = null
      returning sha256)
    insert into inbound_raw (id, channel_account_id, source, origin, dedupe_key, sha256, size_bytes, recipient,
      received_at, remote, arrived_at, direction, arrives_closed, state, next_try_at)
    select g.id, g.channel_account_id, g.source, g.origin, g.dedupe_key, g.sha256, g.size_bytes, g.recipient,
      g.received_at, nullif(g.remote, 'null'), g.arrived_at, g.direction, g.arrives_closed, 'waiting', ${now}::timestamptz
    from given g order by g.dedupe_key
    on conflict (dedupe_key) do nothing
    returning id, dedupe_key`.execute(deps.db);
  const isNew = new Set(inserted.map(({ id }) => id));
  const firstIds = await findByKeys(
    mails.filter(({ id }) => !isNew.has(id)).map((mail) => mail.dedupeKey),
    deps.db,
  );
  return mails.map(({ id, dedupeKey: key }) =>
    isNew.has(id)
      ? { intakeId: id, duplicate: false }
      : { intakeId: firstIds.get(key) ?? id, duplicate: true },
  );
}

async function findByKeys(keys: readonly string[], db: Db): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('inbound_raw')
    .select(['id', 'dedupe_key'])
    .where('dedupe_key', 'in', keys)
    .execute();
  return new Map(rows.map((row) => [row.dedupe_key, row.id]));
}
