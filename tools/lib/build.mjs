import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { say } from './say.mjs';
import { fingerprint, readStamp, removeStamp, writeStamp } from './stamp.mjs';

const common = ['package-lock.json', 'package.json', 'tsconfig.base.json', 'tsconfig.json', 'tools/lib/build.mjs'];

const serverEntries = {
  main: 'apps/server/src/main.ts',
  cli: 'apps/server/src/cli.ts',
  'parse-child': 'apps/server/src/modules/channels/email/parse/parse-child.ts',
};

const parts = {
  server: {
    inputs: ['apps/server/src', 'apps/server/package.json', 'packages', ...common],
    outputs: () => presentEntries().map(([name]) => `apps/server/dist/${name}.js`),
    stamp: 'apps/server/dist/.stamp',
    present: () => existsSync(inRoot(serverEntries.main)),
    build: buildServer,
  },
  desk: {
    inputs: [
      'apps/desk/src',
      'apps/desk/public',
      'apps/desk/index.html',
      'apps/desk/vite.config.ts',
      'apps/desk/package.json',
      'packages',
      ...common,
    ],
    outputs: () => ['apps/desk/dist/index.html'],
    stamp: 'apps/desk/dist/.stamp',
    present: () => existsSync(inRoot('apps/desk/index.html')),
    build: buildDesk,
  },
};

function presentEntries() {
  return Object.entries(serverEntries).filter(([, path]) => existsSync(inRoot(path)));
}

/**
 * The source file behind each specifier that a workspace package exports, e.g. `@ventanilla/contracts` →
 * `/…/packages/contracts/src/index.ts`. They are bundled; everything else stays in node_modules.
 * @returns {Map<string, string>}
 */
export function workspaceSources() {
  const sources = new Map();
  for (const folder of readdirSync(inRoot('packages'))) {
    const manifestPath = inRoot('packages', folder, 'package.json');
    if (!existsSync(manifestPath)) continue;
    const { name, exports = {} } = JSON.parse(readFileSync(manifestPath, 'utf8'));
    for (const [subpath, target] of Object.entries(exports)) {
      if (typeof target === 'string') sources.set(join(name, subpath), inRoot('packages', folder, target));
    }
  }
  return sources;
}

const workspacePackages = {
  name: 'workspace-packages',
  setup(build) {
    const sources = workspaceSources();
    build.onResolve({ filter: /^@ventanilla\// }, ({ path }) => {
      const source = sources.get(path);
      return source === undefined
        ? { errors: [{ text: `${path} is not among the exports of its package.json` }] }
        : { path: source };
    });
  },
};

async function buildServer() {
  const { build } = await import('esbuild');
  rmSync(inRoot('apps/server/dist'), { recursive: true, force: true });
  await build({
    entryPoints: Object.fromEntries(presentEntries().map(([name, path]) => [name, inRoot(path)])),
    outdir: inRoot('apps/server/dist'),
    absWorkingDir: inRoot('apps/server'),
    tsconfig: inRoot('tsconfig.json'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    plugins: [workspacePackages],
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** Vite runs in a process of its own, because it reads NODE_ENV and the current folder. */
function buildDesk() {
  const vite = inRoot('node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: inRoot('apps/desk'),
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(output.trim() || `vite: ${code}`))));
  });
}

/** Whether the part's outputs exist and were made from the inputs as they are now. */
function isCurrent(part, hash) {
  return readStamp(inRoot(part.stamp)) === hash && part.outputs().every((path) => existsSync(inRoot(path)));
}

/**
 * Builds the parts whose sources changed since their last build (all of them with `force`), at the same time.
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<{ name: string, state: 'built' | 'current' | 'absent' | 'failed', error?: Error }[]>}
 */
export async function buildParts({ force = false } = {}) {
  return Promise.all(
    Object.entries(parts).map(async ([name, part]) => {
      if (!part.present()) return { name, state: 'absent' };
      const hash = fingerprint({ inputs: part.inputs });
      if (!force && isCurrent(part, hash)) return { name, state: 'current' };
      say(`Construyendo ${name}… / Building ${name}…`);
      removeStamp(inRoot(part.stamp));
      try {
        await part.build();
      } catch (error) {
        return { name, state: 'failed', error };
      }
      writeStamp(inRoot(part.stamp), hash);
      return { name, state: 'built' };
    }),
  );
}

/**
 * Makes what `npm start` and `npm run cli` run. Ends the process with status 1 where it cannot be made.
 * @param {{ force?: boolean }} [options]
 */
export async function ensureBuilt({ force = false } = {}) {
  const results = await buildParts({ force });
  for (const { name, state, error } of results) {
    if (state === 'absent') say(`Todavía no hay código de ${name}: se omite. / No code of ${name} yet: skipped.`);
    if (state === 'failed') say(`${error.message}\nNo se pudo construir ${name}. / Could not build ${name}.`);
  }
  if (results.some(({ state }) => state === 'failed')) process.exit(1);
}
