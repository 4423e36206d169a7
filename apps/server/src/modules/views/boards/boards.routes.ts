import * as content from '@ventanilla/contracts/board-content';
import * as contract from '@ventanilla/contracts/boards';
import type { Actor } from '../../../platform/actor.ts';
import { AppError } from '../../../platform/errors.ts';
import { type RouteBinding, type RouteContext, route } from '../../../platform/http/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import { createFilterClock } from '../../tickets/index.ts';
import { tellReaders } from '../tell-readers.ts';
import { type BoardRow, findBoard, listBoards, outlineOf } from './boards.store.ts';
import * as boards from './commands/write-boards.ts';
import * as columns from './commands/write-columns.ts';
import * as read from './read-board.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Boards of people's own, and what stands on them. */
export function ownBoardRoutes({ db, log, clock: wall }: Platform): RouteBinding[] {
  const clock = createFilterClock(wall);

  /** Changes a board, answers how it is now, and tells those who see it. `command` answers it as it was. */
  async function change<P>(
    { transact, actor }: Pick<RouteContext<never>, 'transact'> & { actor: Actor },
    command: (input: P, work: Work) => Promise<BoardRow>,
    input: P,
  ) {
    const { before, after, outline } = await transact(async (work) => {
      const row = await command(input, work);
      const now = (await findBoard({ boardId: row.id, actor, lock: false }, work.tx)) ?? row;
      return { before: row, after: now, outline: await outlineOf({ boardId: row.id, actor }, work.tx) };
    });
    tellReaders({ event: 'boards', data: { boardId: after.id }, readers: [before, after] }, db).catch(
      (error: unknown) => log.warn({ err: error }, 'a changed board could not be told'),
    );
    return outline;
  }

  return [
    route(contract.listBoards, async ({ actor }) => ({ items: await listBoards({ actor }, db) })),
    route(contract.createBoard, (context) => {
      context.reply.code(201);
      return change(context, boards.createBoard, context.body);
    }),
    route(contract.updateBoard, (context) => {
      const { params, ifMatch, body } = context;
      return change(context, boards.updateBoard, { ...params, version: ifMatch, changes: body });
    }),
    route(contract.deleteBoard, async (context) => {
      await change(context, boards.deleteBoard, context.params);
      return undefined;
    }),
    route(contract.restoreBoard, (context) => change(context, boards.restoreBoard, context.params)),
    route(contract.addColumn, (context) => {
      const { params, ifMatch, body, reply } = context;
      reply.code(201);
      return change(context, columns.addColumn, { ...params, version: ifMatch, body });
    }),
    route(contract.updateColumn, (context) => {
      const { params, ifMatch, body } = context;
      return change(context, columns.updateColumn, { ...params, version: ifMatch, changes: body });
    }),
    route(contract.removeColumn, (context) =>
      change(context, columns.removeColumn, { ...context.params, version: context.ifMatch }),
    ),
    route(contract.restoreColumn, (context) =>
      change(context, columns.restoreColumn, { ...context.params, version: context.ifMatch }),
    ),
    route(contract.orderColumns, (context) => {
      const { params, ifMatch, body } = context;
      return change(context, columns.orderColumns, { ...params, version: ifMatch, ...body });
    }),
    route(contract.restoreDefaultColumns, (context) =>
      change(context, columns.restoreDefaultColumns, { ...context.params, version: context.ifMatch }),
    ),
    route(content.readBoard, ({ actor, params, query }) =>
      read.readBoard({ ...params, ...query, actor, clock }, db),
    ),
    route(content.readColumn, ({ actor, params, query }) =>
      read.readColumn({ ...params, ...query, actor, clock }, db),
    ),
    route(content.readBoardCards, ({ actor, params, query }) => {
      const ticketIds = query.ids.split(',').filter((id) => uuid.test(id));
      if (ticketIds.length > content.cardsPerRefreshMax) throw new AppError('http.invalid_request');
      const counted = query.count?.split(',').filter(Boolean);
      return read.readBoardCards({ ...params, ticketIds, counted, actor, clock }, db);
    }),
    route(content.readTimedColumns, ({ actor, params, query }) =>
      read.readTimedColumns({ ...params, ...query, actor, clock }, db),
    ),
  ];
}
