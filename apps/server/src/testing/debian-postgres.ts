import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const bin = '/usr/lib/postgresql/15/bin';

/** A throw-away cluster of Debian's PostgreSQL 15 on a socket in /tmp. Needs root (it runs as `postgres`). */
export function startDebianPostgres(): { superuserUrl: string; stop(): void } {
  const dir = mkdtempSync('/tmp/vt-pg15-');
  execFileSync('chown', ['postgres', dir]);
  const asPostgres = (command: string, args: string[]) =>
    execFileSync(
      'setpriv',
      ['--reuid=postgres', '--regid=postgres', '--clear-groups', join(bin, command), ...args],
      {
        stdio: 'pipe',
        cwd: dir,
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      },
    );
  const data = join(dir, 'data');
  asPostgres('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--auth=trust',
    '-N',
  ]);
  const flags = `-k ${dir} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200`;
  asPostgres('pg_ctl', ['-D', data, '-w', '-l', join(dir, 'log'), '-o', flags, 'start']);
  return {
    superuserUrl: `postgresql://postgres@/postgres?host=${encodeURIComponent(dir)}`,
    stop() {
      asPostgres('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
