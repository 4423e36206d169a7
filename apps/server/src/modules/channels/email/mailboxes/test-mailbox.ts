import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import type { MailboxFailure, MailServer } from '../../channels.tables.ts';
import { imapFailure, smtpFailure } from './connection-failures.rules.ts';
import { imapOptions, smtpOptions } from './connection-options.ts';

/** A real attempt with each server, within this time. */
const testMs = 10_000;

export interface TestedServer extends MailServer {
  password: string | null;
}

const stepKeys = ['find', 'connect', 'secure', 'sign_in'] as const;
type StepKey = (typeof stepKeys)[number];

export interface TestStep {
  key: StepKey;
  /** `skipped`: not wanted, or not reached. */
  state: 'ok' | 'failed' | 'skipped';
  /** How long it took, where that can be told apart. */
  ms: number | null;
}

export interface ServerTest {
  steps: TestStep[];
  /** Why it stopped; null: everything answered. */
  failure: MailboxFailure | null;
}

/** Signs in to a server and leaves; answers how far it got, step by step. Never throws for what the server does. */
export async function testServer(kind: 'imap' | 'smtp', server: TestedServer): Promise<ServerTest> {
  const took = new Map<StepKey, number>();
  const run = async (key: StepKey, work: () => Promise<unknown>) => {
    const started = performance.now();
    await work();
    took.set(key, Math.round(performance.now() - started));
  };
  const explain = kind === 'imap' ? imapFailure : smtpFailure;
  try {
    await within(
      (async () => {
        await run('find', () => lookup(server.host));
        await run('connect', () => touch(server));
        await run('sign_in', () => (kind === 'imap' ? signInImap(server) : signInSmtp(server)));
      })(),
    );
    return { steps: stepsOf(server, { took, failed: null }), failure: null };
  } catch (cause) {
    const failure = explain(cause, server);
    return { steps: stepsOf(server, { took, failed: failedStep(failure, took) }), failure };
  }
}

/** Where it stopped: at what the failure is about, or before. */
function failedStep({ code }: MailboxFailure, took: ReadonlyMap<StepKey, number>): StepKey {
  if (!took.has('find')) return 'find';
  if (code.endsWith('auth_failed')) return 'sign_in';
  return code.endsWith('tls_failed') ? 'secure' : 'connect';
}

function stepsOf(
  { security, user }: MailServer,
  { took, failed }: { took: ReadonlyMap<StepKey, number>; failed: StepKey | null },
): TestStep[] {
  const wanted = (key: StepKey) =>
    (key !== 'secure' || security !== 'none') && (key !== 'sign_in' || user !== '');
  const end = failed === null ? stepKeys.length : stepKeys.indexOf(failed);
  return stepKeys.map((key, index) => {
    if (key === failed) return { key, state: 'failed', ms: took.get(key) ?? null };
    const isDone = index < end && wanted(key);
    return { key, state: isDone ? 'ok' : 'skipped', ms: isDone ? (took.get(key) ?? null) : null };
  });
}

/** Opens a line to the server's port and hangs up. */
async function touch({ host, port }: MailServer): Promise<void> {
  let socket: Socket | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      socket = connect({ host, port, timeout: testMs }, resolve);
      socket.once('error', reject);
      socket.once('timeout', () => reject(late()));
    });
  } finally {
    socket?.on('error', () => {});
    socket?.destroy();
  }
}

async function signInImap(server: TestedServer): Promise<void> {
  const client = new ImapFlow({ ...imapOptions(server, server.password), verifyOnly: true });
  // Reported by connect() as well; without a listener a late one would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } finally {
    client.close();
  }
}

async function signInSmtp(server: TestedServer): Promise<void> {
  const transport = nodemailer.createTransport(smtpOptions(server, server.password));
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

function late(): Error {
  return Object.assign(new Error(`no answer in ${testMs / 1000} s`), { code: 'ETIMEDOUT' });
}

function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  // What is given up ends by its own time limits; nobody waits for it.
  work.catch(() => {});
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), testMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
