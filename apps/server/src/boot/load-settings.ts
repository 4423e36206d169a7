import type { Language } from '@ventanilla/contracts/common';
import { ConfigError, loadConfig, type ValuesOf } from '../platform/config/config.ts';
import { roles as knownRoles, type ProcessRole } from '../platform/config/platform.config.ts';
import { serverSettings } from '../settings.ts';
import type { Flags } from './flags.ts';
import { exitUsage, RefusedStart, type Say } from './words.ts';

export type ServerConfig = ValuesOf<typeof serverSettings>;

/** Settings of the environment and the file; flags stand above both. Refuses the start on a wrong one. */
export function loadSettings(input: {
  env: Record<string, string | undefined>;
  flags: Flags;
  language: Language;
  say: Say;
}): ServerConfig {
  const { env, flags, language, say } = input;
  const overrides: Record<string, string> = {};
  if (typeof flags['port'] === 'string') overrides['VENTANILLA_PORT'] = flags['port'];
  if (typeof flags['host'] === 'string') overrides['VENTANILLA_HOST'] = flags['host'];
  try {
    return loadConfig(serverSettings, { ...env, ...overrides });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new RefusedStart(describe(error, { language, say }), { exitCode: exitUsage, cause: error });
  }
}

function describe({ problem }: ConfigError, { language, say }: { language: Language; say: Say }): string {
  switch (problem.kind) {
    case 'invalid': {
      const value = problem.value === null ? '' : `=${problem.value}`;
      return say('config.invalid', { env: problem.env, value, doc: problem.doc[language] });
    }
    case 'unknown': {
      const suggestion = problem.suggestion ? say('config.suggestion', { name: problem.suggestion }) : '';
      return say('config.unknown', { env: problem.env, suggestion });
    }
    case 'file_unreadable':
      return say('config.file_unreadable', { path: problem.path, reason: problem.reason });
    case 'file_line':
      return say('config.file_line', { path: problem.path, line: problem.line });
  }
}

/** `--roles=web,worker`; both without it. */
export function readRoles(flags: Flags, say: Say): readonly ProcessRole[] {
  const text = flags['roles'];
  if (typeof text !== 'string') return knownRoles;
  const named = text.split(',').map((name) => name.trim());
  const wanted = knownRoles.filter((role) => named.includes(role));
  if (wanted.length === 0 || named.some((name) => !knownRoles.some((role) => role === name))) {
    throw new RefusedStart(say('flags.roles', { value: text }), { exitCode: exitUsage });
  }
  return wanted;
}
