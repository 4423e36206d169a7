import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

/**
 * What the tests need beyond npm packages: the file that tells whether it is here, Debian's package that brings
 * it, and what is lost without it.
 */
export const systemPackages = {
  chromium: { file: '/usr/bin/chromium', package: 'chromium', without: 'the browser journeys are skipped' },
  dovecot: {
    file: '/usr/sbin/dovecot',
    package: 'dovecot-imapd',
    without: 'the tests with a real IMAP server are skipped',
  },
  postgres15: {
    file: '/usr/lib/postgresql/15/bin/postgres',
    package: 'postgresql-15',
    without: 'the repetition on PostgreSQL 15 is skipped',
  },
};

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a system package is here, by its key in `systemPackages`. */
export const isPresent = (key) => isExecutable(systemPackages[key].file);

function apt(args) {
  return spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 10 * 60 * 1000,
  });
}

/** Why apt cannot be used here, or null where it can. */
function aptObstacle() {
  if (process.platform !== 'linux' || !isExecutable('/usr/bin/apt-get')) return 'there is no apt-get here';
  if (process.getuid?.() !== 0) return 'only root may install it';
  return null;
}

/**
 * Installs with apt those of the wanted system packages that are missing, where it may (root, with apt-get), and
 * says what remains missing and what is skipped for it. Never ends the process: a missing one skips tests only.
 * @param {{ wanted: (keyof typeof systemPackages)[], print: (line: string) => void }} options
 */
export function provideSystemPackages({ wanted, print }) {
  const missing = wanted.filter((key) => !isPresent(key));
  if (missing.length === 0) return;

  const obstacle = aptObstacle();
  const words = new Map();
  if (obstacle === null) {
    const names = missing.map((key) => systemPackages[key].package);
    print(`Installing with apt: ${names.join(', ')}`);
    apt(['update']);
    // One by one, so that a package that this distribution lacks does not take the others with it.
    for (const key of missing) {
      const { stdout, stderr } = apt([
        'install',
        '-y',
        '--no-install-recommends',
        systemPackages[key].package,
      ]);
      words.set(key, `${stderr || stdout || ''}`.trim().split('\n').at(-1));
    }
  }
  for (const key of missing.filter((one) => !isPresent(one))) {
    const { file, package: name, without } = systemPackages[key];
    const reason = obstacle ?? `apt said: ${words.get(key)}`;
    print(`MISSING ${name} (${file}): ${reason}; ${without}.`);
  }
}
