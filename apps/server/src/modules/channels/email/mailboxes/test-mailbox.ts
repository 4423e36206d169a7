import type { TestDetail } from '@ventanilla/contracts/channels';
import type { MailboxFailure, MailServer } from '../../channels.tables.ts';
import { imapFailure, smtpFailure, wordsOf } from './connection-failures.rules.ts';
import { openImapTrial, openSmtpTrial } from './server-trials.ts';
import type { StepKey, TestInput } from './tested-server.ts';

/** Everything with one server, within this time; with a test mail a little longer. */
const testMs = 10_000;
const testWithMailMs = 20_000;

export interface TestStep {
  key: StepKey;
  /** `skipped`: not wanted, or not reached. */
  state: 'ok' | 'failed' | 'skipped';
  /** How long it took, where that can be told apart. */
  ms: number | null;
  detail: TestDetail | null;
}

export interface ServerTest {
  steps: TestStep[];
  /** Why it stopped; null: everything answered. */
  failure: MailboxFailure | null;
}

/**
 * Uses a server and leaves, step by step: its name, its port, its certificate, signing in, reading the inbox or
 * sending a mail. Answers how far it got. Never throws for what the server does.
 */
export async function testServer(input: TestInput): Promise<ServerTest> {
  const { kind, server, mail } = input;
  const trial = kind === 'imap' ? openImapTrial(input) : openSmtpTrial(input);
  const end = performance.now() + (mail ? testWithMailMs : testMs);
  const done = new Map<StepKey, TestStep>();
  let failure: MailboxFailure | null = null;
  for (const { key, isShown, run } of trial.steps) {
    const started = performance.now();
    try {
      const detail = await within(run(), end - started);
      const ms = Math.round(performance.now() - started);
      if (isShown) done.set(key, { key, state: 'ok', ms, detail });
    } catch (cause) {
      failure = explain({ kind, key, server }, cause);
      const failed = failedStep(failure, key);
      done.set(failed, { key: failed, state: 'failed', ms: done.get(failed)?.ms ?? null, detail: null });
      break;
    }
  }
  trial.close();
  const unreached = (key: StepKey): TestStep => ({ key, state: 'skipped', ms: null, detail: null });
  return { steps: trial.keys.map((key) => done.get(key) ?? unreached(key)), failure };
}

function explain(
  { kind, key, server }: { kind: 'imap' | 'smtp'; key: StepKey; server: MailServer },
  cause: unknown,
): MailboxFailure {
  const params = { host: server.host, port: server.port, said: wordsOf(cause) };
  if (key === 'folder') return { code: 'mailboxes.imap_folder_failed', params };
  if (key === 'send') return { code: 'mailboxes.smtp_send_refused', params };
  if (key === 'find' || key === 'connect') return { code: `mailboxes.${kind}_unreachable`, params };
  if (key === 'secure') return { code: `mailboxes.${kind}_tls_failed`, params };
  return kind === 'imap' ? imapFailure(cause, server) : smtpFailure(cause, server);
}

/** Where it stopped: at what the failure is about, which may be before the step that met it. */
function failedStep({ code }: MailboxFailure, key: StepKey): StepKey {
  if (key !== 'sign_in') return key;
  if (code.endsWith('tls_failed')) return 'secure';
  return code.endsWith('_unreachable') && code !== 'mailboxes.token_unreachable' ? 'connect' : 'sign_in';
}

function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  // What is given up ends by its own time limits; nobody waits for it.
  work.catch(() => {});
  const limit = new Promise<never>((_, reject) => {
    const late = new Error(`no answer in ${testMs / 1000} s`);
    timer = setTimeout(() => reject(Object.assign(late, { code: 'ETIMEDOUT' })), Math.max(1, ms));
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
