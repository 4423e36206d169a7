import { systemActor } from '../../../../platform/actor.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { type DeliveryOutcome, type OutboundJob, recordDelivery } from '../../../tickets/index.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import { isThrottle, outcomeByRecipient, outcomeOfFailure, rejectionsOf } from './delivery.rules.ts';
import { composeJob, envelopeOf } from './job-mail.ts';
import { withLinkedFiles } from './linked-files.ts';
import type { Pace } from './pace.ts';
import type { Transports } from './transports.ts';

/** Longer than a large mail takes on a slow line; silence ends a try much sooner. */
const tryMs = 900_000;
/** Waits before a result is written again when the database was away. */
const recordRetryMs = [200, 1_000, 3_000, 9_000, 20_000];

interface Delivery {
  job: OutboundJob;
  account: MailAccount;
}

interface DeliverDeps {
  platform: Platform;
  transports: Transports;
  pace: Pace;
}

/** Tries one mail that was leased and writes down what became of it; its place is held until then. */
export async function deliverJob(delivery: Delivery, deps: DeliverDeps): Promise<void> {
  const { platform, pace } = deps;
  const { job } = delivery;
  const rest = pace.rest();
  pace.begin();
  let trouble: unknown = null;
  try {
    // Its writer is told in the server's words why it waits; the server itself is not asked again so soon.
    const answer = rest ? { error: rest.error } : await tryOnce(delivery, deps);
    trouble = rest ? null : answer.error;
    if (answer.error)
      platform.log.warn(
        { outboundId: job.id, attempts: job.attempts, err: answer.error },
        'mail not delivered',
      );
    await record({ job, outcome: outcomeOf(job, answer, platform.clock.now()) }, platform);
  } finally {
    if (rest) pace.leave();
    else pace.end(trouble);
  }
}

/** What a server answered: of each recipient, or of the mail; or that there is none to ask. */
interface Answer {
  isLocal?: boolean;
  rejectedErrors?: readonly unknown[];
  /** What it said last, where it did not take the mail or wants to be left in peace. */
  error: unknown;
}

async function tryOnce({ job, account }: Delivery, { platform, transports }: DeliverDeps): Promise<Answer> {
  try {
    const transport = transports.of(account);
    if (!transport) return { isLocal: true, error: null };
    if (job.recipients.length === 0) return { rejectedErrors: [], error: null };
    const raw = await composeJob(await withLinkedFiles({ job, account }, platform), platform);
    const { rejectedErrors = [] } = await within(
      transport.sendMail({ envelope: envelopeOf(job), raw, newline: '\r\n' }),
    );
    return { rejectedErrors, error: rejectedErrors.find(isThrottle) ?? null };
  } catch (error) {
    const rejectedErrors = rejectionsOf(error);
    return rejectedErrors.length > 0 ? { rejectedErrors, error } : { error };
  }
}

function outcomeOf(job: OutboundJob, answer: Answer, now: Date): DeliveryOutcome {
  const { recipients } = job;
  const tried = { attempts: job.attempts, triedSince: job.triedSince, seed: job.id };
  if (answer.isLocal) return { accepted: 'all', refused: [], rest: null, local: true };
  if (answer.rejectedErrors)
    return outcomeByRecipient({ recipients, rejectedErrors: answer.rejectedErrors, tried }, now);
  const rest = outcomeOfFailure({ error: answer.error, tried }, now);
  return { accepted: [], refused: [], rest, local: false };
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
