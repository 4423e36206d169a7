import { join } from 'node:path';
import { parseFlags, suggestion } from './boot/flags.ts';
import { placesFrom, runServer } from './boot/run-server.ts';
import { exitUsage, RefusedStart, sayIn, terminalLanguage } from './boot/words.ts';

const language = terminalLanguage(process.env);
const say = sayIn(language);
const print = (line: string) => void process.stdout.write(`${line}\n`);

const shape = {
  demo: 'switch',
  roles: 'value',
  port: 'value',
  host: 'value',
  help: 'switch',
} as const;

try {
  const { flags, words } = parseFlags(process.argv.slice(2), { shape, say });
  const [word] = words;
  if (word !== undefined) {
    const known = Object.keys(shape).map((name) => `--${name}`);
    const line = say('flags.unknown', { flag: word, suggestion: suggestion(`--${word}`, known, say) });
    throw new RefusedStart(line, { exitCode: exitUsage });
  }
  if (flags['help']) print(say('help.start'));
  else {
    const places = placesFrom(join(import.meta.dirname, '..'));
    await runServer({ env: process.env, flags, language, say, places, print });
  }
} catch (error) {
  if (!(error instanceof RefusedStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error.exitCode);
}
