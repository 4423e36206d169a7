import { stripVTControlCharacters } from 'node:util';

/**
 * Counts of one suite or of all: how many tests passed, failed and were skipped.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @type {Counts} */
export const noTests = { passed: 0, failed: 0, skipped: 0 };

/** Adds up suites. @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    noTests,
  );
}

/** The last line that `npm test` prints. @param {Counts} counts */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Counts from vitest's JSON report. A file that failed without a failed test in it (it could not be loaded, or a
 * hook of it broke) counts as one failure.
 * @param {object} report the parsed file of `--reporter=json`
 * @returns {Counts}
 */
export function countVitest(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    let failedHere = 0;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') failedHere += 1;
      else counts.skipped += 1;
    }
    counts.failed += file.status === 'failed' ? Math.max(failedHere, 1) : failedHere;
  }
  return counts;
}

/**
 * Counts from Playwright's JSON report. A test that passed only when repeated passed, and the report says so;
 * an error outside every test (a file that does not load, a server that does not start) is one failure.
 * @param {object} report the parsed file of `--reporter=json`
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report.stats ?? {};
  const outside = (report.errors ?? []).length > 0 && unexpected === 0 ? 1 : 0;
  return { passed: expected + flaky, failed: unexpected + outside, skipped };
}

/** Lines of an error that are repeated at the end; the whole of it stands where it happened. */
const repeatedLines = 6;

/** @param {string} name @param {string | undefined} message */
function told(name, message = '') {
  const lines = stripVTControlCharacters(message).trim().split('\n').slice(0, repeatedLines);
  return [name, ...lines.map((line) => `    ${line.trimEnd()}`)].join('\n');
}

/**
 * What failed, by vitest's JSON report: a text of a few lines each, so that whoever sees but the end of a long output
 * knows where to look.
 * @param {object} report as of `countVitest`
 * @returns {string[]}
 */
export function failuresOfVitest(report) {
  return report.testResults
    .filter(({ status, assertionResults }) => status === 'failed' || assertionResults.some(isFailed))
    .flatMap(({ name, message, assertionResults }) => {
      const own = assertionResults.filter(isFailed);
      if (own.length === 0) return [told(name, message)];
      return own.map((one) => told(`${name}: ${one.fullName}`, one.failureMessages?.[0]));
    });
}

const isFailed = ({ status }) => status === 'failed';

/**
 * What passed only when it was tried again, in the same form: it waits for something on a machine that has no time.
 * @param {object} report as of `countVitest`
 * @returns {string[]}
 */
export function repeatedOfVitest(report) {
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages?.length > 0)
      .map(({ fullName, failureMessages }) => told(`${name}: ${fullName}`, failureMessages[0])),
  );
}

/**
 * The same by Playwright's JSON report.
 * @param {object} report as of `countPlaywright`
 * @returns {string[]}
 */
export function failuresOfPlaywright(report) {
  const outside = (report.errors ?? []).map(({ message }) => told('outside every test', message));
  return [...specsThatAre('unexpected', report), ...outside];
}

/** @param {object} report as of `countPlaywright` @returns {string[]} */
export const repeatedOfPlaywright = (report) => specsThatAre('flaky', report);

function specsThatAre(asked, { specs = [], suites = [] }) {
  const own = specs
    .filter(({ tests }) => tests.some(({ status }) => status === asked))
    .map(({ file, line, title, tests }) => {
      const last = tests.flatMap(({ results }) => results).findLast(({ error }) => error);
      return told(`${file}:${line} ${title}`, last?.error.message);
    });
  return [...own, ...suites.flatMap((suite) => specsThatAre(asked, suite))];
}

/**
 * What a suite that ran counts for. A suite that left no report, or that ended badly although nothing in its
 * report failed, crashed: one more failure, so that no crash passes for a success. A suite without a single test
 * counts as one skipped, so that it is seen.
 * @param {{ counts: Counts | null, exitCode: number }} outcome `counts` is null when there is no readable report
 * @returns {Counts}
 */
export function settle({ counts, exitCode }) {
  if (counts === null) return { passed: 0, failed: 1, skipped: 0 };
  if (exitCode !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  const nothingRan = counts.passed + counts.failed + counts.skipped === 0;
  return nothingRan ? { ...counts, skipped: 1 } : counts;
}
