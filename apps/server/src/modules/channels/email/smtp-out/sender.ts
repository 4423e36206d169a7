import { systemActor } from '../../../../platform/actor.ts';
import { createLoop } from '../../../../platform/loop.ts';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import {
  claimOutbound,
  type DeliveryOutcome,
  type OutboundJob,
  outboundAskedChannel,
  recordDelivery,
} from '../../../tickets/index.ts';
import { composeMail } from '../compose/compose-mail.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import { isServerTrouble, outcomeOfFailure } from './delivery.rules.ts';
import { createTransports } from './transports.ts';

/** Due retries are found by polling; what was just written wakes the sender. */
const pollMs = 1_000;
const gatherMs = 25;
/** The log moves often and rarely because of an answer: it is asked at most this often. */
const wakeMs = 100;
/** Mails under way in this process. */
const underWayMax = 20;
/** Longer than the longest try: a lease that runs out would send the mail twice. */
const leaseMs = 180_000;
const tryMs = 120_000;
/** After trouble with a server its other mails are not tried for this long. */
const restMs = 10_000;
/** Waits before a result is written again when the database was away. */
const recordRetryMs = [200, 1_000, 3_000, 9_000, 20_000];

interface SenderDeps {
  platform: Platform;
  accounts: KnownAccounts;
}

/**
 * Delivers what the reply command queued: claim, compose with the fixed identity, send, record in one commit. A
 * process that dies between the server's 250 and the commit sends once more with the same Message-ID; SMTP offers
 * no better (specification §3).
 */
export function createSender({ platform, accounts }: SenderDeps): Service {
  const { clock, log } = platform;
  const underWay = new Set<Promise<void>>();
  let transports = createTransports(platform);
  const resting = new Map<string, { until: number; error: unknown }>();
  let stopping = false;
  let unsubscribe = () => {};

  async function deliver(job: OutboundJob): Promise<void> {
    const outcome = await tryOnce(job).catch((error: unknown) => {
      log.warn({ outboundId: job.id, attempts: job.attempts, err: error }, 'mail was not delivered');
      return outcomeOfFailure({ error, attempts: job.attempts }, clock.now());
    });
    await record({ job, outcome }, platform);
  }

  async function tryOnce(job: OutboundJob): Promise<DeliveryOutcome> {
    const account = await accounts.find((all) => all.find(({ id }) => id === job.channelAccountId));
    if (!account) throw new Error('the mailbox is gone');
    const transport = transports.of(account);
    if (!transport) return { kind: 'local' };
    refuseWhileResting(account);
    try {
      await within(
        transport.sendMail({
          envelope: envelopeOf(job),
          raw: await composeJob(job, platform),
          newline: '\r\n',
        }),
      );
      return { kind: 'sent' };
    } catch (error) {
      if (isServerTrouble(error)) resting.set(restKey(account), { until: performance.now() + restMs, error });
      throw error;
    }
  }

  /** One dead server must not hold all places with its time-outs. */
  function refuseWhileResting(account: MailAccount): void {
    const rest = resting.get(restKey(account));
    if (!rest) return;
    if (performance.now() < rest.until) throw rest.error;
    resting.delete(restKey(account));
  }

  const loop = createLoop({
    name: 'sender',
    pollMs,
    gatherMs,
    log,
    async run() {
      const limit = underWayMax - underWay.size;
      if (limit <= 0 || stopping) return false;
      const jobs = await claimOutbound({ limit, leaseMs }, platform);
      for (const job of jobs) {
        const delivery = deliver(job)
          .catch((error: unknown) =>
            log.error({ outboundId: job.id, err: error }, 'delivery was not recorded'),
          )
          .finally(() => {
            underWay.delete(delivery);
            loop.wake();
          });
        underWay.add(delivery);
      }
      return false;
    },
  });

  return {
    name: 'sender',
    role: 'worker',
    async start() {
      stopping = false;
      transports = createTransports(platform);
      let wake: NodeJS.Timeout | null = null;
      const unlisten = platform.feed.listen(outboundAskedChannel, () => {
        // Whoever asks knows that the server is back, or wants to hear its words now.
        resting.clear();
        loop.wake();
      });
      const unfollow = platform.feed.subscribe(() => {
        wake ??= setTimeout(() => {
          wake = null;
          loop.wake();
        }, wakeMs);
      });
      unsubscribe = () => {
        unlisten();
        unfollow();
      };
      loop.start();
    },
    async stop() {
      stopping = true;
      unsubscribe();
      await loop.stop();
      await Promise.race([
        Promise.all(underWay),
        new Promise((resolve) => setTimeout(resolve, 8_000).unref()),
      ]);
      transports.close();
    },
  };
}

function restKey({ id, version }: MailAccount): string {
  return `${id}:${version}`;
}

function envelopeOf(job: OutboundJob) {
  // Nobody wrote an automatic answer, so nobody is told when it does not arrive (RFC 3834 §4.6).
  return {
    from: job.envelope.automatic ? '' : job.envelope.from,
    to: [...job.envelope.to, ...job.envelope.cc],
  };
}

/** The bytes of a job; the same each time, attachments read from the file store. */
async function composeJob(job: OutboundJob, { files }: Pick<Platform, 'files'>): Promise<Buffer> {
  const { envelope } = job;
  const attachments = [];
  for (const { sha256, fileName, contentType, contentId, inline } of job.attachments) {
    const content = await files.read(sha256);
    attachments.push({ fileName, contentType, content, contentId: inline ? contentId : null });
  }
  const addressOnly = (address: string) => ({ name: '', address });
  return composeMail({
    messageId: bracketed(job.externalId),
    from: { name: envelope.fromName, address: envelope.from },
    replyTo: addressOnly(envelope.replyTo ?? envelope.from),
    to: envelope.to.map(addressOnly),
    cc: envelope.cc.map(addressOnly),
    bcc: [],
    subject: envelope.subject,
    text: job.text,
    html: job.html,
    inReplyTo: envelope.inReplyTo === null ? null : bracketed(envelope.inReplyTo),
    references: envelope.references.map(bracketed),
    attachments,
    date: new Date(job.createdAt),
    autoSubmitted: envelope.automatic ? 'auto-replied' : null,
  });
}

function bracketed(id: string): string {
  return `<${id}>`;
}

async function record(
  input: { job: OutboundJob; outcome: DeliveryOutcome },
  { transact }: Pick<Platform, 'transact'>,
): Promise<void> {
  for (const waitMs of [...recordRetryMs, null]) {
    try {
      await transact({ actor: systemActor }, (work) =>
        recordDelivery({ outboundId: input.job.id, outcome: input.outcome }, work),
      );
      return;
    } catch (error) {
      // What was sent must not be sent again because the database was away for a moment.
      if (waitMs === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('the server did not finish in time'), { code: 'ETIMEDOUT' });
    timer = setTimeout(() => reject(error), tryMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
