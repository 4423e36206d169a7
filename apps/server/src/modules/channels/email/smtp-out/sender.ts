import { createLoop } from '../../../../platform/loop.ts';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import {
  claimOutbound,
  limitsOf,
  outboundAskedChannel,
  renewLeases,
  type SendingPlace,
} from '../../../tickets/index.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import type { SignIns } from '../mailboxes/sign-ins.ts';
import { deliverJob } from './deliver-job.ts';
import { createPaces, type Paces } from './pace.ts';
import { createTransports } from './transports.ts';

/** Due retries are found by polling; what was just written wakes the sender. */
const pollMs = 1_000;
const gatherMs = 25;
/** The log moves often and rarely because of an answer: it is asked at most this often. */
const wakeMs = 100;
/** Mails under way in this process. */
const underWayMax = 60;
/** Mails that need no server are only marked; so many at once. */
const localPlaces = 20;
/** A lease that runs out would send the mail twice, so it is renewed while its mail is under way. */
const leaseMs = 120_000;
const renewMs = 30_000;
/** At a stop: for what is under way, and for what had to be cut off to be written down. */
const stopMs = 8_000;
const cutMs = 2_000;

interface SenderDeps {
  platform: Platform;
  accounts: KnownAccounts;
  /** How long a server may stay silent, in ms. */
  patienceMs: number;
  signIns: SignIns;
}

/**
 * Delivers what the reply command queued: claim, compose with the fixed identity, send, record in one commit. A
 * process that dies between the server's 250 and the commit sends once more with the same Message-ID; SMTP offers
 * no better (specification §3). Each mailbox has its own queue, places and pace, so that none waits for another.
 */
export function createSender({ platform, accounts, patienceMs, signIns }: SenderDeps): Service {
  const { log } = platform;
  const underWay = new Map<string, Promise<void>>();
  let transports = createTransports({ signIns, patienceMs });
  let paces = createPaces({ readMs: () => performance.now() });
  let stopping = false;
  let unsubscribe = () => {};

  const loop = createLoop({
    name: 'sender',
    pollMs,
    gatherMs,
    log,
    async run() {
      const limit = underWayMax - underWay.size;
      if (limit <= 0 || stopping) return false;
      const all = await accounts.list();
      const places = all.map((account) => placesOf(account, paces)).filter((each) => each.places > 0);
      if (places.length === 0) return false;
      const jobs = await claimOutbound({ places, limit, leaseMs }, platform);
      for (const job of jobs) {
        const account = all.find(({ id }) => id === job.channelAccountId)!;
        const delivery = deliverJob(
          { job, account },
          { platform, transports, pace: paces.of(paceKey(account)) },
        )
          .catch((error: unknown) =>
            log.error({ outboundId: job.id, err: error }, 'delivery was not recorded'),
          )
          .finally(() => {
            underWay.delete(job.id);
            loop.wake();
          });
        underWay.set(job.id, delivery);
      }
      return false;
    },
  });
  const settled = (ms: number) =>
    Promise.race([Promise.all(underWay.values()), new Promise((resolve) => setTimeout(resolve, ms).unref())]);

  return {
    name: 'sender',
    role: 'worker',
    async start() {
      stopping = false;
      transports = createTransports({ signIns, patienceMs });
      paces = createPaces({ readMs: () => performance.now() });
      const stopListening = listen(platform, { wake: loop.wake, wakeAll: () => paces.wakeAll() });
      const renewing = setInterval(() => {
        if (underWay.size === 0) return;
        renewLeases({ outboundIds: [...underWay.keys()], leaseMs }, platform).catch((error: unknown) =>
          log.warn({ err: error }, 'leases of outgoing mail were not renewed'),
        );
      }, renewMs);
      unsubscribe = () => {
        clearInterval(renewing);
        stopListening();
      };
      loop.start();
    },
    async stop() {
      stopping = true;
      await loop.stop();
      await settled(stopMs);
      // What a silent server still holds is cut off, noted, and tried again by the next process.
      transports.close();
      await settled(cutMs);
      unsubscribe();
    },
  };
}

/** Wakes the sender when something may have been queued, and at once when somebody asks for a mail to be tried. */
function listen(
  { feed }: Pick<Platform, 'feed'>,
  sender: { wake: () => void; wakeAll: () => void },
): () => void {
  let wake: NodeJS.Timeout | null = null;
  const unlisten = feed.listen(outboundAskedChannel, () => {
    sender.wakeAll();
    sender.wake();
  });
  const unfollow = feed.subscribe(() => {
    wake ??= setTimeout(() => {
      wake = null;
      sender.wake();
    }, wakeMs);
  });
  return () => {
    unlisten();
    unfollow();
  };
}

/** A mailbox whose settings changed begins anew: its trouble may have been the old ones. */
function paceKey({ id, version }: Pick<MailAccount, 'id' | 'version'>): string {
  return `${id}:${version}`;
}

function placesOf(account: MailAccount, paces: Paces): SendingPlace {
  const { connections, perMinute } = limitsOf(account);
  const pace = paces.of(paceKey(account));
  return {
    channelAccountId: account.id,
    places: pace.places(account.smtp ? connections : localPlaces),
    perMinute: account.smtp ? perMinute : null,
    // Its server itself is left in peace; who wrote is told why their mail waits.
    untriedOnly: pace.rest() !== null,
  };
}
