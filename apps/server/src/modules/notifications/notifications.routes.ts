import * as contracts from '@ventanilla/contracts/notifications';
import type { Actor } from '../../platform/actor.ts';
import { tellAgents } from '../../platform/agent-news.ts';
import { AppError } from '../../platform/errors.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { CalendarBooks } from '../calendar/index.ts';
import { readNoticeChoosers } from '../identity/index.ts';
import { markNotifications, readNotifications, unreadAgain } from './commands/mark-notifications.ts';
import { postponeNotifications, returnNotifications } from './commands/postpone-notifications.ts';
import { postponeMoments } from './postpone.rules.ts';
import { countNotifications } from './queries/count-notifications.ts';
import { listNotifications } from './queries/list-notifications.ts';

/** Throws `auth.forbidden` for a program: what is one's own belongs to a person. */
function agentIdOf({ kind, id }: Actor): string {
  if (kind !== 'agent' || id === null) throw new AppError('auth.forbidden');
  return id;
}

/** One's own notices. What is marked on one screen is told to the others after the commit. */
export function notificationRoutes(
  { db, log, clock }: Platform,
  { books }: { books: CalendarBooks },
): RouteBinding[] {
  const count = (actor: Actor) => countNotifications({ agentId: agentIdOf(actor), actor }, db);
  const tellScreens = (agentId: string) => {
    tellAgents([{ agentId, event: 'notices', data: { added: [] } }], db).catch((error: unknown) =>
      log.warn({ err: error }, 'read notices could not be told'),
    );
  };
  return [
    route(contracts.listNotifications, ({ actor, query }) =>
      listNotifications(
        { ...query, postponed: query.postponed === 'true', agentId: agentIdOf(actor), actor },
        db,
      ),
    ),
    route(contracts.countNotifications, ({ actor }) => count(actor)),
    route(contracts.markNotifications, async ({ actor, body, transact }) => {
      const agentId = agentIdOf(actor);
      await transact((work) => markNotifications({ ...body, agentId }, work));
      tellScreens(agentId);
      return count(actor);
    }),
    route(contracts.readNotifications, async ({ actor, body, transact }) => {
      const agentId = agentIdOf(actor);
      const read = await transact(async (work) => ({
        count: await readNotifications({ ...body, agentId }, work),
        at: work.now.toISOString(),
      }));
      if (read.count > 0) tellScreens(agentId);
      return { undo: read.count > 0 ? read.at : null, count: read.count, unread: await count(actor) };
    }),
    route(contracts.undoReadNotifications, async ({ actor, body, transact }) => {
      const agentId = agentIdOf(actor);
      await transact((work) => unreadAgain({ agentId, readAt: new Date(body.undo) }, work));
      tellScreens(agentId);
      return count(actor);
    }),
    route(contracts.listPostponeMoments, async ({ actor }) => {
      const agentId = agentIdOf(actor);
      const timeZone =
        (await readNoticeChoosers({ agentIds: [agentId] }, db)).get(agentId)?.timeZone ?? 'UTC';
      const moments = postponeMoments({ at: clock.now(), timeZone }, (await books.read(db)).choose([]));
      return { timeZone, items: moments.map(({ key, at }) => ({ key, at: at.toISOString() })) };
    }),
    route(contracts.postponeNotifications, async ({ actor, body, transact }) => {
      const agentId = agentIdOf(actor);
      const until = new Date(body.until);
      await transact((work) => postponeNotifications({ agentId, ids: body.ids, until }, work));
      tellScreens(agentId);
      return count(actor);
    }),
    route(contracts.returnNotifications, async ({ actor, body, transact }) => {
      const agentId = agentIdOf(actor);
      await transact((work) => returnNotifications({ agentId, ids: body.ids }, work));
      tellScreens(agentId);
      return count(actor);
    }),
  ];
}
