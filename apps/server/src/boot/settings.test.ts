import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FlagShape, parseFlags } from './flags.ts';
import { loadSettings, readRoles } from './load-settings.ts';
import { RefusedStart, sayIn, terminalLanguage } from './words.ts';

const say = sayIn('es');
const shape: FlagShape = { port: 'value', host: 'value', roles: 'value', demo: 'switch' };

function settingsOf(args: string[], env: Record<string, string> = {}, language: 'es' | 'en' = 'es') {
  const { flags } = parseFlags(args, { shape, say: sayIn(language) });
  const config = loadSettings({ env, flags, language, say: sayIn(language) });
  return { config, flags, roles: readRoles(flags, say) };
}

function refusalOf(fn: () => unknown): RefusedStart {
  try {
    fn();
  } catch (error) {
    if (error instanceof RefusedStart) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a wrong setting or flag is refused in one line that names it', () => {
  const refused: [string, string[], Record<string, string>, RegExp][] = [
    ['out of range', ['--port=99999'], {}, /^VENTANILLA_PORT=99999 no sirve\. Puerto HTTP/],
    [
      'unknown in the environment',
      [],
      { VENTANILLA_PROT: '1' },
      /^No existe el ajuste VENTANILLA_PROT\. ¿Querías decir VENTANILLA_PORT\?/,
    ],
    [
      'unknown and like nothing',
      [],
      { VENTANILLA_QWERTYUIOP: '1' },
      /^No existe el ajuste VENTANILLA_QWERTYUIOP\. La lista/,
    ],
    ['unknown flag', ['--prot=1'], {}, /^No existe la opción --prot\. ¿Querías decir --port\?/],
    ['no value', ['--port'], {}, /^A la opción --port le falta su valor/],
    ['no value before the next flag', ['--port', '--demo'], {}, /^A la opción --port le falta su valor/],
    ['a value too many', ['--demo=si'], {}, /^La opción --demo no lleva valor/],
    ['unknown role', ['--roles=web,cook'], {}, /^--roles=web,cook no sirve: se espera web, worker/],
    [
      'proxy that is no address',
      [],
      { VENTANILLA_TRUSTED_PROXIES: '10.0.0.0/8,mi-proxy' },
      /^VENTANILLA_TRUSTED_PROXIES=10/,
    ],
    [
      'network of 33 bits',
      [],
      { VENTANILLA_TRUSTED_PROXIES: '10.0.0.0/33' },
      /^VENTANILLA_TRUSTED_PROXIES=10/,
    ],
    [
      'address without a scheme',
      [],
      { VENTANILLA_URL: 'ayuda.ejemplo.mx' },
      /^VENTANILLA_URL=ayuda\.ejemplo\.mx no sirve/,
    ],
    [
      'secret, never shown',
      [],
      { DATABASE_URL: 'mysql://ana:clave@db/x' },
      /^DATABASE_URL no sirve\. Tu propio PostgreSQL(?!.*clave@db)/,
    ],
    [
      'file that is not there',
      [],
      { VENTANILLA_CONFIG: '/nowhere/x.env' },
      /^No se puede leer el archivo de ajustes \/nowhere\/x\.env/,
    ],
  ];

  it.each(refused)('%s', (_situation, args, env, line) => {
    const refusal = refusalOf(() => settingsOf(args, env));
    expect(refusal.message).toMatch(line);
    expect(refusal.message).not.toContain('\n');
    expect(refusal.exitCode).toBe(2);
  });

  it('in the language of the terminal', () => {
    expect(terminalLanguage({ LANG: 'en_US.UTF-8' })).toBe('en');
    expect(terminalLanguage({ LANG: 'en_US.UTF-8', LC_ALL: 'es_MX.UTF-8' })).toBe('es');
    expect(terminalLanguage({ LANG: 'de_DE.UTF-8' })).toBe('es');
    expect(refusalOf(() => settingsOf(['--port=x'], {}, 'en')).message).toMatch(
      /^VENTANILLA_PORT=x cannot be used\. HTTP port/,
    );
  });

  it('in a file: a name that does not exist, or a line that is no setting', () => {
    const folder = mkdtempSync('/tmp/vt-settings-');
    const file = join(folder, 'x.env');
    writeFileSync(file, 'VENTANILLA_PROT=1\n');
    expect(refusalOf(() => settingsOf([], { VENTANILLA_CONFIG: file })).message).toMatch(/VENTANILLA_PROT/);
    writeFileSync(file, '# ours\n\nVENTANILLA_PORT=0\nthis is none\n');
    expect(refusalOf(() => settingsOf([], { VENTANILLA_CONFIG: file })).message).toBe(
      `En el archivo de ajustes ${file}, la línea 4 no tiene la forma NOMBRE=valor.`,
    );
    rmSync(folder, { recursive: true });
  });
});

it('the environment wins over the file, flags over both, and empty counts as absent', () => {
  const folder = mkdtempSync('/tmp/vt-settings-');
  const file = join(folder, 'x.env');
  writeFileSync(
    file,
    'VENTANILLA_PORT=1\nVENTANILLA_HOST="0.0.0.0"\nVENTANILLA_URL=https://a.mx\nVENTANILLA_LOG_LEVEL=\n',
  );
  const env = { VENTANILLA_CONFIG: file, VENTANILLA_PORT: '2', VENTANILLA_HOST: '::1', VENTANILLA_DATA: '' };
  const { config } = settingsOf(['--port', '3'], env);
  expect(config).toMatchObject({
    port: 3,
    host: '::1',
    publicUrl: 'https://a.mx',
    logLevel: 'warn',
    dataDir: null,
  });
  rmSync(folder, { recursive: true });
});

it('roles are both unless named', () => {
  expect(settingsOf([]).roles).toEqual(['web', 'worker']);
  expect(settingsOf(['--roles=worker']).roles).toEqual(['worker']);
  expect(settingsOf(['--roles', 'worker, web']).roles).toEqual(['web', 'worker']);
  expect(say('flags.roles', { value: 'x' })).toContain('--roles=x');
});
