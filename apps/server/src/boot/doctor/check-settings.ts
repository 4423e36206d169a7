import type pg from 'pg';
import { backupHealth } from '../../modules/backups/index.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';
import type { ServerConfig } from '../load-settings.ts';
import { type Finding, finding } from './finding.ts';

const loopback = ['127.0.0.1', '::1', 'localhost'];

/** Settings that are allowed but seldom meant. */
export function checkAddress(config: ServerConfig): Finding {
  const { publicUrl, host } = config;
  if (publicUrl === null) {
    return loopback.includes(host) ? finding('ok', 'url_local') : finding('warn', 'url_none', { host });
  }
  const { protocol, hostname } = new URL(publicUrl);
  const isPrivate =
    loopback.includes(hostname) || /^(10\.|192\.168\.)|\.(local|lan|internal)$/.test(hostname);
  return protocol === 'http:' && !isPrivate
    ? finding('warn', 'url_plain', { url: publicUrl })
    : finding('ok', 'url_well', { url: publicUrl });
}

/** The company's time zone, by which days and backups count. */
export async function checkTimeZone(client: pg.ClientBase): Promise<Finding> {
  const { rows } = await client.query<{ time_zone: string }>('select time_zone from brands limit 1');
  const zone = rows[0]?.time_zone;
  if (zone === undefined) return finding('warn', 'not_set_up');
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return finding('ok', 'zone_well', { zone });
  } catch {
    return finding('fail', 'zone_unknown', { zone });
  }
}

/** How old the last good backup is. */
export async function checkBackups(db: Db): Promise<Finding> {
  const { health, lastGoodAt } = await backupHealth({ db, now: systemClock.now() });
  const at = lastGoodAt ?? '';
  if (health === 'off') return finding('warn', 'backups_off');
  if (health === 'late') return finding('fail', lastGoodAt ? 'backups_late' : 'backups_never', { at });
  return lastGoodAt ? finding('ok', 'backups_well', { at }) : finding('ok', 'backups_soon');
}
