import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { systemClock } from '../../platform/clock.ts';
import { type Finding, finding } from './finding.ts';

const warnBytes = 2 * 1024 ** 3;
const failBytes = 256 * 1024 ** 2;
/** A file just stored may not have its row yet. */
const settledMs = 24 * 3_600_000;
/** Hashes named in words; the rest is a number. */
const namedMax = 3;

/** Room on the disk of the data. */
export async function checkDisk(dataDir: string): Promise<Finding> {
  const disk = await statfs(dataDir).catch(() => null);
  if (!disk) return finding('fail', 'disk_unreadable', { folder: dataDir });
  const free = disk.bavail * disk.bsize;
  const params = { gigabytes: (free / 1024 ** 3).toFixed(1), folder: dataDir };
  if (free < failBytes) return finding('fail', 'disk_full', params);
  return free < warnBytes ? finding('warn', 'disk_low', params) : finding('ok', 'disk_enough', params);
}

/** Rows without their bytes, and bytes without a row. */
export async function checkFiles(root: string, client: pg.ClientBase): Promise<Finding[]> {
  const stored = await listStored(root);
  const { rows } = await client.query<{ sha256: string; size_bytes: string; wanted: boolean }>(
    'select sha256, size_bytes, unreferenced_since is null as wanted from files',
  );
  const missing: string[] = [];
  for (const { sha256, size_bytes, wanted } of rows) {
    const size = stored.get(sha256)?.size;
    stored.delete(sha256);
    if (wanted && size !== Number(size_bytes)) missing.push(sha256);
  }
  const limit = systemClock.now().getTime() - settledMs;
  const loose = [...stored.values()].filter(({ changedMs }) => changedMs < limit).length;
  const findings: Finding[] = [];
  if (missing.length > 0) {
    const some = missing.slice(0, namedMax).join(', ');
    findings.push(finding('fail', 'files_missing', { count: missing.length, some }));
  }
  if (loose > 0) findings.push(finding('warn', 'files_loose', { count: loose }));
  if (findings.length === 0) findings.push(finding('ok', 'files_match', { count: rows.length }));
  return findings;
}

async function listStored(root: string): Promise<Map<string, { size: number; changedMs: number }>> {
  const stored = new Map<string, { size: number; changedMs: number }>();
  const names = (folder: string) => readdir(folder).catch(() => []);
  for (const first of await names(root)) {
    for (const second of await names(join(root, first))) {
      for (const name of await names(join(root, first, second))) {
        const found = await stat(join(root, first, second, name)).catch(() => null);
        if (found) stored.set(name, { size: found.size, changedMs: found.mtimeMs });
      }
    }
  }
  return stored;
}
