import { existsSync, statSync } from 'node:fs';
import type pg from 'pg';
import { createKeyring, keyFileOf } from '../../platform/keyring/keyring.ts';
import { loadKeys } from '../keys.ts';
import type { ServerConfig } from '../load-settings.ts';
import type { Say } from '../words.ts';
import { type Finding, finding } from './finding.ts';

/** Where sealed texts are kept, and who each is of. */
const sealedTexts = [
  {
    check: 'secrets_mailboxes',
    query: 'select address as name, secrets as sealed from channel_accounts where secrets is not null',
  },
  {
    check: 'secrets_second_steps',
    query: 'select a.name, s.secret as sealed from two_factor_secrets s join agents a on a.id = s.agent_id',
  },
  {
    check: 'secrets_mails',
    query: `select kind as name, sealed_body as sealed from system_mails where state = 'queued' and sealed_body is not null`,
  },
] as const;

/** Whether the keys are there, closed to others, and those that sealed what is stored. */
export async function checkKeys(
  input: { config: ServerConfig; dataDir: string; say: Say },
  client: pg.ClientBase | null,
): Promise<Finding[]> {
  const { config, dataDir, say } = input;
  const path = keyFileOf(dataDir);
  if (config.keys === null && !existsSync(path)) return [finding('fail', 'keys_none', { place: path })];
  const keyring = createKeyring(loadKeys({ keys: config.keys, dataDir, say }));
  const findings: Finding[] = [];
  const isOpen = config.keys === null && (statSync(path).mode & 0o077) !== 0;
  if (isOpen) findings.push(finding('warn', 'keys_open', { place: path }));
  const known = new Set(keyring.marks.map(({ id }) => id));
  for (const { check, query } of client ? sealedTexts : []) {
    const { rows } = await client!.query<{ name: string; sealed: string }>(query);
    const lost = rows.filter(({ sealed }) => !known.has(sealed.split('.')[1] ?? ''));
    const names = [...new Set(lost.map(({ name }) => name))].slice(0, 5).join(', ');
    if (lost.length > 0) findings.push(finding('fail', check, { count: lost.length, names }));
  }
  if (findings.length === 0) findings.push(finding('ok', 'keys_well', { count: keyring.marks.length }));
  return findings;
}
