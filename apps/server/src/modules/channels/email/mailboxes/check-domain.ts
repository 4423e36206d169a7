import type { DomainTest } from '@ventanilla/contracts/channels';
import type { DNSResolver } from 'mailauth';

const limitMs = 5_000;
/** Under which providers publish keys without being told a name of one's own. */
const selectors = ['google', 'selector1', 'selector2', 'default', 'dkim', 'mail', 's1', 'k1', 'zoho', 'sig1'];

type Look = { state: 'found'; texts: string[] } | { state: 'none' } | { state: 'unknown' };

/**
 * What the domain of an address publishes about mail that comes from it: SPF (RFC 7208), DMARC (RFC 7489), and DKIM
 * (RFC 6376) as far as it stands under a customary selector. Never throws; what is not answered is unknown.
 */
export async function checkDomain(
  { address }: { address: string },
  { resolve }: { resolve: DNSResolver },
): Promise<DomainTest> {
  const domain = address.split('@').at(-1)!.toLowerCase();
  const started = performance.now();
  const look = (name: string) => lookUp(name, resolve);
  const [spf, dmarc, ...keys] = await Promise.all([
    look(domain),
    lookUpwards(domain, look),
    ...selectors.map((selector) => look(`${selector}._domainkey.${domain}`)),
  ]);
  const isKey = (found: Look) =>
    found.state === 'found' && found.texts.some((text) => /(^|;)\s*p=\S/.test(text));
  return {
    domain,
    ms: Math.round(performance.now() - started),
    spf: judge(spf!, /^v=spf1(\s|$)/i),
    dkim: keys.some(isKey) ? 'ok' : 'unknown',
    dmarc: judge(dmarc!, /^v=DMARC1\s*(;|$)/i),
  };
}

function judge(found: Look, wanted: RegExp): 'ok' | 'missing' | 'unknown' {
  if (found.state === 'unknown') return 'unknown';
  return found.state === 'found' && found.texts.some((text) => wanted.test(text)) ? 'ok' : 'missing';
}

/** A domain without a policy of its own has that of the one above it. */
async function lookUpwards(domain: string, look: (name: string) => Promise<Look>): Promise<Look> {
  const own = await look(`_dmarc.${domain}`);
  const above = domain.split('.').slice(1);
  if (own.state !== 'none' || above.length < 2) return own;
  return look(`_dmarc.${above.join('.')}`);
}

async function lookUp(name: string, resolve: DNSResolver): Promise<Look> {
  const late = new Promise<Look>((done) => setTimeout(() => done({ state: 'unknown' }), limitMs).unref());
  const asked = resolve(name, 'TXT').then(
    (records): Look => ({
      state: 'found',
      texts: (records as unknown as (string | string[])[]).map((parts) => [parts].flat().join('')),
    }),
    (error: { code?: unknown }): Look =>
      error.code === 'ENODATA' || error.code === 'ENOTFOUND' ? { state: 'none' } : { state: 'unknown' },
  );
  return Promise.race([asked, late]);
}
