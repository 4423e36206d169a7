import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSteps, runSteps, serverProjects, unitProjects } from './check-steps.mjs';
import { inRoot } from './paths.mjs';
import { runPackageFile } from './run-process.mjs';
import { isPresent, systemPackages } from './system-packages.mjs';
import {
  countPlaywright,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  noTests,
  repeatedOfPlaywright,
  repeatedOfVitest,
  settle,
  sum,
} from './test-counts.mjs';

const minute = 60 * 1000;
const otherZones = ['America/Santiago', 'Europe/Madrid'];

/**
 * Runs something that writes a JSON report, streaming what it says, and counts the report; `note` is told of each
 * failure, and `noteRepeated` of what passed when it was tried again, to be said once more at the end.
 */
async function countedRun({
  file,
  args,
  env,
  limitMs,
  reportTo,
  count,
  failures,
  repeated,
  print,
  note,
  noteRepeated,
}) {
  const folder = mkdtempSync(join(tmpdir(), 'ventanilla-test-'));
  const reportPath = join(folder, 'report.json');
  try {
    const where = reportTo(reportPath);
    const { exitCode, timedOut } = await runPackageFile({
      file,
      args: [...args, ...where.args],
      env: { ...env, ...where.env },
      limitMs,
    });
    if (timedOut) {
      print(`Ended at its time limit of ${Math.round(limitMs / minute)} min.`);
      note('ended at its time limit');
    }
    const report = readReport({ reportPath, print });
    for (const failure of report ? failures(report) : ['no readable report']) note(failure);
    for (const one of report ? repeated(report) : []) noteRepeated(one);
    return settle({ counts: report && count(report), exitCode });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport({ reportPath, print }) {
  try {
    return JSON.parse(readFileSync(reportPath, 'utf8'));
  } catch (error) {
    print(`No readable report: ${error.message}`);
    return null;
  }
}

/** What asks the database in ways that its version may matter to, and what walks every route over it. */
const databaseFiles = [
  'platform/',
  'modules/directory/',
  'modules/tickets/',
  'testing/actors-by-routes',
  'testing/growth',
  'testing/no-leaks',
].map((path) => `apps/server/src/${path}`);

/**
 * Tests of the server start processes and wait for them, on a machine that may have something else to do: one that fails
 * is tried once more, and said at the end. What needs nothing but itself is not.
 */
function runVitest({ projects, files = [], env = {}, retries = 0, ...context }) {
  return countedRun({
    file: 'vitest/vitest.mjs',
    args: [
      'run',
      ...files,
      `--retry=${retries}`,
      ...projects.flatMap((name) => ['--project', name]),
      '--reporter=default',
      '--reporter=json',
    ],
    env,
    reportTo: (path) => ({ args: [`--outputFile.json=${path}`], env: {} }),
    count: countVitest,
    failures: failuresOfVitest,
    repeated: repeatedOfVitest,
    ...context,
  });
}

function hasZonedTests() {
  return ['apps', 'packages'].some((folder) =>
    readdirSync(inRoot(folder), { withFileTypes: true }).some(
      ({ name }) =>
        existsSync(inRoot(folder, name, 'src')) &&
        readdirSync(inRoot(folder, name, 'src'), { recursive: true, encoding: 'utf8' }).some((path) =>
          /\.tz\.test\.tsx?$/.test(path),
        ),
    ),
  );
}

async function serverSuite(context) {
  const results = [await runVitest({ projects: serverProjects, retries: 1, ...context })];
  for (const zone of hasZonedTests() ? otherZones : []) {
    context.print(`-- in ${zone}`);
    const projects = [...unitProjects, ...serverProjects];
    results.push(await runVitest({ projects, env: { TEST_TZ: zone }, retries: 1, ...context }));
  }
  return sum(results);
}

async function buildSuite({ print, note }) {
  const { buildParts } = await import('./build.mjs');
  const counts = { ...noTests };
  for (const { name, state, error } of await buildParts()) {
    print(`${state === 'failed' ? 'FAILED ' : 'ok     '} ${name}: ${state}`);
    if (state === 'failed') {
      print(error.message);
      note(name);
      counts.failed += 1;
    } else if (state === 'absent') counts.skipped += 1;
    else counts.passed += 1;
  }
  return counts;
}

function runPlaywright({ files, workers, retries = 0, ...context }) {
  return countedRun({
    file: '@playwright/test/cli.js',
    args: [
      'test',
      files,
      '--config',
      'e2e/playwright.config.ts',
      `--workers=${workers}`,
      `--retries=${retries}`,
      '--reporter=list,json',
      '--pass-with-no-tests',
    ],
    env: { CI: 'true' },
    reportTo: (path) => ({
      args: [],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: path, PLAYWRIGHT_JSON_OUTPUT_NAME: path },
    }),
    count: countPlaywright,
    failures: failuresOfPlaywright,
    repeated: repeatedOfPlaywright,
    ...context,
  });
}

/**
 * The suites of `npm test` in their order. `packages` are installed for it where apt may; without those in
 * `demands` the suite counts as one skipped test, while its tests decide about the others themselves.
 */
export const suites = [
  {
    name: 'check',
    title: 'Source: types, lint, imports, dead code, format, house rules, budgets',
    packages: [],
    demands: [],
    limitMs: 8 * minute,
    run: ({ print, note }) => runSteps({ steps: checkSteps, print, note }),
  },
  {
    name: 'build',
    title: 'Build: server and desk',
    packages: [],
    demands: [],
    limitMs: 5 * minute,
    run: buildSuite,
  },
  {
    name: 'unit',
    title: 'Unit tests of tools, packages and desk',
    packages: [],
    demands: [],
    limitMs: 5 * minute,
    run: (context) => runVitest({ projects: unitProjects, ...context }),
  },
  {
    name: 'server',
    title: 'Server tests on the embedded PostgreSQL',
    packages: ['dovecot'],
    demands: [],
    limitMs: 18 * minute,
    run: serverSuite,
  },
  {
    name: 'debian',
    title: "What asks the database again, on Debian's PostgreSQL 15",
    packages: ['postgres15'],
    demands: ['postgres15'],
    obstacle: () => (process.getuid?.() === 0 ? null : 'only root may run it as the user postgres'),
    limitMs: 12 * minute,
    run: (context) =>
      runVitest({
        projects: serverProjects,
        env: { TEST_DATABASE: 'debian' },
        files: databaseFiles,
        retries: 1,
        ...context,
      }),
  },
  {
    name: 'e2e',
    title: 'Journeys in Chromium',
    packages: ['chromium', 'dovecot'],
    demands: ['chromium'],
    needsBuild: true,
    limitMs: 24 * minute,
    // They wait more than they compute, and each file has a server of its own.
    run: (context) => runPlaywright({ files: 'e2e/[^/]+\\.spec\\.ts$', workers: 2, retries: 1, ...context }),
  },
  {
    name: 'faults',
    title: 'Whole processes killed and loaded',
    packages: ['dovecot'],
    demands: [],
    needsBuild: true,
    limitMs: 9 * minute,
    run: (context) => runPlaywright({ files: 'e2e/faults/', workers: 1, ...context }),
  },
];

/** Why a suite cannot run here, in words, or null where it can. */
export function obstacleOf(suite) {
  const missing = suite.demands.filter((key) => !isPresent(key)).map((key) => systemPackages[key].package);
  return missing.length > 0 ? `missing ${missing.join(', ')}` : (suite.obstacle?.() ?? null);
}
