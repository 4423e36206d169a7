import * as content from '@ventanilla/contracts/board-content';
import { addColumn, createBoard } from '@ventanilla/contracts/boards';
import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import type { Condition, Filter } from '@ventanilla/contracts/filters';
import { markNotSpam, markSpam } from '@ventanilla/contracts/spam';
import * as tickets from '@ventanilla/contracts/tickets';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive, seedMailbox } from '../../../testing/received.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../testing/test-app.ts';

const hourMs = 3_600_000;
const limit = 100;

let app: TestApp;
let admin: string;
let ana: string;
let beto: string;
let sofia: string;
let department: string;
const ticketIds: string[] = [];

beforeAll(async () => {
  app = await createTestApp();
  const account = await seedMailbox(app);
  [admin, ana, beto, sofia] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Ana Solis' },
    { name: 'Beto Ruiz' },
    { name: 'Sofia Jefa', roleKey: 'supervisor' },
  ])) as [string, string, string, string];
  department = (await app.call(createDepartment, { as: admin, body: { name: 'Soporte', memberIds: [] } }))
    .body.id;
  for (let each = 0; each < 6; each++)
    ticketIds.push((await receive(app, account, { from: `p${each % 3}@x.mx` })).ticketId);
  await app.settle();
});
afterAll(() => app.close());

const conditions: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  { field: 'owner', op: 'any_of', values: ['@own'] },
  { field: 'owner', op: 'empty' },
  { field: 'stage', op: 'any_of', values: ['new'] },
  { field: 'stage', op: 'any_of', values: ['your_turn', 'answered'] },
  { field: 'statusCategory', op: 'none_of', values: ['closed', 'ignored'] },
  { field: 'lastWriter', op: 'any_of', values: ['customer'] },
  { field: 'priority', op: 'at_least', values: ['urgent'] },
  { field: 'priority', op: 'empty' },
  { field: 'flag', op: 'any_of', values: ['blue'] },
  { field: 'tag', op: 'any_of', values: ['complaint'] },
  { field: 'department', op: 'present' },
  { field: 'spam', op: 'is', value: true },
  { field: 'closedAt', op: 'present' },
  { field: 'unread', op: 'is', value: true },
  { field: 'activityAt', op: 'before', moment: '-2h' },
  { field: 'createdAt', op: 'within', period: 'today' },
  { field: 'ourLastAt', op: 'after', moment: '-1d' },
  { field: 'statusSince', op: 'before', moment: '-3h' },
  { field: 'dueAt', op: 'before', moment: '+1d' },
  { field: 'text', op: 'contains', text: 'reviso' },
);
const filters: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 3, arbitrary: conditions },
  fc.array(conditions, { minLength: 2, maxLength: 3 }).map((and) => ({ and })),
  fc.array(conditions, { minLength: 2, maxLength: 3 }).map((or) => ({ or })),
  conditions.map((not) => ({ not })),
);

type Step = { what: keyof typeof steps; at: number };
const steps = {
  take: (ticketId: string) => app.call(tickets.takeTicket, { as: ana, params: { ticketId } }),
  give: (ticketId: string) =>
    app.call(tickets.assignTicket, {
      as: sofia,
      params: { ticketId },
      body: { agentId: beto },
    }),
  release: (ticketId: string) => app.call(tickets.releaseTicket, { as: sofia, params: { ticketId } }),
  reply: (ticketId: string) =>
    app.call(tickets.replyToTicket, { as: ana, params: { ticketId }, body: { text: 'Hola, ya lo reviso.' } }),
  seen: (ticketId: string) => app.call(tickets.markTicketSeen, { as: ana, params: { ticketId } }),
  close: (ticketId: string) => app.call(tickets.closeTicket, { as: sofia, params: { ticketId } }),
  ignore: (ticketId: string) => app.call(tickets.ignoreTicket, { as: sofia, params: { ticketId } }),
  reopen: (ticketId: string) => app.call(tickets.reopenTicket, { as: sofia, params: { ticketId } }),
  spam: (ticketId: string) => app.call(markSpam, { as: sofia, params: { ticketId }, body: {} }),
  notSpam: (ticketId: string) => app.call(markNotSpam, { as: sofia, params: { ticketId }, body: {} }),
  move: (ticketId: string) =>
    app.call(setTicketDepartment, {
      as: admin,
      params: { ticketId },
      body: { departmentId: department },
    }),
  urge: (ticketId: string) => classify(ticketId, { priorityKey: 'urgent', priorityReason: 'Se pidió' }),
  flag: (ticketId: string) => classify(ticketId, { flag: 'blue' }),
  unflag: (ticketId: string) => classify(ticketId, { flag: null }),
  tag: (ticketId: string) => classify(ticketId, { addTags: ['complaint'] }),
  untag: (ticketId: string) => classify(ticketId, { removeTags: ['complaint'] }),
  due: (ticketId: string) =>
    classify(ticketId, { dueAt: new Date(app.clock.now().getTime() + 30 * hourMs).toISOString() }),
  wait: async () => app.clock.advance(hourMs),
  waitLong: async () => app.clock.advance(26 * hourMs),
};

