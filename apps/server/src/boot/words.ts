import type { Language } from '@ventanilla/contracts/common';
import { startPhrases as en } from '@ventanilla/phrases/en/start';
import { startPhrases as es } from '@ventanilla/phrases/es/start';

type PhraseKey = keyof typeof es;
type Params = Record<string, string | number>;

const phrases: Record<Language, Record<PhraseKey, string>> = { es, en };

/** Language of the terminal: English where the locale says so, else Spanish. */
export function terminalLanguage(env: Record<string, string | undefined>): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^en/i.test(locale) ? 'en' : 'es';
}

/** Says a phrase of the start with its parameters filled in. */
export type Say = (key: PhraseKey, params?: Params) => string;

export function sayIn(language: Language): Say {
  return (key, params = {}) =>
    phrases[language][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}

/** A start or command that was refused, with the one line that says why. */
export class RefusedStart extends Error {
  readonly exitCode: number;
  constructor(line: string, options: { exitCode: number; cause?: unknown }) {
    super(line, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RefusedStart';
    this.exitCode = options.exitCode;
  }
}

/** Wrong settings and flags: the caller must change what it says before it tries again. */
export const exitUsage = 2;
export const exitFailure = 1;
