import { isIP } from 'node:net';
import { z } from 'zod';
import { list, setting, wholeNumber } from './config.ts';

export const roles = ['web', 'worker'] as const;
export type ProcessRole = (typeof roles)[number];

/** `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`, or a name that stands for the private ranges. */
function isAddressOrNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Settings of the process itself. Those of a capability stand in its own `*.config.ts`. */
export const platformSettings = {
  host: setting<string>({
    env: 'VENTANILLA_HOST',
    doc: {
      es: 'Dirección en la que escucha; 0.0.0.0 son todas.',
      en: 'Address to listen on; 0.0.0.0 is all of them.',
    },
    schema: z.string().min(1),
    default: '127.0.0.1',
  }),
  port: setting<number>({
    env: 'VENTANILLA_PORT',
    doc: { es: 'Puerto HTTP, de 0 (uno libre) a 65535.', en: 'HTTP port, 0 (a free one) to 65535.' },
    schema: wholeNumber(0, 65_535),
    default: 3000,
  }),
  publicUrl: setting<string | null>({
    env: 'VENTANILLA_URL',
    doc: {
      es: 'Dirección con la que se entra desde fuera: https://ayuda.ejemplo.mx. La usan los enlaces; con ella solo se puede entrar por ahí o desde este equipo, y sin ella, por direcciones IP y nombres de red privada.',
      en: 'Address people enter by: https://help.example.com. Links use it; with it one enters only there or from this machine, and without it by IP addresses and names of a private network.',
    },
    schema: z.url({ protocol: /^https?$/ }).nullable(),
    default: null,
  }),
  databaseUrl: setting<string | null>({
    env: 'DATABASE_URL',
    doc: {
      es: 'Tu propio PostgreSQL 15 o posterior: postgresql://usuario:clave@equipo:5432/base; sin él se usa el incluido.',
      en: 'Your own PostgreSQL 15 or newer: postgresql://user:password@host:5432/database; without it the embedded one is used.',
    },
    schema: z
      .string()
      .regex(/^(postgres|postgresql):\/\//)
      .nullable(),
    default: null,
    secret: true,
  }),
  databaseMigrationUrl: setting<string | null>({
    env: 'DATABASE_MIGRATION_URL',
    doc: {
      es: 'Conexión del dueño del esquema, que migra: postgresql://…; si falta, DATABASE_URL.',
      en: 'Connection of the schema’s owner, who migrates: postgresql://…; DATABASE_URL if absent.',
    },
    schema: z
      .string()
      .regex(/^(postgres|postgresql):\/\//)
      .nullable(),
    default: null,
    secret: true,
  }),
  databasePoolMax: setting<number>({
    env: 'DATABASE_POOL_MAX',
    doc: {
      es: 'Conexiones a la base de datos por proceso, de 4 a 200.',
      en: 'Database connections per process, 4 to 200.',
    },
    schema: wholeNumber(4, 200),
    default: 16,
  }),
  dataDir: setting<string | null>({
    env: 'VENTANILLA_DATA',
    doc: {
      es: 'Carpeta de datos: base incluida, archivos y llaves. Si falta, ~/.local/share/ventanilla; para root, /var/lib/ventanilla.',
      en: 'Data folder: embedded database, files and keys. By default ~/.local/share/ventanilla; for root /var/lib/ventanilla.',
    },
    schema: z.string().min(1).nullable(),
    default: null,
  }),
  logLevel: setting<string>({
    env: 'VENTANILLA_LOG_LEVEL',
    doc: {
      es: 'Qué se escribe en el registro: debug, info, warn o error.',
      en: 'What the log holds: debug, info, warn or error.',
    },
    schema: z.enum(['debug', 'info', 'warn', 'error']),
    default: 'warn',
  }),
  trustedProxies: setting<string[]>({
    env: 'VENTANILLA_TRUSTED_PROXIES',
    doc: {
      es: 'Direcciones o redes de los proxies en cuya palabra se confía (X-Forwarded-For), separadas por comas.',
      en: 'Addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas.',
    },
    schema: list.refine((items) => items.every(isAddressOrNetwork)),
    default: [],
  }),
  drainSeconds: setting<number>({
    env: 'VENTANILLA_DRAIN_SECONDS',
    doc: {
      es: 'Segundos, de 0 a 5, que al detenerse sigue atendiendo mientras /readyz ya dice que no: el balanceador deja de mandarle.',
      en: 'Seconds, 0 to 5, it goes on serving when stopping while /readyz says no already: the balancer stops sending.',
    },
    schema: wholeNumber(0, 5),
    default: 0,
  }),
  keys: setting<string | null>({
    env: 'VENTANILLA_KEYS',
    doc: {
      es: 'Llaves de la instalación para varios nodos: id:base64,id:base64; la primera cifra.',
      en: 'Instance keys for several nodes: id:base64,id:base64; the first one seals.',
    },
    schema: z.string().min(1).nullable(),
    default: null,
    secret: true,
  }),
};
