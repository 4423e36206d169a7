import { join } from 'node:path';
import { runCli } from './boot/run-cli.ts';
import { RefusedStart, sayIn, terminalLanguage } from './boot/words.ts';

const language = terminalLanguage(process.env);
const say = sayIn(language);

try {
  const migrations = join(import.meta.dirname, '../migrations');
  const output = await runCli({ args: process.argv.slice(2), env: process.env, language, say, migrations });
  process.stdout.write(`${output}\n`);
} catch (error) {
  if (!(error instanceof RefusedStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
