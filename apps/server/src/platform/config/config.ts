import { readFileSync } from 'node:fs';
import { z } from 'zod';

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

/** A setting that cannot be used; the message is the one line that the start prints. */
export class ConfigError extends Error {}

/**
 * Reads settings from the environment, then from a file of `NAME=value` lines (`VENTANILLA_CONFIG`); the
 * environment wins. Empty values count as absent. Throws ConfigError on the first wrong one, naming it.
 */
export function loadConfig<S extends Settings>(
  settings: S,
  env: Record<string, string | undefined>,
): ValuesOf<S> {
  const file = env['VENTANILLA_CONFIG'] ? readConfigFile(env['VENTANILLA_CONFIG']) : {};
  const values = Object.entries(settings).map(([key, declaration]) => {
    const raw = env[declaration.env] || file[declaration.env];
    if (raw === undefined || raw === '') return [key, declaration.default];
    const result = declaration.schema.safeParse(raw);
    if (!result.success) {
      const shown = declaration.secret ? '' : ` («${raw.slice(0, 80)}»)`;
      throw new ConfigError(
        `${declaration.env}${shown}: ${result.error.issues[0]?.message ?? 'invalid'}. ${declaration.doc.es}`,
      );
    }
    return [key, result.data];
  });
  return Object.fromEntries(values) as ValuesOf<S>;
}

function readConfigFile(path: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`VENTANILLA_CONFIG («${path}»): ${(error as Error).message}`);
  }
  const lines = text.split('\n').map((line) => line.trim());
  return Object.fromEntries(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.indexOf('=');
        if (at < 1) throw new ConfigError(`VENTANILLA_CONFIG («${path}»): «${line.slice(0, 40)}» is not NAME=value`);
        const value = line.slice(at + 1).trim();
        return [line.slice(0, at).trim(), value.replace(/^(["'])(.*)\1$/, '$2')];
      }),
  );
}

export const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(min).max(max));
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
export const yesNo = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((text) => text === 'true' || text === '1' || text === 'yes');
