import { join, resolve } from 'node:path';
import type { Language } from '@ventanilla/contracts/common';
import { permissions } from '@ventanilla/contracts/permissions';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { migrate } from '../platform/db/migrate.ts';
import { createLocalFileStore } from '../platform/files/file-store.ts';
import { createIds } from '../platform/ids.ts';
import { createLazyKeyring, type Keyring } from '../platform/keyring/keyring.ts';
import { createLog } from '../platform/log.ts';
import { createTransact } from '../platform/work.ts';
import type { CliCommand } from './cli-command.ts';
import { cliCommands } from './cli-commands.ts';
import { explainFailure } from './explain-failure.ts';
import { fileCommands, findFileCommand } from './file-commands.ts';
import { parseFlags, suggestion } from './flags.ts';
import { findInstallationCommand, installationCommands } from './installation-commands.ts';
import { loadKeys } from './keys.ts';
import { loadSettings, type ServerConfig } from './load-settings.ts';
import { type OpenedDatabase, openDatabaseServer } from './open-database.ts';
import { dataDirOf } from './run-server.ts';
import { exitUsage, RefusedStart, type Say } from './words.ts';

/**
 * Runs one command: over files, or over the installation's database, which is that of DATABASE_URL, that of the
 * running server, or the embedded one, started for as long as it takes. Answers the exit code. Throws RefusedStart.
 */
export async function runCli(input: {
  args: readonly string[];
  env: Record<string, string | undefined>;
  language: Language;
  say: Say;
  migrations: string;
  /** Writes one line to standard output and resolves when there is room for the next. */
  print(line: string): Promise<void>;
}): Promise<number> {
  const { args, env, language, say, print } = input;
  const shape = Object.assign(
    { help: 'switch' },
    ...[...cliCommands, ...fileCommands, ...installationCommands].map((command) => command.flags),
  );
  const { flags, words } = parseFlags(args, { shape, say });
  if (flags['help'] || words.length === 0) {
    await print(say('help.cli', { scopes: permissions.join(', ') }));
    return 0;
  }
  const overFiles = findFileCommand(words);
  if (overFiles) {
    const { command, files } = overFiles;
    command.check({ flags, files, say });
    // The package manager starts this elsewhere than where it was called.
    return command.run({ files, folder: env['INIT_CWD'] ?? process.cwd(), print });
  }
  const overAll = findInstallationCommand(words);
  const command = overAll ? null : findCommand(words, say);
  overAll?.command.check({ flags, operands: overAll.operands, say });
  command?.check({ flags, say });
  const config = loadSettings({ env, flags: {}, language, say });
  const log = createLog({ level: config.logLevel });
  const dataDir = dataDirOf(config, env);
  if (overAll) {
    const { migrations } = input;
    const operands = overAll.operands.map((path) => absolute(path, env));
    const given = { operands, flags, config, dataDir, log, language, say, migrations, print };
    return overAll.command.run(given).catch((error: unknown) => {
      throw explainFailure(error, { language, say });
    });
  }
  if (command === null) throw new Error('a command was found above');
  const keyring = createLazyKeyring(() => loadKeys({ keys: config.keys, dataDir, say }));
  try {
    const database = await openDatabaseServer({
      config,
      dataDir,
      log,
      say,
      attach: true,
    });
    try {
      await print(
        await runOver(database, {
          command,
          config,
          flags,
          say,
          log,
          keyring,
          print,
          dataDir,
          migrations: input.migrations,
        }),
      );
      return 0;
    } finally {
      await database.stop();
    }
  } catch (error) {
    throw explainFailure(error, { language, say });
  }
}

/** The package manager starts this elsewhere than where it was called; a last `/` still means a folder. */
function absolute(path: string, env: Record<string, string | undefined>): string {
  const full = resolve(env['INIT_CWD'] ?? process.cwd(), path);
  return path.endsWith('/') ? `${full}/` : full;
}

function findCommand(words: readonly string[], say: Say): CliCommand {
  const wanted = words.join(' ');
  const found = cliCommands.find((command) => command.words === wanted);
  if (found) return found;
  const known = [...cliCommands, ...fileCommands, ...installationCommands].map((command) => command.words);
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
    keyring: Keyring;
    print(line: string): Promise<void>;
    dataDir: string;
    migrations: string;
  },
): Promise<string> {
  const { command, config, flags, say, log, keyring, print } = input;
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
    const transact = createTransact({ db: handle.db, clock, ids, keyring, afterCommit: () => {} });
    const files = createLocalFileStore({ root: join(input.dataDir, 'files') });
    const platform = { transact, ids, db: handle.db, clock, files, log };
    return await command.run({ platform, config, dataDir: input.dataDir, flags, say, print });
  } finally {
    await handle.close();
  }
}
