import { createLoop } from '../../../../platform/loop.ts';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import {
  claimSystemMails,
  readSystemMail,
  recordSystemMail,
  type SystemMailJob,
  type SystemMailOutcome,
} from '../../../mailer/index.ts';
import { composeMail } from '../compose/compose-mail.ts';
import { readLook } from '../compose/read-look.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import type { SignIns } from '../mailboxes/sign-ins.ts';
import { outcomeOfFailure } from './delivery.rules.ts';
import { createTransports } from './transports.ts';

const pollMs = 2_000;
const atOnce = 10;
/** Longer than the longest try of a whole portion: a lease that runs out would send the mail twice. */
const leaseMs = 180_000;

/**
 * Delivers the product's own mail through the default mailbox's server, or else that of the oldest mailbox that has
 * one, and through another where that fails; without any it stays here for an administrator to read.
 */
export function createSystemMailSender(input: {
  platform: Platform;
  accounts: KnownAccounts;
  /** How long a server may stay silent, in ms. */
  patienceMs: number;
  signIns: SignIns;
}): Service {
  const { platform, accounts, patienceMs, signIns } = input;
  const { clock, log } = platform;
  let transports = createTransports({ signIns, patienceMs });

  async function tryOnce(job: SystemMailJob): Promise<SystemMailOutcome> {
    const account = pickAccount(await accounts.list(), job.attempts);
    const transport = account && transports.of(account);
    if (!transport) return { kind: 'local' };
    const raw = await compose({ job, account }, platform);
    await transport.sendMail({
      envelope: { from: account.address, to: [job.toAddress] },
      raw,
      newline: '\r\n',
    });
    return { kind: 'sent' };
  }

  async function deliver(job: SystemMailJob): Promise<void> {
    const outcome = await tryOnce(job).catch((error: unknown) => {
      log.warn({ systemMailId: job.id, attempts: job.attempts, err: error }, 'system mail was not delivered');
      return outcomeOfFailure(
        { error, tried: { ...job, triedSince: job.createdAt, seed: job.id } },
        clock.now(),
      );
    });
    await recordSystemMail({ id: job.id, outcome }, platform);
  }

  const loop = createLoop({
    name: 'system-mail-sender',
    pollMs,
    log,
    async run() {
      const jobs = await claimSystemMails({ limit: atOnce, leaseMs }, platform);
      await Promise.all(jobs.map(deliver));
      return jobs.length === atOnce;
    },
  });
  return {
    name: 'system-mail-sender',
    role: 'worker',
    async start() {
      transports = createTransports({ signIns, patienceMs });
      loop.start();
    },
    async stop() {
      // A server that does not answer must not hold the stop back; its mail is tried again after the lease.
      await Promise.race([loop.stop(), new Promise((resolve) => setTimeout(resolve, 8_000).unref())]);
      transports.close();
    },
  };
}

/** The best one first; each further try goes by the next, since what has to be told may be that this one fails. */
function pickAccount(all: readonly MailAccount[], attempts: number): MailAccount | null {
  const able = all.filter(({ smtp }) => smtp !== null).sort((a, b) => rank(a) - rank(b));
  return able[(attempts - 1) % Math.max(1, able.length)] ?? null;
}

function rank({ state, isDefault }: MailAccount): number {
  return (state === 'failing' ? 2 : 0) + (isDefault ? 0 : 1);
}

async function compose(
  { job, account }: { job: SystemMailJob; account: MailAccount },
  platform: Pick<Platform, 'keyring' | 'db' | 'files'>,
): Promise<Buffer> {
  const { text, html, replyTo, thread } = readSystemMail(job, platform);
  const look = await readLook(platform);
  return composeMail({
    messageId: `<${job.messageId}>`,
    from: { name: job.fromName, address: account.address },
    ...(replyTo ? { replyTo: { name: job.fromName, address: replyTo } } : {}),
    to: [{ name: job.toName, address: job.toAddress }],
    cc: [],
    subject: job.subject,
    text,
    html,
    look,
    inReplyTo: null,
    references: thread ? [`<${thread}>`] : [],
    attachments: [],
    date: job.createdAt,
    autoSubmitted: 'auto-generated',
  });
}
