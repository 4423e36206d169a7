import { generateKeyPairSync } from 'node:crypto';
import { getTicket, takeTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { type DNSResolver, dkimSign } from 'mailauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMail, seedMailbox } from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';
import { createIntake } from '../intake/index.ts';
import { createKnownAccounts } from '../mailboxes/known-accounts.ts';
import { authenticateMail } from './authenticate-mail.ts';
import { createAuthenticator } from './authenticator.ts';
import { trustedResults } from './trusted-results.rules.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dnsKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

/** Names as a name server would know them; a name that is not here does not exist. */
const zone: Record<string, string[][]> = {
  'TXT colegio.com': [['v=spf1 ip4:198.51.100.7 -all']],
  'TXT _dmarc.colegio.com': [['v=DMARC1; p=reject']],
  'TXT uno._domainkey.colegio.com': [[`v=DKIM1; k=rsa; p=${dnsKey}`]],
  'TXT ladron.com': [['v=spf1 ip4:203.0.113.9 -all']],
};
const resolve = async (name: string, type: string) => {
  const found = zone[`${type} ${name}`];
  if (!found) throw Object.assign(new Error(`no ${type} ${name}`), { code: 'ENOTFOUND' });
  return found;
};
const silent = async (): Promise<string[][]> => {
  throw Object.assign(new Error('no answer'), { code: 'ETIMEOUT' });
};

const ana = 'Ana Pérez <ana@colegio.com>';
const theirs = { ip: '198.51.100.7', helo: 'mx.colegio.com', mailFrom: 'ana@colegio.com' };
const thief = { ip: '203.0.113.9', helo: 'mx.ladron.com', mailFrom: 'x@ladron.com' };

async function signed(mail: Buffer): Promise<Buffer> {
  const key = {
    signingDomain: 'colegio.com',
    selector: 'uno',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
  // Its types ask for the key at the top, its code reads it from the list.
  const { signatures } = await dkimSign(mail, { ...key, signatureData: [key] });
  return Buffer.concat([Buffer.from(signatures), mail]);
}

describe('what is checked of a mail that came straight to us', () => {
  test('the domain’s own server and signature pass', async () => {
    const bytes = await signed(makeMail({ from: ana }));
    expect(await authenticateMail({ bytes, remote: theirs }, { resolve })).toEqual({
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'pass',
      by: 'us',
    });
  });

  test('a signed mail that was changed on the way and came from elsewhere fails', async () => {
    const bytes = Buffer.from(
      `${(await signed(makeMail({ from: ana }))).toString('latin1')}Una línea más\r\n`,
      'latin1',
    );
    const found = await authenticateMail({ bytes, remote: { ...theirs, ip: '203.0.113.9' } }, { resolve });
    expect(found).toMatchObject({ spf: 'fail', dmarc: 'fail' });
    expect(found.dkim).not.toBe('pass');
  });

  test('whose envelope is right and whose From is another’s fails by DMARC alone', async () => {
    const found = await authenticateMail({ bytes: makeMail({ from: ana }), remote: thief }, { resolve });
    expect(found).toEqual({ spf: 'pass', dkim: 'none', dmarc: 'fail', by: 'us' });
  });

  test('without an answer of the name servers nothing is known, and nobody is accused', async () => {
    const bytes = await signed(makeMail({ from: ana }));
    const found = await authenticateMail({ bytes, remote: theirs }, { resolve: silent });
    expect(found).toMatchObject({ spf: 'temperror', dkim: 'temperror', dmarc: 'temperror' });
  });

  test('name servers that never answer cost five seconds at most', async () => {
    const began = performance.now();
    const never = () => new Promise<string[][]>(() => {});
    const found = await authenticateMail(
      { bytes: makeMail({ from: ana }), remote: theirs },
      { resolve: never },
    );
    expect(found.spf).toBe('temperror');
    expect(performance.now() - began).toBeLessThan(6_000);
  });

  test('a thousand signatures are not looked at', async () => {
    let asked = 0;
    const headers = Array.from(
      { length: 1_000 },
      (_, at) => `DKIM-Signature: v=1; d=d${at}.com; s=x; b=a; bh=b; h=from`,
    );
    const counted = async (name: string, type: string) => {
      asked += 1;
      return resolve(name, type);
    };
    const found = await authenticateMail(
      { bytes: makeMail({ from: ana, headers }), remote: theirs },
      { resolve: counted },
    );
    expect([found.dkim, asked]).toEqual(['permerror', 0]);
  });
});

describe('what a header is believed', () => {
  const google =
    'mx.google.com; dkim=pass header.i=@colegio.com; spf=softfail (google.com: x) smtp.mailfrom=a@colegio.com; dmarc=fail (p=NONE) header.from=colegio.com';
  test.each([
    [
      'of a trusted server',
      [google],
      ['mx.google.com'],
      { spf: 'softfail', dkim: 'pass', dmarc: 'fail', by: 'hop' },
    ],
    ['of another server', [google], ['mx.escuela.example'], null],
    ['when nobody is trusted', [google], [], null],
    [
      'below the one of the trusted server',
      [google, 'mx.google.com; dmarc=pass'],
      ['MX.Google.com'],
      { spf: 'softfail', dkim: 'pass', dmarc: 'fail', by: 'hop' },
    ],
    [
      'that hides its name in a comment',
      ['(mx.google.com;) evil.example; dmarc=pass'],
      ['mx.google.com'],
      null,
    ],
    [
      'with a version and old words',
      ['mx.google.com 1; spf=hardfail; dkim=neutral; dkim=temperror'],
      ['mx.google.com'],
      { spf: 'fail', dkim: 'temperror', dmarc: 'none', by: 'hop' },
    ],
    [
      'that says nothing',
      ['mx.google.com; none'],
      ['mx.google.com'],
      { spf: 'none', dkim: 'none', dmarc: 'none', by: 'hop' },
    ],
  ])('%s', (_, headers, trusted, found) => {
    expect(trustedResults(headers, trusted)).toEqual(found);
  });
});

describe('beside the message', () => {
  let app: TestApp;
  let agent: string;
  let intake: ReturnType<typeof createIntake>;
  let answering: typeof resolve;
  const outside: DNSResolver = (name, type) => answering(name, type);
  beforeAll(async () => {
    app = await createTestApp();
    agent = (await seedAgents(app, [{ name: 'Ana Solis' }]))[0]!;
    await seedMailbox(app);
    intake = createIntake({
      platform: app.platform,
      accounts: createKnownAccounts(app.platform),
      parsers: 1,
      trustedMailServers: ['mx.google.com', 'mx.escuela.example'],
      resolve: outside,
    });
    await intake.service.start();
  });
  afterAll(async () => {
    await intake.service.stop();
    await app.close();
  });

  async function take(mail: Buffer, remote: typeof theirs | null, dns: typeof resolve = resolve) {
    answering = dns;
    const { rows } = await sql<{ id: string }>`select id from channel_accounts`.execute(app.platform.db);
    const { intakeId } = await intake.raw.store({
      source: 'smtp',
      channelAccountId: rows[0]!.id,
      bytes: mail,
      recipient: null,
      receivedAt: app.clock.now(),
      remote,
    });
    return (await intake.results.wait(intakeId, 25_000))!.ticketId!;
  }
  const detail = async (ticketId: string) =>
    (await app.call(getTicket, { as: agent, params: { ticketId } })).body;
  const lookLater = () => createAuthenticator({ ...app.platform, resolve }).step();
  const origins = (history: readonly { type: string; how: string | null }[]) =>
    history.filter(({ type }) => type === 'message.authenticated').map(({ how }) => how);
  /** Of a stranger, and little more than links: together with a forged domain it is spam. */
  const luring = (from: string) =>
    makeMail({ from, subject: from, body: 'https://premio.example/a https://premio.example/b' });

  test('stands what was checked here, what a trusted server said, or nothing at all', async () => {
    const found = async (...args: Parameters<typeof take>) =>
      (await detail(await take(...args))).messages[0]!.authentication;
    const byUs = { spf: 'pass', dkim: 'none', dmarc: 'fail', by: 'us' };
    expect(await found(makeMail({ from: ana }), thief)).toEqual(byUs);
    const headers = ['Authentication-Results: mx.escuela.example; spf=pass; dmarc=pass'];
    const byHop = { spf: 'pass', dkim: 'none', dmarc: 'pass', by: 'hop' };
    expect(await found(makeMail({ headers }), null)).toEqual(byHop);
    // Whoever comes straight from outside may write that header too.
    expect(await found(makeMail({ from: ana, headers }), thief)).toEqual(byUs);
    const claimed = ['Authentication-Results: mx.nadie.example; dmarc=pass'];
    expect(await found(makeMail({ headers: claimed }), null)).toBeNull();
  });

  test('a forged mail of a stranger is put apart before anybody sees it', async () => {
    const { ticket, spamSigns, history } = await detail(await take(luring('x1@colegio.com'), thief));
    expect(ticket.isSpam).toBe(true);
    expect(spamSigns).toEqual(['only_links', 'forged_domain']);
    expect(origins(history)).toEqual([]);
  });

  test('name servers that answer late delay a mail two seconds; then its readers are told and it is put apart', async () => {
    const began = performance.now();
    const never = () => new Promise<string[][]>(() => {});
    const ticketId = await take(luring('x2@colegio.com'), thief, never);
    expect(performance.now() - began).toBeLessThan(4_000);
    const before = await detail(ticketId);
    expect([before.ticket.isSpam, before.messages[0]!.authentication]).toEqual([false, null]);
    await lookLater();
    const after = await detail(ticketId);
    expect(after.messages[0]!.authentication).toMatchObject({ dmarc: 'fail', by: 'us' });
    expect(after.spamSigns).toEqual(['only_links', 'forged_domain']);
    expect(origins(after.history)).toEqual(['fail']);
    expect(after.ticket.version).toBe(before.ticket.version + 2);
  });

  test('what an agent has touched stays where it is, with the warning', async () => {
    const ticketId = await take(luring('x3@colegio.com'), thief, silent);
    await app.call(takeTicket, { as: agent, params: { ticketId } });
    await lookLater();
    const { ticket, messages, history } = await detail(ticketId);
    expect(ticket.isSpam).toBe(false);
    expect(messages[0]!.authentication).toMatchObject({ dmarc: 'fail' });
    expect(origins(history)).toEqual(['fail']);
  });

  test('nothing else strange about it: a forged domain alone is said and not put apart', async () => {
    const ticketId = await take(makeMail({ from: 'x4@colegio.com' }), thief, silent);
    await lookLater();
    expect((await detail(ticketId)).ticket.isSpam).toBe(false);
  });
});
