import type { EventActor } from '@ventanilla/contracts/events';
import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import type { Actor } from '../../../platform/actor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import type { AgentToTell } from '../../identity/index.ts';
import { isWithin } from '../scopes.rules.ts';
import { holds } from '../tickets.policy.ts';
import { mailReader } from './mail-reader.ts';
import { readNoticed } from './read-noticed.ts';

/**
 * Queues a mail about one ticket for one of ours, as the notices of departments are written: its essence, its last
 * words, and answered in their name. Nothing where the ticket is gone or they no longer see it.
 * @param input.messageId the message that it is about; null: whatever was said last
 */
export async function mailAgentAboutTicket(
  input: {
    agent: Actor & { id: string };
    to: AgentToTell;
    kind: SystemMailKind;
    ticketId: string;
    messageId: string | null;
    author: EventActor;
  },
  work: Work,
  platform: Pick<Platform, 'keyring' | 'publicUrl'>,
): Promise<void> {
  const { agent, to, kind, ticketId, messageId, author } = input;
  const noticed = await readNoticed({ ticketId, messageId }, work.tx);
  if (!noticed || !isWithin(agent.scope, noticed.ticket, agent)) return;
  const reader = { ...to, mayReply: holds('tickets:reply', noticed.ticket, agent) };
  const ownerId = noticed.ticket.owner_id;
  await mailReader({ reader, kind, noticed, ownerId, author }, work, platform);
}
