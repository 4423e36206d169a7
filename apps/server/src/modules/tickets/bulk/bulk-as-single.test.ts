import type { BulkAction } from '@ventanilla/contracts/bulk';
import { updateDepartmentSettings } from '@ventanilla/contracts/department-rules';
import { createDepartment, setTicketDepartment } from '@ventanilla/contracts/departments';
import type { RouteContract } from '@ventanilla/contracts/route';
import { markNotSpam, markSpam } from '@ventanilla/contracts/spam';
import * as contract from '@ventanilla/contracts/tickets';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedAgents } from '../../../testing/test-app.ts';
import { type BulkDesk, openBulkDesk } from './test-ground/bulk-desk.ts';

let desk: BulkDesk;
let people: Record<'ana' | 'sofia' | 'admin' | 'carla', string>;
let kept: string;
let open: string;

beforeAll(async () => {
  desk = await openBulkDesk();
  const [admin, carla] = (await seedAgents(desk.app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Carla Nava', roleKey: 'department_agent' },
  ])) as [string, string];
  people = { ana: desk.ana, sofia: desk.sofia, admin, carla };
  const make = async (name: string) =>
    (await desk.app.call(createDepartment, { as: admin, body: { name, memberIds: [carla] } })).body;
  open = (await make('Soporte')).id;
  const ruled = await make('Cobranza');
  kept = ruled.id;
  // Its own people alone close there and set flags, and nobody has more than two.
  const saved = await desk.app.call(updateDepartmentSettings, {
    as: admin,
    params: { departmentId: kept },
    headers: { 'if-match': '"1"' },
    body: { rules: { close: { members: true }, flag: { members: true }, atMost: 2, closeNeeds: ['type'] } },
  });
  expect(saved.status).toBe(200);
});
afterAll(() => desk.app.close());

interface Kind {
  owner: 'ana' | 'sofia' | null;
  department: 'kept' | 'open' | null;
  status: 'open' | 'in_progress' | 'closed';
  answered: boolean;
  spam: boolean;
  flag: string | null;
  type: string | null;
}
const kinds: fc.Arbitrary<Kind> = fc.record({
  owner: fc.constantFrom('ana' as const, 'sofia' as const, null),
  department: fc.constantFrom('kept' as const, 'open' as const, null),
  status: fc.constantFrom('open' as const, 'in_progress' as const, 'open' as const, 'closed' as const),
  answered: fc.boolean(),
  spam: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  flag: fc.constantFrom('blue', null),
  type: fc.constantFrom('problem', null),
});

type Target = { as: keyof typeof people; action: (at: { me: string }) => BulkAction };
const targets: fc.Arbitrary<Target> = fc.record({
  as: fc.constantFrom('ana' as const, 'sofia' as const, 'admin' as const, 'carla' as const),
  action: fc.constantFrom<Target['action'][]>(
    ({ me }) => ({ kind: 'assign', agentId: me }),
    () => ({ kind: 'assign', agentId: desk.beto }),
    () => ({ kind: 'assign', agentId: null }),
    () => ({ kind: 'department', departmentId: open }),
    () => ({ kind: 'status', statusKey: 'closed' }),
    () => ({ kind: 'status', statusKey: 'ignored' }),
    () => ({ kind: 'status', statusKey: 'waiting_customer' }),
    () => ({ kind: 'reopen' }),
    () => ({ kind: 'flag', flag: 'blue' }),
    () => ({ kind: 'flag', flag: null }),
    () => ({ kind: 'priority', priorityKey: 'critical' }),
    () => ({ kind: 'type', typeKey: 'problem' }),
    () => ({ kind: 'tags', add: ['complaint'], remove: [] }),
    () => ({ kind: 'spam', isSpam: true }),
    () => ({ kind: 'spam', isSpam: false }),
  ),
});

async function seed(all: readonly Kind[]): Promise<string[]> {
  const ids = await desk.tickets(all.length);
  for (const [at, kind] of all.entries()) {
    const departmentId = kind.department && { kept, open }[kind.department];
    const closedAt = kind.status === 'closed' ? desk.app.clock.now() : null;
    await sql`update tickets set owner_id = ${kind.owner && people[kind.owner]}, department_id = ${departmentId},
        status_key = ${kind.status}, status_category = ${kind.status}, closed_at = ${closedAt},
        first_answer_at = ${kind.answered ? desk.app.clock.now() : null}, is_spam = ${kind.spam}, flag = ${kind.flag},
        type_key = ${kind.type}
      where id = ${ids[at]!}`.execute(desk.app.platform.db);
  }
  return ids;
}

