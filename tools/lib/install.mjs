import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { withFolderLock } from './folder-lock.mjs';
import { inRoot, root } from './paths.mjs';
import { say } from './say.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

/**
 * Whether what npm recorded in node_modules/.package-lock.json is what package-lock.json asks for, so that an
 * `npm ci` or `npm install` made by hand is not repeated. Packages for other platforms may be absent.
 * @param {{ wanted: object, installed: object }} locks both files, parsed
 */
export function installedMatches({ wanted, installed }) {
  return Object.entries(wanted.packages ?? {}).every(([path, entry]) => {
    if (path === '' || entry.link === true || !path.includes('node_modules/')) return true;
    const found = installed.packages?.[path];
    if (found === undefined)
      return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Installs the dependencies of the lockfile with `npm ci` unless they are there already. Build tools are
 * development dependencies, so NODE_ENV=production in the environment must not leave them out.
 * Quiet; npm's own words are shown when it fails, and then the process ends with status 1.
 */
export function ensureInstalled() {
  if (isInstalled()) return;
  withFolderLock(
    {
      path: inRoot('.cache', 'installing'),
      onWait: () =>
        say(
          'Otra instalación está en marcha en esta carpeta; esperando… / Another installation is under way…',
        ),
    },
    // The other one may have done it.
    () => isInstalled() || install(),
  );
}

/** Where the stamp stands, and what it says when this lockfile is installed for this machine. */
function wantedStamp(lockfile) {
  const hash = createHash('sha256').update(lockfile).digest('hex');
  return {
    path: inRoot('node_modules', '.ventanilla-lock'),
    stamp: `${hash} ${process.platform}-${process.arch}`,
  };
}

function isInstalled() {
  const lockfile = readFileSync(inRoot('package-lock.json'), 'utf8');
  const { path, stamp } = wantedStamp(lockfile);
  if (readStamp(path) === stamp) return true;
  const installed = readJson(inRoot('node_modules', '.package-lock.json'));
  const handMade = !existsSync(path) && installed !== null;
  if (!handMade || !installedMatches({ wanted: JSON.parse(lockfile), installed })) return false;
  writeStamp(path, stamp);
  return true;
}

function install() {
  const { path, stamp } = wantedStamp(readFileSync(inRoot('package-lock.json'), 'utf8'));
  say('Instalando dependencias; la primera vez tarda un poco… / Installing dependencies…');
  let result = runNpm(['ci']);
  // A registry that lacks some other platform's optional package makes `npm ci` call the lockfile incomplete.
  // `npm install` takes the lockfile's versions all the same, and without saving it leaves the lockfile alone.
  if (result.status !== 0 && /code EUSAGE/.test(result.stderr)) result = runNpm(['install', '--no-save']);
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
    if (result.error) say(String(result.error.message));
    say(
      'No se pudieron instalar las dependencias (arriba, lo que dijo npm). / Could not install dependencies.',
    );
    process.exit(1);
  }
  writeStamp(path, stamp);
}

/** Runs the npm that started this command, else the one of the PATH, and keeps what it says. */
function runNpm(args) {
  const npmCli = process.env.npm_execpath;
  const throughNode = npmCli !== undefined && /npm-cli\.[cm]?js$/.test(npmCli) && existsSync(npmCli);
  const all = [...args, '--include=dev', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  return spawnSync(throughNode ? process.execPath : 'npm', throughNode ? [npmCli, ...all] : all, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: !throughNode && process.platform === 'win32',
  });
}
