import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const bin = '/usr/lib/postgresql/15/bin';

/** Debian's PostgreSQL 15 may be started here: it is installed and we are root. */
export const hasDebianPostgres = existsSync(join(bin, 'pg_ctl')) && process.getuid?.() === 0;

interface DebianPostgres {
  superuserUrl: string;
  /** As a crash: no session ends in order, and what was committed is recovered from the log. */
  restartAtOnce(): Promise<void>;
  stop(): void;
}

/**
 * A throw-away cluster of Debian's PostgreSQL 15 on a socket in /tmp. Needs root (it runs as `postgres`). `durable`: a
 * commit that was answered survives a crash of PostgreSQL, though not one of the machine.
 */
export function startDebianPostgres(options: { durable?: boolean } = {}): DebianPostgres {
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
  const flags = `-k ${dir} -c listen_addresses='' -c fsync=off -c synchronous_commit=${options.durable ? 'on' : 'off'} -c full_page_writes=off -c max_connections=200`;
  asPostgres('pg_ctl', ['-D', data, '-w', '-l', join(dir, 'log'), '-o', flags, 'start']);
  return {
    superuserUrl: `postgresql://postgres@/postgres?host=${encodeURIComponent(dir)}`,
    async restartAtOnce() {
      await promisify(execFile)('setpriv', [
        '--reuid=postgres',
        '--regid=postgres',
        '--clear-groups',
        join(bin, 'pg_ctl'),
        '-D',
        data,
        '-w',
        '-l',
        join(dir, 'log'),
        '-o',
        flags,
        '-m',
        'immediate',
        'restart',
      ]);
    },
    stop() {
      asPostgres('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
