import { createHash } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';

/**
 * Passwords that every list of leaked ones begins with, in the languages of the product, of 10 characters or more
 * (NIST SP 800-63B asks to refuse commonly used ones and to demand no composition).
 */
const common = new Set([
  '1234567890',
  '0123456789',
  '0987654321',
  '12345678910',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'qwertyuiop',
  'qwerty12345',
  'qwerty1234',
  'asdfghjkl1',
  'password12',
  'password123',
  'password1234',
  'contraseña',
  'contrasena',
  'contraseña1',
  'contrasena1',
  'contraseña123',
  'contrasena123',
  'administrador',
  'administrator',
  'bienvenido',
  'bienvenido1',
  'bienvenidos',
  'welcome123',
  'teamomucho',
  'iloveyou12',
  'ventanilla',
  'ventanilla1',
  'ventanilla123',
]);
const differentCharactersMin = 4;

/**
 * Whether a password of sufficient length is still one that a stranger tries first: a common one, few different
 * characters, or nothing but the person's own e-mail or name.
 */
export function isGuessablePassword(input: { password: string; email: string; name: string }): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const password = plain(input.password);
  const email = plain(input.email);
  const own = [email, email.slice(0, email.indexOf('@')), plain(input.name)];
  return common.has(password) || new Set(password).size < differentCharactersMin || own.includes(password);
}

/**
 * What stands for a client in rate limits: an IPv4 address, or the /64 of an IPv6 one, since a single client is
 * given all of it.
 */
export function clientNetwork(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (isIPv4(ip) || !isIPv6(ip)) return ip;
  const [head = '', tail] = (ip.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  const prefix = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${prefix.join(':')}::/64`;
}

/** Hash of a random secret of 256 bits; such a secret needs no slow hash, since it cannot be guessed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** How an e-mail is kept and compared. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
