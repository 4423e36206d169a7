import { describe, expect, it } from 'vitest';
import {
  countPlaywright,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  lastLine,
  noTests,
  repeatedOfPlaywright,
  repeatedOfVitest,
  settle,
  sum,
} from './test-counts.mjs';

const file = (status, ...statuses) => ({
  status,
  assertionResults: statuses.map((one) => ({ status: one })),
});

describe('sum', () => {
  it('is zero of everything for no suites', () => {
    expect(sum([])).toEqual(noTests);
  });

  it('adds each kind apart', () => {
    const total = sum([
      { passed: 3, failed: 1, skipped: 0 },
      { passed: 10, failed: 0, skipped: 2 },
    ]);
    expect(total).toEqual({ passed: 13, failed: 1, skipped: 2 });
  });
});

describe('lastLine', () => {
  it('has exactly the promised form', () => {
    expect(lastLine({ passed: 12, failed: 0, skipped: 3 })).toBe('12 passed, 0 failed, 3 skipped');
  });
});

describe('countVitest', () => {
  it('counts tests over files, and pending, skipped and todo ones as skipped', () => {
    const report = {
      testResults: [file('passed', 'passed', 'passed', 'pending'), file('passed', 'skipped', 'todo')],
    };
    expect(countVitest(report)).toEqual({ passed: 2, failed: 0, skipped: 3 });
  });

  it('is zero of everything for a report without files', () => {
    expect(countVitest({ testResults: [] })).toEqual(noTests);
  });

  it('counts failed tests once each', () => {
    const report = { testResults: [file('failed', 'passed', 'failed', 'failed')] };
    expect(countVitest(report)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });

  it('counts a file that could not be loaded as one failure', () => {
    expect(countVitest({ testResults: [file('failed'), file('passed', 'passed')] })).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts a file whose tests passed but whose clean-up broke as one failure', () => {
    expect(countVitest({ testResults: [file('failed', 'passed')] })).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });
});

describe('countPlaywright', () => {
  it('takes the totals of the report', () => {
    const report = { stats: { expected: 7, unexpected: 2, flaky: 1, skipped: 3 }, errors: [] };
    expect(countPlaywright(report)).toEqual({ passed: 8, failed: 2, skipped: 3 });
  });

  it('counts an error outside every test as one failure', () => {
    const report = {
      stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [{ message: 'no server' }],
    };
    expect(countPlaywright(report)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('failuresOfVitest', () => {
  const failed = {
    status: 'failed',
    fullName: 'sums › adds',
    failureMessages: ['\u001b[31mexpected 3\u001b[39m\n  at a'],
  };

  it('names each failed test with the beginning of its error', () => {
    const passed = { status: 'passed', fullName: 'sums › is zero' };
    const report = {
      testResults: [{ status: 'failed', name: 'sums.test.ts', assertionResults: [passed, failed] }],
    };
    expect(failuresOfVitest(report)).toEqual(['sums.test.ts: sums › adds\n    expected 3\n      at a']);
  });

  it('names a file that failed without a failed test', () => {
    const report = {
      testResults: [
        { status: 'failed', name: 'a.test.ts', message: 'no such module', assertionResults: [] },
        { status: 'passed', name: 'b.test.ts', assertionResults: [] },
      ],
    };
    expect(failuresOfVitest(report)).toEqual(['a.test.ts\n    no such module']);
  });
});

describe('repeatedOfVitest', () => {
  it('names what passed after it had failed', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'waits', failureMessages: ['too late'] },
      { status: 'passed', fullName: 'adds', failureMessages: [] },
      { status: 'failed', fullName: 'breaks', failureMessages: ['no', 'no'] },
    ];
    const report = { testResults: [{ status: 'failed', name: 'a.test.ts', assertionResults }] };
    expect(repeatedOfVitest(report)).toEqual(['a.test.ts: waits\n    too late']);
  });
});

describe('failuresOfPlaywright', () => {
  const spec = (title, status, ...errors) => ({
    file: 'list.spec.ts',
    line: 7,
    title,
    tests: [{ status, results: errors.map((message) => ({ error: message && { message } })) }],
  });

  it('names each failed test, however deep, with the last of its errors', () => {
    const report = {
      suites: [
        {
          specs: [spec('opens', 'expected', null)],
          suites: [{ specs: [spec('sorts', 'unexpected', 'a', 'b')] }],
        },
      ],
    };
    expect(failuresOfPlaywright(report)).toEqual(['list.spec.ts:7 sorts\n    b']);
  });

  it('leaves out what passed when repeated, and tells what failed outside every test', () => {
    const report = {
      suites: [{ specs: [spec('opens', 'flaky', 'late', null)] }],
      errors: [{ message: 'no server' }],
    };
    expect(failuresOfPlaywright(report)).toEqual(['outside every test\n    no server']);
    expect(repeatedOfPlaywright(report)).toEqual(['list.spec.ts:7 opens\n    late']);
  });
});

describe('settle', () => {
  it('keeps the counts of a suite that ended well', () => {
    const counts = { passed: 4, failed: 0, skipped: 1 };
    expect(settle({ counts, exitCode: 0 })).toEqual(counts);
  });

  it('counts a suite without a report as one failure, even with exit status 0', () => {
    expect(settle({ counts: null, exitCode: 0 })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('adds a failure when the suite ended badly and its report shows none', () => {
    expect(settle({ counts: { passed: 4, failed: 0, skipped: 0 }, exitCode: 1 })).toEqual({
      passed: 4,
      failed: 1,
      skipped: 0,
    });
  });

  it('shows a suite without tests as skipped', () => {
    expect(settle({ counts: noTests, exitCode: 0 })).toEqual({ passed: 0, failed: 0, skipped: 1 });
  });

  it('does not count a failure twice', () => {
    const counts = { passed: 4, failed: 2, skipped: 0 };
    expect(settle({ counts, exitCode: 1 })).toEqual(counts);
  });
});
