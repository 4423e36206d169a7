import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BackupError } from './backup-error.ts';

const count = z.number().int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const backedUpTable = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
  /** In whose order it was read; copies of before did not say, and read what is partitioned as it lay. */
  orderedBy: z.array(z.string()).default([]),
  rows: count,
  /** Of PostgreSQL's text format, as it is read from the database. */
  bytes: count,
  sha256: hash,
  /** Of the compressed entry. */
  storedBytes: count,
  storedSha256: hash,
});

/** What a copy holds, and everything needed to check it. `docs/respaldos.md` describes it. */
export const backupManifest = z.object({
  format: z.literal('ventanilla-backup'),
  formatVersion: z.literal(1),
  id: z.string(),
  /** Instant of the snapshot. */
  takenAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  productVersion: z.string(),
  postgresVersion: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Which keys sealed its secrets; never the keys. `mark` tells one key from another of the same id. */
  keys: z.array(z.object({ id: z.string(), mark: z.string() })),
  tables: z.array(backedUpTable),
  /** Tables left empty on purpose. */
  leftOut: z.array(z.string()),
  sequences: z.array(
    z.object({ schema: z.string(), name: z.string(), lastValue: z.string(), isCalled: z.boolean() }),
  ),
  partitions: z.array(z.object({ schema: z.string(), name: z.string(), of: z.string(), bound: z.string() })),
  files: z.object({
    count,
    bytes: count,
    /** Of the compressed list of hashes and sizes. */
    listSha256: hash,
    /** Files whose bytes the store did not have. */
    missing: z.array(hash),
  }),
});
export type BackupManifest = z.infer<typeof backupManifest>;
export type BackedUpTable = z.infer<typeof backedUpTable>;

export const manifestName = 'manifest.json';
export const manifestHashName = 'manifest.sha256';
export const fileListName = 'files.txt.gz';
export const entryOf = (table: { schema: string; name: string }) =>
  `database/${table.schema}.${table.name}.copy.gz`;
export const storedFileName = (sha256: string) =>
  `files/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;

/** The manifest as bytes, and the line that `sha256sum -c` reads. */
export function writeManifest(manifest: BackupManifest): { bytes: Buffer; hashLine: Buffer } {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  const sum = createHash('sha256').update(bytes).digest('hex');
  return { bytes, hashLine: Buffer.from(`${sum}  ${manifestName}\n`) };
}

/** Throws `damaged` where it is not what was written, `not_a_backup` where it is none of ours. */
export function readManifest(input: { bytes: Buffer; hashLine: Buffer; place: string }): BackupManifest {
  const { place } = input;
  const sum = createHash('sha256').update(input.bytes).digest('hex');
  if (!input.hashLine.toString().startsWith(sum)) {
    throw new BackupError('damaged', { place, entry: manifestName });
  }
  const parsed = backupManifest.safeParse(JSON.parse(input.bytes.toString()));
  if (!parsed.success) throw new BackupError('not_a_backup', { place }, parsed.error);
  return parsed.data;
}
