import { sql } from 'kysely';
import type { DNSResolver } from 'mailauth';
import { systemActor } from '../../../../platform/actor.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { createLoop } from '../../../../platform/loop.ts';
import type { Service } from '../../../../platform/module.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { recordAuthentication } from '../../../tickets/index.ts';
import { judgeLater } from '../spam/judge-later.ts';
import { authenticateMail, type RemoteHop } from './authenticate-mail.ts';

const pollMs = 2_000;
const atOnce = 5;

interface Unchecked {
  id: string;
  sha256: string;
  remote: RemoteHop;
  message_id: string | null;
}

/**
 * Checks where those mails came from that became messages before the name servers answered. The ticket's readers
 * are told, and a new ticket whose sender's domain denies the mail may be put among the spam. A process that dies in
 * the middle leaves at most five unknown.
 */
export function createAuthenticator(
  deps: Pick<Platform, 'db' | 'clock' | 'files' | 'log' | 'transact'> & { resolve: DNSResolver },
): Service & { step(): Promise<boolean> } {
  async function step(): Promise<boolean> {
    const mails = await takeUnchecked(deps.clock.now(), deps.db);
    await Promise.all(mails.map(checkOne));
    return mails.length === atOnce;
  }

  async function checkOne({ id, sha256, remote, message_id: messageId }: Unchecked): Promise<void> {
    if (messageId === null) return;
    try {
      const bytes = await deps.files.read(sha256);
      const authentication = await authenticateMail({ bytes, remote }, deps);
      await deps.transact({ actor: systemActor, correlationId: id }, async (work) => {
        const { ticketId } = await recordAuthentication({ messageId, authentication }, work);
        if (authentication.dmarc === 'fail') await judgeLater({ ticketId, messageId, bytes }, work);
      });
    } catch (error) {
      deps.log.warn({ intakeId: id, err: error }, 'the origin of a mail could not be checked');
    }
  }

  const loop = createLoop({ name: 'authenticator', pollMs, log: deps.log, run: step });
  return {
    name: 'authenticator',
    role: 'worker',
    async start() {
      loop.start();
    },
    stop: () => loop.stop(),
    step,
  };
}

async function takeUnchecked(now: Date, db: Db): Promise<Unchecked[]> {
  const { rows } = await sql<Unchecked>`
    update inbound_raw r set remote_checked_at = ${now}
    where r.id in (select id from inbound_raw where remote is not null and remote_checked_at is null and state = 'done'
      order by id limit ${atOnce} for update skip locked)
    returning r.id, r.sha256, r.remote, r.message_id`.execute(db);
  return rows;
}
