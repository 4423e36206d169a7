// `npm test [-- suite …]`: set-up, then every suite, then one line that sums them all.
import './lib/node-version.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { say } from './lib/say.mjs';

ensureInstalled();

// What follows imports development dependencies, which are there from here on.
const { obstacleOf, suites } = await import('./lib/suites.mjs');
const { provideSystemPackages } = await import('./lib/system-packages.mjs');
const { lastLine, noTests, sum } = await import('./lib/test-counts.mjs');

const totalLimitMs = 39 * 60 * 1000;
const print = (line) => process.stdout.write(`${line}\n`);

/** A few lines of each failure, said again at the end: whoever reads a long output reads its end. */
const failures = [];
const repeated = [];

async function runSuite({ suite, start, broken }) {
  const note = (failure) => failures.push(`${suite.name}: ${failure}`);
  const noteRepeated = (test) => repeated.push(`${suite.name}: ${test}`);
  const obstacle = obstacleOf(suite);
  if (obstacle !== null) {
    print(`SKIPPED: ${obstacle}.`);
    return { ...noTests, skipped: 1 };
  }
  if (suite.needsBuild && broken) {
    print('FAILED: nothing to run, because the build failed.');
    return { ...noTests, failed: 1 };
  }
  const left = totalLimitMs - (performance.now() - start);
  if (left < 1000) {
    print('FAILED: no time left.');
    note('no time left');
    return { ...noTests, failed: 1 };
  }
  try {
    return await suite.run({ limitMs: Math.min(suite.limitMs, left), print, note, noteRepeated });
  } catch (error) {
    print(`FAILED: ${error.stack ?? error}`);
    note(String(error));
    return { ...noTests, failed: 1 };
  }
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  say(`Unknown: ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
// Journeys run what was built, so asking for them alone builds first.
const needsBuild = suites.some((suite) => suite.needsBuild && asked.includes(suite.name));
const chosen = suites.filter(
  ({ name }) => asked.length === 0 || asked.includes(name) || (name === 'build' && needsBuild),
);

const start = performance.now();
provideSystemPackages({ wanted: [...new Set(chosen.flatMap((suite) => suite.packages))], print });
const results = [];
let broken = false;
for (const suite of chosen) {
  print(`\n== ${suite.name}: ${suite.title}`);
  const suiteStart = performance.now();
  const counts = await runSuite({ suite, start, broken });
  if (suite.name === 'build' && counts.failed > 0) broken = true;
  print(`${suite.name}: ${lastLine(counts)} (${Math.round((performance.now() - suiteStart) / 1000)} s)`);
  results.push(counts);
}
const total = sum(results);
process.exitCode = total.failed > 0 ? 1 : 0;
if (repeated.length > 0) print(`\nPassed only when tried again:\n${repeated.join('\n')}`);
if (failures.length > 0) print(`\nFailed:\n${failures.join('\n')}`);
print(`\n${lastLine(total)}`);
