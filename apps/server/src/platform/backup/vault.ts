import type { BackupManifest } from './manifest.ts';

/** Where a copy is being written: a folder that keeps many copies, or one file. */
export interface BackupSink {
  /** Writes one entry whose length is not known before; its measure is that of the bytes stored. */
  put(entry: string, source: AsyncIterable<Buffer>): Promise<void>;
  /** Whether the bytes of this file are kept already, from an earlier copy. */
  hasFile(file: { sha256: string; sizeBytes: number }): Promise<boolean>;
  putFile(file: { sha256: string; sizeBytes: number }, source: AsyncIterable<Buffer>): Promise<void>;
  /** Makes everything durable and gives the copy its name; before this it is not a copy. */
  finish(manifest: BackupManifest): Promise<void>;
  /** Removes what was written. */
  abort(): Promise<void>;
  /** Path of the finished copy. */
  place: string;
}

/** A finished copy. */
export interface BackupSource {
  manifest: BackupManifest;
  place: string;
  /** Bytes of an entry; fails with `damaged` where there is none. */
  read(entry: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
}
