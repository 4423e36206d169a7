import { getBoardFigures, getColumnNeighbours, getLastClosed } from '@ventanilla/contracts/board';
import { setTicketDepartment } from '@ventanilla/contracts/departments';
import { downloadAttachment, previewAttachment, uploadFile } from '@ventanilla/contracts/files';
import { setTicketLine } from '@ventanilla/contracts/lines';
import { listOpenTickets, openSeveralTickets, openTicket } from '@ventanilla/contracts/new-ticket';
import { searchTickets } from '@ventanilla/contracts/search';
import {
  addNote,
  assignTicket,
  classifyTicket,
  closeTicket,
  getTicket,
  ignoreTicket,
  listStatuses,
  listTicketMessages,
  markTicketSeen,
  releaseTicket,
  reopenTicket,
  replyToTicket,
  type TicketCard,
  takeTicket,
  updateTicket,
} from '@ventanilla/contracts/tickets';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { withinTime } from '../../platform/db/within-time.ts';
import { AppError } from '../../platform/errors.ts';
import { type RouteBinding, type RouteContext, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Work } from '../../platform/work.ts';
import { findBrand } from '../brand/index.ts';
import { classifyTicket as classify } from './classifying/classify-ticket.ts';
import { readTicketClassification } from './classifying/ticket-values.ts';
import * as notes from './commands/add-note.ts';
import * as status from './commands/change-status.ts';
import * as opening from './commands/open-ticket.ts';
import * as own from './commands/own-ticket.ts';
import * as replies from './commands/reply.ts';
import { setDepartment } from './commands/set-department.ts';
import { setLine } from './commands/set-line.ts';
import { sendAttachment, sendPreview, storeUpload } from './files.routes.ts';
import { answerWritten } from './queries/answer-written.ts';
import * as figures from './queries/board-figures.ts';
import { cardOf } from './queries/cards.ts';
import { countUntil, listMessages } from './queries/messages.ts';
import * as neighbours from './queries/neighbours.ts';
import * as openTickets from './queries/open-tickets.ts';
import * as search from './queries/search.ts';
import { listStatusRows } from './queries/statuses.ts';
import { getTicketDetail } from './queries/ticket-detail.ts';
import { getTicketFor, markSeen } from './tickets.store.ts';

/** For each statement of a search: whoever waits longer has typed something else by then. */
const searchMs = 3_000;
const tooSlow = (cause: unknown) => new AppError('tickets.search_too_slow', { cause });

/** Runs a command on one ticket and answers its card as the actor now sees it. */
function change<P>(
  { transact, actor }: Pick<RouteContext<never>, 'transact'> & { actor: Actor },
  command: (input: P, work: Work) => Promise<{ id: string }>,
  input: P,
) {
  return transact(async (work) => cardOf({ ticketId: (await command(input, work)).id, actor }, work.tx));
}

/** The routes of tickets; what each demands and gives stands in its contract. */
export function ticketRoutes(platform: Platform): RouteBinding[] {
  const { db } = platform;
  return [
    route(listStatuses, async () => ({ items: await listStatusRows(db) })),
    route(getColumnNeighbours, ({ actor, params }) =>
      neighbours.getColumnNeighbours({ ...params, actor }, db),
    ),
    route(getLastClosed, async ({ actor }) => ({
      at: toInstant(await figures.getLastClosed({ actor }, db)),
    })),
    route(getBoardFigures, async ({ actor }) => {
      const timeZone = (await findBrand(db))?.time_zone ?? 'UTC';
      return figures.getBoardFigures({ actor, now: platform.clock.now(), timeZone }, db);
    }),
    route(searchTickets, ({ actor, query }) =>
      withinTime({ ms: searchMs, late: tooSlow }, db, (tx) => search.searchTickets({ actor, ...query }, tx)),
    ),
    route(getTicket, async ({ actor, params, reply }) => {
      const detail = await getTicketDetail({ ...params, actor, linksFiles: platform.publicUrl !== null }, db);
      reply.header('etag', `"${detail.ticket.version}"`);
      return detail;
    }),
    route(listTicketMessages, async ({ actor, params, query }) => {
      await getTicketFor({ ...params, actor }, db);
      const { until, cursor } = query;
      const limit = until ? await countUntil({ ...params, cursor, messageId: until }, db) : query.limit;
      const { items, olderCursor } = await listMessages({ ...params, actor, cursor, limit }, db);
      return { items: items.reverse(), nextCursor: olderCursor };
    }),
    route(listOpenTickets, async ({ actor, query }) => ({
      items: await openTickets.listOpenTickets({ ...query, actor }, db),
    })),
    route(openTicket, (context) => change(context, opening.openTicket, context.body)),
    route(openSeveralTickets, ({ actor, body, transact }) =>
      transact(async (work) => {
        const items: TicketCard[] = [];
        for (const { id } of await opening.openSeveralTickets(body, work))
          items.push(await cardOf({ ticketId: id, actor }, work.tx));
        return { items };
      }),
    ),
    route(takeTicket, (context) => change(context, own.takeTicket, context.params)),
    route(assignTicket, (context) =>
      change(context, own.assignTicket, { ...context.params, ...context.body }),
    ),
    route(setTicketDepartment, (context) =>
      change(context, setDepartment, { ...context.params, ...context.body }),
    ),
    route(setTicketLine, (context) => change(context, setLine, { ...context.params, ...context.body })),
    route(releaseTicket, (context) => change(context, own.releaseTicket, context.params)),
    route(replyToTicket, ({ actor, params, body, transact }) =>
      transact(async (work) =>
        answerWritten(await replies.replyToTicket({ ...params, ...body }, work), actor, work),
      ),
    ),
    route(addNote, ({ actor, params, body, transact }) =>
      transact(async (work) => answerWritten(await notes.addNote({ ...params, ...body }, work), actor, work)),
    ),
    route(updateTicket, (context) =>
      change(context, status.updateTicket, { ...context.params, ...context.body, version: context.ifMatch }),
    ),
    route(classifyTicket, ({ actor, params, body, transact }) =>
      transact(async (work) => {
        const ticket = await classify({ ...params, ...body }, work);
        return {
          ticket: await cardOf({ ticketId: ticket.id, actor }, work.tx),
          classification: await readTicketClassification(ticket, work.tx),
        };
      }),
    ),
    route(closeTicket, (context) => change(context, status.closeTicket, context.params)),
    route(ignoreTicket, (context) => change(context, status.ignoreTicket, context.params)),
    route(reopenTicket, (context) => change(context, status.reopenTicket, context.params)),
    route(markTicketSeen, async ({ actor, params, transact }) => {
      await transact(async (work) => {
        await getTicketFor({ ...params, actor }, work.tx);
        await markSeen(params.ticketId, work);
      });
      return undefined;
    }),
    route(uploadFile, (context) => storeUpload(context, platform)),
    route(downloadAttachment, (context) => sendAttachment(context, platform)),
    route(previewAttachment, (context) => sendPreview(context, platform)),
  ];
}