const nothing = { addTags: [], removeTags: [], newTags: [], fields: {} };

/** The same by hand, as the desk asks for it; answers the code of the refusal, or null. */
async function byHand(ticketId: string, action: BulkAction, as: string): Promise<string | null> {
  const { rows } = await sql<{
    version: number;
    owner_id: string | null;
    status_key: string;
    closed_at: Date | null;
  }>`
    select version, owner_id, status_key, closed_at from tickets where id = ${ticketId}`.execute(
    desk.app.platform.db,
  );
  const ticket = rows[0]!;
  const ask = async (route: RouteContract, body?: object, version = ticket.version) =>
    (
      await desk.app.call(route, {
        as,
        params: { ticketId },
        headers: { 'if-match': `"${version}"` },
        ...(body ? { body } : {}),
      } as never)
    ).code;
  switch (action.kind) {
    case 'assign':
      if (action.agentId === null) return ask(contract.releaseTicket);
      if (action.agentId === as && !ticket.owner_id) return ask(contract.takeTicket);
      return ask(contract.assignTicket, { agentId: action.agentId });
    case 'department':
      return ask(setTicketDepartment, { departmentId: action.departmentId });
    case 'status':
      if (ticket.status_key === action.statusKey) return null;
      if (action.statusKey === 'closed') return ask(contract.closeTicket);
      if (action.statusKey === 'ignored') return ask(contract.ignoreTicket);
      return ask(contract.updateTicket, { statusKey: action.statusKey });
    case 'reopen':
      return ticket.closed_at ? ask(contract.reopenTicket) : null;
    case 'flag':
      return ask(contract.classifyTicket, { ...nothing, flag: action.flag });
    case 'priority':
      return ask(contract.classifyTicket, { ...nothing, priorityKey: action.priorityKey });
    case 'type':
      return ask(contract.classifyTicket, { ...nothing, typeKey: action.typeKey });
    case 'tags':
      return ask(contract.classifyTicket, { ...nothing, addTags: action.add, removeTags: action.remove });
    case 'spam':
      return ask(action.isSpam ? markSpam : markNotSpam);
    case 'read':
      return ask(contract.markTicketSeen);
  }
}

/** A ticket and its history, without what tells one ticket or moment from another. */
async function storyOf(ticketId: string) {
  const { db } = desk.app.platform;
  const state =
    await sql`select owner_id, department_id, status_key, status_category, closed_at is null as is_open, is_spam,
      flag, type_key, priority_key, close_kept, version, array(select tag_key from ticket_tags g where g.ticket_id = t.id) as tags
    from tickets t where id = ${ticketId}`.execute(db);
  const events = await sql`select type, version, actor, payload - 'ticketId' as payload from events
    where subject_id = ${ticketId} order by id`.execute(db);
  return { state: state.rows[0], events: events.rows };
}

const tally = (codes: Iterable<string>) => {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

/** Nobody has anything any more: a limit of open tickets begins anew. */
const clear = () => sql`update tickets set owner_id = null`.execute(desk.app.platform.db);

test('a run does to each ticket what its commands do to one, and was foretold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(kinds, { minLength: 3, maxLength: 6 }), targets, async (all, target) => {
      const as = people[target.as];
      const action = target.action({ me: as });
      await clear();
      const many = await seed(all);
      const foretold = await desk.preview(as, { ids: many }, action);
      const run = await desk.run(as, { ids: many }, action);
      const refused = new Map(
        (await desk.failuresOf(as, run.id)).map(({ ticketId, code }) => [ticketId, code]),
      );
      const stories = await Promise.all(many.map(storyOf));
      await clear();
      const single = await seed(all);
      const codes: (string | null)[] = [];
      for (const id of single) codes.push(await byHand(id, action, as));
      // What one does not see, one cannot select.
      const seen = codes.map((code) => (code === 'tickets.not_found' ? null : code));
      expect(many.map((id) => refused.get(id) ?? null)).toEqual(seen);
      expect(stories).toEqual(await Promise.all(single.map(storyOf)));
      expect([foretold.changing, foretold.untouched]).toEqual([run.changed, run.unchanged]);
      const reasons = foretold.refused.flatMap(({ code, count }) => Array<string>(count).fill(code));
      expect(tally(reasons)).toEqual(tally(refused.values()));
    }),
    { numRuns: 25 },
  );
}, 120_000);
