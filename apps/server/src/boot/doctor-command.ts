import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../platform/db/database.ts';
import { readMigrations } from '../platform/db/migrations.ts';
import { checkDatabase, checkIntegrity } from './doctor/check-database.ts';
import { checkDisk, checkFiles } from './doctor/check-files.ts';
import { checkKeys } from './doctor/check-keys.ts';
import { checkAddress, checkBackups, checkTimeZone } from './doctor/check-settings.ts';
import { checkMailboxes, checkWork } from './doctor/check-work.ts';
import { type Finding, finding, sayFinding } from './doctor/finding.ts';
import { explainFailure } from './explain-failure.ts';
import type { InstallationCommand, InstallationContext } from './installation-command.ts';
import { type OpenedDatabase, openDatabaseServer } from './open-database.ts';
import { exitFailure, exitUsage, RefusedStart } from './words.ts';

const marks = { ok: '✓', warn: '!', fail: '✗' } as const;

/** Looks at the whole installation and changes nothing; fails when something does not work. */
export const doctorCommand: InstallationCommand = {
  words: 'doctor',
  flags: { json: 'switch' },
  check({ operands, say }) {
    if (operands.length > 0) throw new RefusedStart(say('doctor.no_operands'), { exitCode: exitUsage });
  },
  async run(context) {
    const { flags, language, print, say } = context;
    const findings = await examine(context);
    const isWell = findings.every(({ level }) => level !== 'fail');
    if (flags['json']) {
      const told = findings.map((one) => ({ ...one, text: sayFinding(one, language) }));
      await print(JSON.stringify({ ok: isWell, findings: told }));
    } else {
      for (const one of findings) await print(`${marks[one.level]} ${sayFinding(one, language)}`);
      const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length;
      await print(say('doctor.sum', { fails: count('fail'), warns: count('warn') }));
    }
    return isWell ? 0 : exitFailure;
  },
};

async function examine(context: InstallationContext): Promise<Finding[]> {
  const { config, dataDir, log, say, language } = context;
  const findings = [checkAddress(config), await checkDisk(dataDir)];
  let database: OpenedDatabase;
  try {
    database = await openDatabaseServer({ config, dataDir, log, say, attach: true });
  } catch (error) {
    const reason = explainFailure(error, { language, say }).message;
    const keys = await checkKeys(context, null);
    return [...findings, ...keys, finding('fail', 'database_unreachable', { reason })];
  }
  try {
    return [...findings, ...(await examineDatabase(database, context))];
  } finally {
    await database.stop();
  }
}

async function examineDatabase(database: OpenedDatabase, context: InstallationContext): Promise<Finding[]> {
  const { dataDir, log, language } = context;
  const client = new pg.Client({
    connectionString: database.appUrl,
    application_name: 'ventanilla doctor',
    options: '-c statement_timeout=600000',
  });
  client.on('error', () => undefined);
  await client.connect();
  const handle = openDatabase({
    url: database.appUrl,
    poolMax: 1,
    applicationName: 'ventanilla doctor',
    onError: (error) => log.warn({ err: error }, 'database connection lost while idle'),
  });
  try {
    const migrations = await readMigrations({ dir: context.migrations });
    const { findings, isCurrent } = await checkDatabase({ migrations, embedded: database.embedded }, client);
    // Tables of another version may not be what the other checks ask for.
    if (!isCurrent) return [...findings, ...(await checkKeys(context, null))];
    return [
      ...findings,
      ...(await checkKeys(context, client)),
      await checkTimeZone(client),
      ...(await checkFiles(join(dataDir, 'files'), client)),
      ...(await checkIntegrity(client)),
      ...(await checkWork(client)),
      ...(await checkMailboxes(client, language)),
      await checkBackups(handle.db),
    ];
  } finally {
    await handle.close();
    await client.end();
  }
}
