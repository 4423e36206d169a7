import { permissions } from '@ventanilla/contracts/permissions';
import { reopenDaysMax } from '@ventanilla/contracts/ticket-rules';
import { createApiKeyFromCli, issueSetupToken } from '../modules/identity/index.ts';
import { setReopenDays } from '../modules/tickets/index.ts';
import { systemActor } from '../platform/actor.ts';
import type { CliCommand } from './cli-command.ts';
import { type Flags, suggestion } from './flags.ts';
import { retireKeys, rotateKeys } from './keys-commands.ts';
import { reprocessMail } from './reprocess-command.ts';
import { setupLink } from './setup-link.ts';
import { exitFailure, exitUsage, RefusedStart } from './words.ts';

const scopesOf = (flags: Flags) =>
  String(flags['scopes'] ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');

const createKey: CliCommand = {
  words: 'api-key create',
  flags: { name: 'value', scopes: 'value' },
  check({ flags, say }) {
    for (const name of ['name', 'scopes'] as const) {
      if (typeof flags[name] !== 'string' || flags[name].trim() === '') {
        throw new RefusedStart(say('cli.missing_flag', { flag: `--${name}` }), { exitCode: exitUsage });
      }
    }
    const wrong = scopesOf(flags).find((scope) => !permissions.some((known) => known === scope));
    if (wrong === undefined) return;
    const line = say('cli.unknown_scope', {
      scope: wrong,
      suggestion: suggestion(wrong, permissions, say),
      scopes: permissions.join(', '),
    });
    throw new RefusedStart(line, { exitCode: exitUsage });
  },
  async run({ platform, flags }) {
    const { secret } = await createApiKeyFromCli(
      { name: String(flags['name']), scopes: scopesOf(flags) },
      platform,
    );
    return secret;
  },
};

const giveSetupLink: CliCommand = {
  words: 'setup-link',
  flags: {},
  check() {},
  async run({ platform, config, say }) {
    const token = await issueSetupToken(platform);
    if (token === null) throw new RefusedStart(say('cli.setup_done'), { exitCode: exitFailure });
    return setupLink(config.publicUrl ?? `http://${config.host}:${config.port}`, token);
  },
};

const reopenDays: CliCommand = {
  words: 'reopen-days',
  flags: { days: 'value' },
  check({ flags, say }) {
    const days = String(flags['days'] ?? '');
    if (/^\d{1,3}$/.test(days) && Number(days) <= reopenDaysMax) return;
    throw new RefusedStart(say('cli.wrong_days', { max: reopenDaysMax }), { exitCode: exitUsage });
  },
  async run({ platform, flags, say }) {
    const days = Number(flags['days']);
    await platform.transact({ actor: systemActor }, (work) => setReopenDays({ days }, work));
    return say(days === 0 ? 'cli.reopen_off' : 'cli.reopen_on', { days });
  },
};

/** Everything that `npm run cli` can do. */
export const cliCommands: readonly CliCommand[] = [
  createKey,
  giveSetupLink,
  reopenDays,
  reprocessMail,
  rotateKeys,
  retireKeys,
];
