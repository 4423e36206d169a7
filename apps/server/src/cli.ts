import { once } from 'node:events';
import { join } from 'node:path';
import { runCli } from './boot/run-cli.ts';
import { RefusedStart, sayIn, terminalLanguage } from './boot/words.ts';

/** A reader slower than this program makes it wait instead of filling the memory. */
async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

const language = terminalLanguage(process.env);
const say = sayIn(language);

try {
  const migrations = join(import.meta.dirname, '../migrations');
  const args = process.argv.slice(2);
  process.exitCode = await runCli({ args, env: process.env, language, say, migrations, print });
} catch (error) {
  if (!(error instanceof RefusedStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
