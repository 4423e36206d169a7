import type { Socket } from 'node:net';
import type { TestDetail } from '@ventanilla/contracts/channels';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import { imapOptions, smtpOptions } from './connection-options.ts';
import { encryptLine, findHost, openLine } from './probe-line.ts';
import type { StepKey, TestedServer, TestInput } from './tested-server.ts';

const nothing = { count: null, protocol: null, validTo: null, to: null };

interface TrialStep {
  key: StepKey;
  /** Done all the same when not; only its failure is told. */
  isShown: boolean;
  run(): Promise<TestDetail | null>;
}

/** The steps of a trial in order; each goes on where the one before it stopped. */
export interface Trial {
  /** All that are told, in order; those without a step are skipped. */
  keys: readonly StepKey[];
  steps: readonly TrialStep[];
  close(): void;
}

export function openImapTrial({ server, ca }: TestInput): Trial {
  const line = openingSteps('imap', { server, ca });
  let client: ImapFlow | null = null;
  const signIn = async () => {
    const options = imapOptions(server, await openSignIn(server));
    client = new ImapFlow({ ...options, ...(ca === undefined ? {} : { tls: { ca } }) });
    // Reported by connect() as well; without a listener a late one would end the process.
    client.on('error', () => {});
    await client.connect();
    return null;
  };
  const readFolder = async (): Promise<TestDetail> => {
    const { exists } = await client!.mailboxOpen('INBOX', { readOnly: true });
    return { ...nothing, kind: 'mails', count: exists };
  };
  return {
    keys: ['find', 'connect', 'secure', 'sign_in', 'folder'],
    steps: [
      ...line.steps,
      { key: 'sign_in', isShown: true, run: signIn },
      { key: 'folder', isShown: true, run: readFolder },
    ],
    close() {
      line.close();
      client?.close();
    },
  };
}

export function openSmtpTrial({ server, mail, ca }: TestInput): Trial {
  const line = openingSteps('smtp', { server, ca });
  const usesConsent = 'accessToken' in server.signIn;
  const transport = nodemailer.createTransport({
    ...smtpOptions(server, 'accessToken' in server.signIn ? 'consent' : server.signIn),
    ...(ca === undefined ? {} : { tls: { ca } }),
  });
  if (usesConsent) provideToken(transport, server);
  const send = async (): Promise<TestDetail> => {
    const { from, to, subject, text } = mail!;
    await transport.sendMail({ from, to, subject, text, headers: { 'Auto-Submitted': 'auto-generated' } });
    return { ...nothing, kind: 'sent', to };
  };
  return {
    keys: ['find', 'connect', 'secure', 'sign_in', 'send'],
    steps: [
      ...line.steps,
      {
        key: 'sign_in',
        isShown: server.user !== '',
        run: async () => {
          await transport.verify();
          return null;
        },
      },
      ...(mail ? [{ key: 'send' as const, isShown: true, run: send }] : []),
    ],
    close() {
      line.close();
      transport.close();
    },
  };
}

/** Finding the server, its port and its certificate, which mail of both directions begins with. */
function openingSteps(
  kind: 'imap' | 'smtp',
  { server, ca }: { server: TestedServer; ca: string | undefined },
): Pick<Trial, 'steps' | 'close'> {
  let socket: Socket | null = null;
  const close = () => {
    socket?.on('error', () => {}).destroy();
    socket = null;
  };
  const steps: TrialStep[] = [
    {
      key: 'find',
      isShown: true,
      run: async () => ({ ...nothing, kind: 'addresses', count: await findHost(server) }),
    },
    {
      key: 'connect',
      isShown: true,
      run: async () => {
        socket = await openLine(server);
        if (server.security === 'none') close();
        return null;
      },
    },
  ];
  if (server.security !== 'none') {
    const secure = async (): Promise<TestDetail> => {
      const { protocol, validTo } = await encryptLine(kind, { server, socket: socket!, ca });
      close();
      return { ...nothing, kind: 'tls', protocol, validTo: validTo?.toISOString() ?? null };
    };
    steps.push({ key: 'secure', isShown: true, run: secure });
  }
  return { steps, close };
}

async function openSignIn({ signIn }: TestedServer) {
  return 'accessToken' in signIn ? { accessToken: await signIn.accessToken() } : signIn;
}

function provideToken(
  transport: ReturnType<typeof nodemailer.createTransport>,
  { signIn }: TestedServer,
): void {
  if (!('accessToken' in signIn)) return;
  transport.set('oauth2_provision_cb', (_user, _renew, done) => {
    signIn.accessToken().then(
      (token) => done(null, token, 1),
      (error: Error) => done(error),
    );
  });
}
