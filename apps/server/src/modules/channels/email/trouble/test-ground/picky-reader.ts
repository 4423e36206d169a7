import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type * as parserPool from '../../parse/parser-pool.ts';

type Pool = typeof parserPool;

/** The pool with a child that fails on mail that asks for it, and with limits that are soon reached. */
export async function withPickyChild(
  original: () => Promise<unknown>,
  limits = { cpuMsMax: 700, memoryMbMax: 128 },
): Promise<Pool> {
  const real = (await original()) as Pool;
  const create: Pool['createParserPool'] = (options) =>
    real.createParserPool({
      ...options,
      childEntry: new URL('../../parse/fixtures/picky-child.ts', import.meta.url),
      ...limits,
    });
  return { ...real, createParserPool: create };
}

/** A header with which a mail fails, until it is mended. */
export function openTrouble() {
  const folder = mkdtempSync('/tmp/vt-trouble-');
  const file = `${folder}/broken`;
  writeFileSync(file, '');
  return {
    header: (how: 'spin' | 'die' | 'memory' | 'refuse') => `X-Test-Fail: ${how} ${file}`,
    mend: () => rmSync(file, { force: true }),
    breakAgain: () => writeFileSync(file, ''),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