const classify = (ticketId: string, body: object) =>
  app.call(tickets.classifyTicket, { as: admin, params: { ticketId }, body });

const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
  at: fc.nat({ max: 5 }),
});

/** What a screen shows: ids of the tickets in each column, kept up as the desk keeps it. */
type Screen = Map<string, string[]>;

async function openBoard(tree: readonly Filter[]): Promise<string> {
  const name = app.platform.ids.uuid();
  const body = { name, audience: 'personal' as const, teamId: null, copyOf: 'default' as const };
  const board = (await app.call(createBoard, { as: ana, body })).body;
  for (const [index, filter] of tree.entries())
    await app.call(addColumn, {
      as: ana,
      params: { boardId: board.id! },
      headers: { 'if-match': `"${1 + index}"` },
      body: {
        name: `C${index}`,
        colour: null,
        source: { kind: 'filter', filter },
        sort: '-activity',
        shows: [],
      },
    });
  return board.id!;
}

async function fresh(boardId: string) {
  const { body, status } = await app.call(content.readBoard, {
    as: ana,
    params: { boardId },
    query: { limit },
  });
  expect(status).toBe(200);
  expect(body.columns.map(({ problem }) => problem).filter(Boolean)).toEqual([]);
  return body;
}

/** What the stream would name since then, asked about as the desk asks. */
async function follow(screen: Screen, boardId: string, since: number) {
  await app.settle();
  const { rows } = await sql<{ id: string }>`select distinct e.subject_id as id from events_log l
    join events e on e.id = l.event_id where l.pos > ${since} and e.subject_type = 'ticket'`.execute(
    app.platform.db,
  );
  const ids = rows.map(({ id }) => id);
  const changed = await app.call(content.readBoardCards, {
    as: ana,
    params: { boardId },
    query: { ids: ids.join(',') },
  });
  const standing = new Map(changed.body.items.map(({ card, columns }) => [card.id, columns as string[]]));
  for (const [column, shown] of screen) {
    const rest = shown.filter((id) => !ids.includes(id));
    screen.set(column, [...rest, ...ids.filter((id) => standing.get(id)?.includes(column))]);
  }
  const timed = await app.call(content.readTimedColumns, { as: ana, params: { boardId }, query: { limit } });
  for (const { id, ticketIds: now } of timed.body.columns) screen.set(id, now);
  return changed.body.counts;
}

const sorted = (screen: Screen) =>
  Object.fromEntries([...screen].map(([column, ids]) => [column, [...ids].sort()]));
const screenOf = (board: Awaited<ReturnType<typeof fresh>>): Screen =>
  new Map(board.columns.map(({ id, items }) => [id as string, items.map((card) => card.id)]));

test('what the stream and the clock bring to a screen is what a fresh one shows, whatever was done', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(filters, { minLength: 3, maxLength: 6 }),
      fc.array(anyStep, { minLength: 4, maxLength: 8 }),
      async (tree, plan) => {
        const boardId = await openBoard(tree);
        const first = await fresh(boardId);
        const screen = screenOf(first);
        let { position } = first;
        for (const { what, at } of plan) {
          await steps[what](ticketIds[at]!);
          const counts = await follow(screen, boardId, position);
          const now = await fresh(boardId);
          expect(sorted(screen), what).toEqual(sorted(screenOf(now)));
          expect(counts).toEqual(Object.fromEntries(now.columns.map(({ id, count }) => [id, count])));
          ({ position } = now);
        }
      },
    ),
    { numRuns: 8 },
  );
}, 120_000);
