import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { runPackageFile, runProcess } from './run-process.mjs';

const present = (...paths) => paths.filter((path) => existsSync(inRoot(path)));

const packageFile = (file, args) => (limits) => runPackageFile({ file, args, ...limits });
const tool = (file) => (limits) => runProcess({ command: process.execPath, args: [inRoot(file)], ...limits });

/** The vitest projects that need neither a database nor a browser, and those that need a database. */
export const unitProjects = ['tools', 'contracts', 'phrases', 'web', 'desk', 'demo'];
export const serverProjects = ['server', 'server-mocked'];

const ofProjects = (names) => names.flatMap((name) => ['--project', name]);

/** What `npm run check` checks, longest first. Each ends with status 0 or says what is wrong. */
export const checkSteps = [
  {
    name: 'types',
    run: packageFile('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json', '--pretty', 'false']),
  },
  {
    name: 'lint',
    run: packageFile('oxlint/bin/oxlint', [
      '--type-aware',
      '--deny-warnings',
      '--report-unused-disable-directives',
      ...present('apps', 'packages', 'e2e', 'bench', 'demo', 'tools', 'vitest.config.ts'),
    ]),
  },
  {
    name: 'imports',
    run: packageFile('dependency-cruiser/bin/dependency-cruise.mjs', [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      ...present('apps', 'packages', 'e2e', 'bench', 'demo', 'tools'),
    ]),
  },
  { name: 'dead code', run: packageFile('knip/bin/knip.js', ['--no-progress', '--no-config-hints']) },
  { name: 'format', run: packageFile('@biomejs/biome/bin/biome', ['check', '--colors=off', '.']) },
  { name: 'house rules', run: tool('tools/house-rules.mjs') },
  { name: 'budgets', run: tool('tools/budgets.mjs') },
  { name: 'reference of the API', run: packageFile('tsx/dist/cli.mjs', ['tools/openapi.ts', '--check']) },
  { name: 'list of settings', run: packageFile('tsx/dist/cli.mjs', ['tools/settings-doc.ts', '--check']) },
];

/** The tests that need nothing but npm packages: part of `npm run check`, a suite of its own in `npm test`. */
export const fastTests = {
  name: 'fast tests',
  run: packageFile('vitest/vitest.mjs', ['run', '--reporter=dot', ...ofProjects(unitProjects)]),
};

/**
 * Runs steps two at a time, all of them whatever fails, and prints one line each; the output of a step only
 * where it failed.
 * @param {{ steps: typeof checkSteps, print: (line: string) => void, note?: (failure: string) => void,
 *   limitMs?: number }} options
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runSteps({ steps, print, note, limitMs = 5 * 60 * 1000 }) {
  const waiting = [...steps];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const start = performance.now();
      const { exitCode, output, timedOut } = await step.run({
        capture: true,
        limitMs,
        env: { FORCE_COLOR: '0' },
      });
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      if (exitCode === 0) {
        counts.passed += 1;
        print(`ok      ${step.name} (${seconds} s)`);
      } else {
        counts.failed += 1;
        note?.(step.name);
        const reason = timedOut ? `${output.trimEnd()}\nended at its time limit` : output.trimEnd();
        print(`FAILED  ${step.name} (${seconds} s)\n${reason}\n`);
      }
    }
  };
  await Promise.all([worker(), worker()]);
  return counts;
}
