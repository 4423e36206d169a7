import * as contract from '@ventanilla/contracts/writing';
import { AppError } from '../../platform/errors.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { discardDraft, saveDraft } from './commands/drafts.ts';
import { scheduleReply } from './commands/schedule-reply.ts';
import { sendScheduledReply, undoScheduledReply } from './commands/settle-scheduled-reply.ts';
import { answerWritten } from './queries/answer-written.ts';
import { getDraft, listDrafts, listDraftVersions } from './queries/drafts.ts';
import { getScheduledReply } from './queries/scheduled-replies.ts';
import { listFromAddresses } from './queries/sending-accounts.ts';
import { tellDraft } from './tell-draft.ts';
import { agentIdOf } from './tickets.policy.ts';

/** The routes of what is written and not sent: drafts and answers that wait. */
export function writingRoutes(platform: Platform): RouteBinding[] {
  const { db } = platform;
  return [
    route(contract.listDrafts, ({ actor, params }) => listDrafts({ ...params, actor }, db)),
    route(contract.saveDraft, async ({ actor, params, body, transact }) => {
      const agentId = agentIdOf(actor);
      const saved = await transact(async (work) => {
        const { stale } = await saveDraft({ ...params, ...body }, work);
        return { stale, draft: stale === null ? await getDraft({ ...params, agentId }, work.tx) : null };
      });
      if (saved.draft) {
        tellDraft({ ...params, agentId, rev: saved.draft.rev }, platform);
        return saved.draft;
      }
      throw new AppError('drafts.stale', { params: { rev: saved.stale ?? 0 } });
    }),
    route(contract.discardDraft, async ({ actor, params, transact }) => {
      await transact((work) => discardDraft(params, work));
      tellDraft({ ...params, agentId: agentIdOf(actor), rev: null }, platform);
      return undefined;
    }),
    route(contract.listDraftVersions, ({ actor, params }) => listDraftVersions({ ...params, actor }, db)),
    route(contract.listFromAddresses, async () => ({ items: await listFromAddresses(db) })),
    route(contract.scheduleReply, ({ actor, params, body, transact }) =>
      transact(async (work) => {
        const { scheduledReplyId } = await scheduleReply({ ...params, ...body }, work);
        return { scheduledReply: await getScheduledReply({ ...params, scheduledReplyId, actor }, work.tx) };
      }),
    ),
    route(contract.undoScheduledReply, ({ actor, params, query, transact }) =>
      transact(async (work) => {
        const found = await undoScheduledReply({ ...params, ...query }, work);
        const key = { ticketId: params.ticketId, agentId: agentIdOf(actor), kind: 'reply' as const };
        return { draft: found && (await getDraft(key, work.tx)) };
      }),
    ),
    route(contract.sendScheduledReply, ({ actor, params, transact }) =>
      transact(async (work) => answerWritten(await sendScheduledReply(params, work), actor, work)),
    ),
  ];
}
