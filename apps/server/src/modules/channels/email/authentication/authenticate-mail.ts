import { Resolver } from 'node:dns/promises';
import { Readable } from 'node:stream';
import type { DNSResolver } from 'mailauth';
import type { MessageAuthentication } from '../../../tickets/index.ts';
import { headerEnd } from '../parse/header-block.ts';
import { best, toResult } from './trusted-results.rules.ts';

/** Who handed a mail over, as the SMTP conversation told. */
export interface RemoteHop {
  ip: string;
  helo: string;
  /** Empty for the null sender. */
  mailFrom: string;
}

const limitMs = 5_000;
const queryMs = 2_000;
/** Each signature costs questions and arithmetic: a mail with more proves nothing by any. */
const signaturesMax = 10;
const headerBytesMax = 256 * 1024;
const chunkBytes = 64 * 1024;

const unknown: MessageAuthentication = {
  spf: 'temperror',
  dkim: 'temperror',
  dmarc: 'temperror',
  by: 'us',
};

/** Asks the domain name system, with little patience: a name server that is silent is an answer too. */
export function createDnsResolver(): DNSResolver {
  const resolver = new Resolver({ timeout: queryMs, tries: 1 });
  return async (name, type) => (await resolver.resolve(name, type)) as string[];
}

/**
 * SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) of a mail that came straight to us. Never throws and never
 * takes longer than five seconds (or `limitMs`); what could not be asked is `temperror`.
 */
export async function authenticateMail(
  input: { bytes: Buffer; remote: RemoteHop; limitMs?: number },
  deps: { resolve: DNSResolver },
): Promise<MessageAuthentication> {
  const { bytes, remote } = input;
  const end = headerEnd(bytes);
  const signatures = bytes.toString('latin1', 0, Math.min(end, headerBytesMax)).match(/^dkim-signature:/gim);
  if (end > headerBytesMax || (signatures?.length ?? 0) > signaturesMax)
    return { ...unknown, dkim: 'permerror' };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<MessageAuthentication>((resolve) => {
    timer = setTimeout(() => resolve(unknown), input.limitMs ?? limitMs);
  });
  const checked = check(bytes, remote, deps.resolve).catch(() => unknown);
  return Promise.race([checked, late]).finally(() => clearTimeout(timer));
}

async function check(bytes: Buffer, remote: RemoteHop, resolve: DNSResolver): Promise<MessageAuthentication> {
  // Loaded with the first mail from outside: many installations never see one.
  const { authenticate } = await import('mailauth');
  const { spf, dkim, dmarc } = await authenticate(Readable.from(chunksOf(bytes)), {
    ip: remote.ip,
    helo: remote.helo,
    sender: remote.mailFrom,
    mta: 'ventanilla.invalid',
    resolver: resolve,
    disableArc: true,
    disableBimi: true,
  });
  return {
    spf: spf ? toResult(spf.status.result) : 'none',
    dkim: best((dkim?.results ?? []).map(({ status }) => toResult(status.result))),
    dmarc: dmarc ? toResult(dmarc.status.result) : 'none',
    by: 'us',
  };
}

/** In portions, so that a large mail does not hold up everything else while it is hashed. */
function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}
