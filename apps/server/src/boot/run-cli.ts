import type { Language } from '@ventanilla/contracts/common';
import { permissions } from '@ventanilla/contracts/permissions';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { createIds } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import { createTransact } from '../platform/work.ts';
import { type CliCommand, cliCommands } from './cli-commands.ts';
import { explainFailure } from './explain-failure.ts';
import { parseFlags, suggestion } from './flags.ts';
import { loadSettings, type ServerConfig } from './load-settings.ts';
import { type OpenedDatabase, openDatabaseServer } from './open-database.ts';
import { dataDirOf } from './run-server.ts';
import { exitUsage, RefusedStart, type Say } from './words.ts';

/**
 * Runs one command over the installation's database: that of DATABASE_URL, that of the running server, or the
 * embedded one, started for as long as it takes. Answers what goes to standard output. Throws RefusedStart.
 */
export async function runCli(input: {
  args: readonly string[];
  env: Record<string, string | undefined>;
  language: Language;
  say: Say;
  migrations: string;
}): Promise<string> {
  const { args, env, language, say } = input;
  const shape = Object.assign({ help: 'switch' }, ...cliCommands.map((command) => command.flags));
  const { flags, words } = parseFlags(args, { shape, say });
  if (flags['help'] || words.length === 0) return say('help.cli', { scopes: permissions.join(', ') });
  const command = findCommand(words, say);
  command.check({ flags, say });
  const config = loadSettings({ env, flags: {}, language, say });
  const log = createLog({ level: config.logLevel });
  try {
    const database = await openDatabaseServer({
      config,
      dataDir: dataDirOf(config, env),
      log,
      say,
      attach: true,
    });
    try {
      return await runOver(database, { command, config, flags, say, log, migrations: input.migrations });
    } finally {
      await database.stop();
    }
  } catch (error) {
    throw explainFailure(error, { language, say });
  }
}

function findCommand(words: readonly string[], say: Say): CliCommand {
  const wanted = words.join(' ');
  const found = cliCommands.find((command) => command.words === wanted);
  if (found) return found;
  const known = cliCommands.map((command) => command.words);
  const line = say('cli.unknown_command', { command: wanted, suggestion: suggestion(wanted, known, say) });
  throw new RefusedStart(line, { exitCode: exitUsage });
}

async function runOver(
  database: OpenedDatabase,
  input: {
    command: CliCommand;
    config: ServerConfig;
    flags: Record<string, string | true>;
    say: Say;
    log: ReturnType<typeof createLog>;
    migrations: string;
  },
): Promise<string> {
  const { command, config, flags, say, log } = input;
  const clock = systemClock;
  await migrate({
    ownerUrl: database.ownerUrl,
    appRole: database.appRole,
    dir: input.migrations,
    now: clock.now(),
  });
  const handle = openDatabase({
    url: database.appUrl,
    poolMax: 2,
    applicationName: 'ventanilla cli',
    onError: (error) => log.warn({ err: error }, 'database connection lost while idle'),
  });
  try {
    const ids = createIds({ clock });
    // A running server notices new events by itself within half a second.
    const transact = createTransact({ db: handle.db, clock, ids, afterCommit: () => {} });
    return await command.run({ platform: { transact, ids }, config, flags, say });
  } finally {
    await handle.close();
  }
}
