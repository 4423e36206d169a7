import { isIP } from 'node:net';

/** Endings that no public register gives away (RFC 6761, 6762, 8375 and ICANN's `internal`), and the customary `lan`. */
const privateEndings = ['.localhost', '.local', '.lan', '.home.arpa', '.internal', '.test'];

/**
 * Whether a page opened at that host may change anything. A name that somebody else's register answers could be led
 * to this machine's address at will, and its pages would then call themselves ours. With a public address that one
 * is meant, or this machine itself; without one, addresses and names that only a private network gives.
 * `host`: as browsers send it, with its port.
 */
export function isTrustedHost(host: string, { publicUrl }: { publicUrl: string | null }): boolean {
  const name = nameOf(host);
  if (name === null) return false;
  if (isLoopback(name)) return true;
  if (publicUrl !== null) return host.toLowerCase() === new URL(publicUrl).host;
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0) return true;
  return !name.includes('.') || privateEndings.some((ending) => name.endsWith(ending));
}

function nameOf(host: string): string | null {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.toLowerCase() : null;
}

function isLoopback(name: string): boolean {
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d+){3}$/.test(name)
  );
}
