import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { suggestName } from './suggest.ts';

/** One setting, documented where it is declared; `docs/configuracion.md` is generated from these. */
export interface Setting<T> {
  env: string;
  doc: { es: string; en: string };
  schema: z.ZodType<T>;
  default: T;
  /** Never printed. */
  secret?: boolean;
}

export type Settings = Record<string, Setting<unknown>>;
export type ValuesOf<S extends Settings> = { [K in keyof S]: S[K] extends Setting<infer T> ? T : never };

/** Keeps the type of each value. */
export function setting<T>(declaration: Setting<T>): Setting<T> {
  return declaration;
}

/** Why a setting cannot be used; the start says it in one line of the reader's language. */
export type ConfigProblem =
  | { kind: 'invalid'; env: string; value: string | null; doc: { es: string; en: string } }
  | { kind: 'unknown'; env: string; suggestion: string | null }
  | { kind: 'file_unreadable'; path: string; reason: string }
  | { kind: 'file_line'; path: string; line: number };

/** A setting that cannot be used. The message never holds the value of a secret. */
export class ConfigError extends Error {
  readonly problem: ConfigProblem;
  constructor(problem: ConfigProblem) {
    super(`setting ${'env' in problem ? problem.env : problem.path}: ${problem.kind}`);
    this.name = 'ConfigError';
    this.problem = problem;
  }
}

const prefix = 'VENTANILLA_';
const fileVariable = 'VENTANILLA_CONFIG';

/**
 * Reads settings from the environment, then from a file of `NAME=value` lines (`VENTANILLA_CONFIG`); the
 * environment wins. Empty values count as absent. Throws ConfigError on the first wrong one, and on a name that
 * is no setting: in the file any, in the environment one that begins with `VENTANILLA_`.
 */
export function loadConfig<S extends Settings>(
  settings: S,
  env: Record<string, string | undefined>,
): ValuesOf<S> {
  const known = [...Object.values(settings).map((declaration) => declaration.env), fileVariable];
  refuseUnknown(
    Object.keys(env).filter((name) => name.startsWith(prefix)),
    known,
  );
  const file = env[fileVariable] ? readConfigFile(env[fileVariable]) : {};
  refuseUnknown(Object.keys(file), known);
  const values = Object.entries(settings).map(([key, declaration]) => {
    const raw = env[declaration.env] || file[declaration.env];
    if (raw === undefined || raw === '') return [key, declaration.default];
    const result = declaration.schema.safeParse(raw);
    if (!result.success) {
      const { env: name, doc, secret } = declaration;
      throw new ConfigError({ kind: 'invalid', env: name, value: secret ? null : raw.slice(0, 80), doc });
    }
    return [key, result.data];
  });
  return Object.fromEntries(values) as ValuesOf<S>;
}

function refuseUnknown(names: readonly string[], known: readonly string[]) {
  const env = names.find((name) => !known.includes(name));
  if (env !== undefined) throw new ConfigError({ kind: 'unknown', env, suggestion: suggestName(env, known) });
}

function readConfigFile(path: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [index, raw] of readLines(path).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const match = /^([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/.exec(line);
    if (!match) throw new ConfigError({ kind: 'file_line', path, line: index + 1 });
    values[match[1]!] = match[2]!.trim().replace(/^(["'])(.*)\1$/, '$2');
  }
  return values;
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    throw new ConfigError({ kind: 'file_unreadable', path, reason: (error as Error).message });
  }
}

export const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max));
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
