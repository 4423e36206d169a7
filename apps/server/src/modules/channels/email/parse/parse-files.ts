import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { type MailReport, reportMail } from './mail-report.ts';
import { parserChildEntry } from './parser-child-entry.ts';
import { createParserPool, type ParserLog } from './parser-pool.ts';

/** One file as it is printed: what was read of it, or why nothing was. */
export type FileReport = ({ file: string } & MailReport) | { file: string; error: string };

/** Files in hand for each process, so that none waits while the next one is read from disk. */
const AHEAD = 4;
const PROCESSES_MAX = 4;

/**
 * Reads mails from files as the running system would, in child processes with their budgets, and tells each result
 * in the order of the files. A file that cannot be read, or whose mail cannot, is a result like the others.
 */
export async function parseFiles(
  files: readonly string[],
  tell: (report: FileReport) => Promise<void> | void,
): Promise<{ failed: number }> {
  const size = Math.max(1, Math.min(PROCESSES_MAX, availableParallelism(), files.length));
  const pool = createParserPool({ childEntry: parserChildEntry(), size, log: silent });
  const inHand: Promise<FileReport>[] = [];
  let failed = 0;
  const take = async () => {
    const report = await inHand.shift();
    if (!report) return;
    if ('error' in report) failed += 1;
    await tell(report);
  };
  try {
    for (const file of files) {
      inHand.push(readOne(file, pool));
      if (inHand.length >= size * AHEAD) await take();
    }
    while (inHand.length > 0) await take();
  } finally {
    await pool.close();
  }
  return { failed };
}

async function readOne(file: string, pool: ReturnType<typeof createParserPool>): Promise<FileReport> {
  try {
    const result = await pool.parse(await readFile(file));
    return result.ok
      ? { file, ...reportMail(result.mail) }
      : { file, error: `${result.reason}: ${result.detail}` };
  } catch (error) {
    return { file, error: error instanceof Error ? error.message : String(error) };
  }
}

/** The result already says what happened. */
const silent: ParserLog = { warn() {} };
