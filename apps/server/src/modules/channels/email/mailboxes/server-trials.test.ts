import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImapStub, startImapStub } from '../../../../testing/imap-stub.ts';
import { makeMail } from '../../../../testing/mail.ts';
import { testServer } from './test-mailbox.ts';

const openssl = '/usr/bin/openssl';
const password = 'clave-de-buzón-7';

describe.skipIf(!existsSync(openssl))('servers that encrypt as they should (needs openssl)', () => {
  let tls: { key: string; cert: string };
  let imap: ImapStub;
  let smtp: SMTPServer;
  const taken: string[] = [];

  beforeAll(async () => {
    tls = makeCertificate();
    imap = await startImapStub({ tls });
    imap.deliver('soporte', makeMail());
    smtp = new SMTPServer({
      ...tls,
      disableReverseLookup: true,
      onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? '' }),
      onRcptTo: ({ address }, _session, callback) => {
        taken.push(address);
        callback();
      },
    });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await imap.close();
    await new Promise<void>((resolve) => smtp.close(resolve));
  });

  const smtpPort = () => (smtp.server.address() as { port: number }).port;
  const told = ({ steps }: Awaited<ReturnType<typeof testServer>>) =>
    steps.map(({ key, state }) => `${key} ${state}`).join(', ');
  const place = (port: number) => ({ host: 'localhost', port, user: 'soporte', signIn: { password } });

  test('IMAP under TLS from the first byte: each step is well, and the certificate is told', async () => {
    const server = { ...place(imap.port), security: 'tls' as const };
    const result = await testServer({ kind: 'imap', server, ca: tls.cert });
    expect(told(result)).toBe('find ok, connect ok, secure ok, sign_in ok, folder ok');
    const secure = result.steps.find(({ key }) => key === 'secure')!.detail!;
    expect(secure).toMatchObject({ kind: 'tls', protocol: 'TLSv1.3' });
    expect(new Date(secure.validTo!).getTime()).toBeGreaterThan(Date.now());
    expect(result.steps.at(-1)!.detail).toMatchObject({ kind: 'mails', count: 1 });
  });

  test('SMTP by STARTTLS: each step is well, and the trial mail is taken', async () => {
    const server = { ...place(smtpPort()), security: 'starttls' as const };
    const from = { name: 'Soporte', address: 'soporte@escuela.example' };
    const mail = { from, to: 'lucia@escuela.example', subject: 'Prueba', text: 'Llegó.' };
    const result = await testServer({ kind: 'smtp', server, mail, ca: tls.cert });
    expect(told(result)).toBe('find ok, connect ok, secure ok, sign_in ok, send ok');
    expect(taken).toEqual(['lucia@escuela.example']);
  });

  test('a certificate that nobody vouches for stops the trial before the password is sent', async () => {
    const server = { ...place(imap.port), security: 'tls' as const };
    const before = imap.signIns();
    const result = await testServer({ kind: 'imap', server });
    expect(told(result)).toBe('find ok, connect ok, secure failed, sign_in skipped, folder skipped');
    expect(imap.signIns()).toBe(before);
  });
});

/** A certificate of our own for this machine, good for a day. */
function makeCertificate(): { key: string; cert: string } {
  const dir = mkdtempSync('/tmp/vt-tls-');
  try {
    const files = ['-keyout', join(dir, 'key.pem'), '-out', join(dir, 'cert.pem')];
    const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    execFileSync(
      openssl,
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files, ...name],
      {
        stdio: 'ignore',
      },
    );
    return { key: readFileSync(files[1]!, 'utf8'), cert: readFileSync(files[3]!, 'utf8') };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
