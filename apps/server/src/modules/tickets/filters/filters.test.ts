import { createField } from '@ventanilla/contracts/classification';
import { createDepartment } from '@ventanilla/contracts/departments';
import * as contract from '@ventanilla/contracts/filter-routes';
import type { Filter } from '@ventanilla/contracts/filters';
import { classifyTicket, closeTicket, takeTicket } from '@ventanilla/contracts/tickets';
import { listTickets, ticketOrders } from '@ventanilla/contracts/views';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receive } from '../../../testing/received.ts';
import { seedAgents } from '../../../testing/test-app.ts';
import { findAgentActor } from '../../identity/index.ts';
import type { ColumnQuery } from '../columns/column-query.ts';
import { readStanding } from '../columns/standing.ts';
import { openTestDesk, type TestDesk } from '../test-ground/desk.ts';
import { compileFilter } from './compile-filter.ts';
import { createFilterClock } from './filter-clock.ts';
import { type Facts, fits } from './test-ground/filter-model.ts';
import { treesAbout } from './test-ground/filters-about.ts';

let desk: TestDesk;
let admin: string;
/** Sees the tickets of «Soporte», of no department, and her own. */
let carla: string;
let support: string;
const fields: Record<string, string> = {};
const parent = '0197b000-0000-7000-8000-000000000001';
const school = '0197b000-0000-7000-8000-000000000002';

beforeAll(async () => {
  desk = await openTestDesk();
  const { app } = desk;
  [admin, carla] = (await seedAgents(app, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Carla Nava', roleKey: 'department_agent' },
  ])) as [string, string];
  support = (await app.call(createDepartment, { as: admin, body: { name: 'Soporte', memberIds: [carla] } }))
    .body.id;
  for (const kind of ['text', 'number', 'money', 'date', 'checkbox'] as const)
    fields[kind] = (await app.call(createField, { as: admin, body: { name: `De ${kind}`, kind } })).body.key;
  await sql`insert into organizations (id, name, parent_id, created_at) values
    (${parent}, 'Red Benito', null, ${app.clock.now()}), (${school}, 'Colegio San Benito', ${parent}, ${app.clock.now()})`.execute(
    app.platform.db,
  );
  for (let each = 0; each < 14; each++) await makeTicket(each);
  await app.settle();
}, 60_000);
afterAll(() => desk.app.close());

/** Each different from the others in something that may be asked. */
async function makeTicket(each: number) {
  const { app, account, ana, beto } = desk;
  const subject = ['No abre el salón', 'Contraseña', 'Boletas de 3.º', 'ÁRBOL de grupos'][each % 4]!;
  const { ticketId } = await receive(app, account, {
    from: `p${each % 5}@x.mx`,
    subject,
    text: each % 3 === 0 ? 'No puedo entrar a la plataforma' : 'Gracias por las calificaciones',
  });
  const params = { ticketId };
  if (each % 3 === 1) await app.call(takeTicket, { as: each % 2 ? ana : beto, params });
  if (each % 4 === 2) await desk.reply(ticketId, ana);
  await app.call(classifyTicket, {
    as: admin,
    params,
    body: {
      typeKey: each % 3 ? 'problem' : null,
      ...(each % 3 ? { priorityKey: each % 2 ? 'urgent' : 'critical', priorityReason: 'Se pidió' } : {}),
      flag: each % 2 ? 'blue' : null,
      dueAt: each % 5 ? new Date(app.clock.now().getTime() + (each - 6) * 7 * 3_600_000).toISOString() : null,
      addTags: each % 2 ? ['complaint'] : [],
      fields: {
        ...(each % 2 ? { [fields['text']!]: 'Álgebra II' } : {}),
        ...(each % 3 ? { [fields['number']!]: each } : {}),
        ...(each % 3 === 1 ? { [fields['money']!]: { amount: each * 1.5, currency: 'MXN' } } : {}),
        ...(each % 4 ? { [fields['date']!]: `2026-11-${10 + each}` } : {}),
        ...(each % 2 ? { [fields['checkbox']!]: true } : {}),
      },
    },
  });
  if (each % 5 === 2) await app.call(closeTicket, { as: admin, params }).catch(() => null);
  const at = (days: number) => new Date(app.clock.now().getTime() - days * 86_400_000);
  await sql`update tickets set created_at = ${at(each * 1.7)}, activity_at = ${at(each * 0.6)}, organization_id = ${[null, parent, school][each % 3]},
    department_id = ${each % 4 === 3 ? support : null}, note_count = ${each % 4}, is_spam = ${each === 13}, no_news = ${each % 6 === 1},
    clock = ${each % 4 === 1 ? JSON.stringify({ metric: 'resolution', state: each % 8 === 1 ? 'breached' : 'running', startedAt: at(1).toISOString(), warnAt: null, dueAt: at(each - 8).toISOString() }) : null}::jsonb
    where id = ${ticketId}`.execute(app.platform.db);
}

/** The same facts read one by one, in the plainest way. */
async function readFacts(): Promise<Map<string, Facts>> {
  const { rows } = await sql<Record<string, unknown> & { id: string }>`
    select t.*, (select array_agg(tag_key) from ticket_tags g where g.ticket_id = t.id) as tags,
      (select array_agg(tag_key) from contact_tags g where g.contact_id = t.requester_id) as contact_tags,
      (select array_agg(distinct k.mark) from tags k where k.mark is not null and (
        k.key in (select tag_key from ticket_tags g where g.ticket_id = t.id) or
        k.key in (select tag_key from contact_tags g where g.contact_id = t.requester_id))) as marks,
      (select array_agg(team_id::text) from agent_teams g where g.agent_id = t.owner_id) as teams,
      (select started_at from ticket_intervals i where i.ticket_id = t.id and i.ended_at is null) as since,
      exists (select from ticket_reads r where r.ticket_id = t.id and r.agent_id = ${desk.ana} and r.seen_at >= t.customer_last_at) as seen,
      (select field_values from ticket_fields f where f.ticket_id = t.id) as own
    from tickets t`.execute(desk.app.platform.db);
  return new Map(
    rows.map((row) => {
      const date = (key: string) => (row[key] as Date | null) ?? null;
      const clock = row['clock'] as { state: string; metric: string; dueAt: string | null } | null;
      const own = (row['own'] ?? {}) as Record<string, unknown>;
      const ours = date('our_last_at');
      const theirs = date('customer_last_at');
      const money = own[fields['money']!] as { amount: number } | undefined;
      return [
        row.id,
        {
          status: row['status_key'],
          statusCategory: row['status_category'],
          stage: row['stage'],
          lastWriter: !ours && !theirs ? null : !ours || (theirs && theirs > ours) ? 'customer' : 'us',
          priority: row['priority_key'],
          type: row['type_key'],
          subject: row['subject_key'],
          flag: row['flag'],
          tag: row['tags'] ?? [],
          contactTag: row['contact_tags'] ?? [],
          mark: row['marks'] ?? [],
          owner: row['owner_id'],
          ownerTeam: row['teams'] ?? [],
          department: row['department_id'],
          line: row['line_id'],
          requester: row['requester_id'],
          organization: row['organization_id'],
          channel: row['channel'],
          channelAccount: row['channel_account_id'],
          createdAt: date('created_at'),
          activityAt: date('activity_at'),
          customerLastAt: theirs,
          ourLastAt: ours,
          firstAnswerAt: date('first_answer_at'),
          resolvedAt: date('resolved_at'),
          closedAt: date('closed_at'),
          statusSince: date('since'),
          dueAt: date('due_at'),
          clockDueAt: clock?.dueAt ? new Date(clock.dueAt) : null,
          clockState: clock?.state ?? null,
          clockMetric: clock?.metric ?? null,
          noNews: row['no_news'],
          unread: theirs !== null && !row['seen'],
          spam: row['is_spam'],
          deliveryFailed: row['delivery_failed'],
          followUp: row['previous_ticket_id'] !== null,
          notes: row['note_count'],
          attachments: row['attachment_count'],
          number: row['number'],
          title: row['subject'],
          [`field:${fields['text']}`]: own[fields['text']!] ?? null,
          [`field:${fields['number']}`]: own[fields['number']!] ?? null,
          [`field:${fields['money']}`]: money?.amount ?? null,
          [`field:${fields['date']}`]: own[fields['date']!] ?? null,
          [`field:${fields['checkbox']}`]: own[fields['checkbox']!] === true,
        } as Facts,
      ];
    }),
  );
}

describe('what a filter finds', () => {
  test('is what it says, whatever is asked', async () => {
    const { app, ana } = desk;
    const facts = await readFacts();
    const time = await createFilterClock(app.clock).read(app.platform.db);
    const { rows: ranked } = await sql<{ key: string }>`select key from priorities order by position`.execute(
      app.platform.db,
    );
    const reader = {
      time,
      own: { owner: [ana], department: [support], ownerTeam: [] },
      ranks: ranked.map(({ key }) => key),
      below: (id: string) => (id === parent ? [parent, school] : [id]),
    };
    const tree = treesAbout({ facts: [...facts.values()], fields, parent });
    let some = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { minLength: 20, maxLength: 20 }), async (filters) => {
        const asked = filters.map(
          (filter, index) =>
            sql`(${compileFilter(filter, { id: ana, departmentIds: [support], portfolioIds: [], time })}) is true as ${sql.ref(`f${index}`)}`,
        );
        const { rows } = await sql<
          Record<string, boolean> & { id: string }
        >`select t.id, ${sql.join(asked)} from tickets t`.execute(app.platform.db);
        for (const row of rows)
          for (const [index, filter] of filters.entries()) {
            const isFound = row[`f${index}`];
            if (isFound) some++;
            expect({ filter, facts: facts.get(row.id), isFound }).toEqual({
              filter,
              facts: facts.get(row.id),
              isFound: fits(filter, facts.get(row.id)!, reader),
            });
          }
      }),
      { numRuns: 40 },
    );
    expect(some).toBeGreaterThan(500);
  });

  test('stands in a column the same whether it is read with many others or by itself', async () => {
    const { app, ana } = desk;
    const read = async (columns: ColumnQuery[]) => {
      const actor = (await findAgentActor({ agentId: ana }, app.platform.db))!;
      const input = { columns, actor, clock: createFilterClock(app.clock), limit: 3 };
      return (await readStanding(input, app.platform.db)).columns;
    };
    const open: Filter = { field: 'statusCategory', op: 'none_of', values: ['closed', 'ignored'] };
    const facts = [...(await readFacts()).values()];
    const trees = treesAbout({ facts, fields, parent });
    const filter = fc.oneof(
      trees,
      trees.map((tree) => ({ and: [open, tree] })),
    );
    const sort = fc.constantFrom(...ticketOrders, ...ticketOrders.map((order) => `-${order}` as const));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ source: filter, sort }), { minLength: 8 }), async (asked) => {
        const columns = asked.map((column, index) => ({ ...column, id: `${index}` }));
        const apart = await Promise.all(columns.map(async (column) => (await read([column]))[0]));
        expect(await read(columns)).toEqual(apart);
      }),
      { numRuns: 30 },
    );
  });

  test('words are looked for in messages and notes, without accents, and phrases as they stand', async () => {
    const count = async (text: string) => {
      const body = { filter: { field: 'text', op: 'contains', text } as const };
      return (await desk.app.call(contract.previewFilter, { as: desk.ana, body })).body.count.value;
    };
    // One of the fourteen is spam, which no list shows unless it is asked for.
    expect([
      await count('plataforma'),
      await count('"no puedo entrar"'),
      await count('"entrar no puedo"'),
      await count('CALIFICACIONES'),
    ]).toEqual([5, 5, 0, 8]);
  });
});

describe('a list', () => {
  const all = async (sort: string, filter: Filter = { and: [] }, as = desk.ana) => {
    const ids: string[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { sort, filter: JSON.stringify(filter), limit: 3, ...(cursor ? { cursor } : {}) };
      const { status, body } = await desk.app.call(listTickets, { as, query: query as never });
      expect(status).toBe(200);
      ids.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    return ids;
  };

  test.each(ticketOrders)(
    'by %s has every ticket once, whatever the size of its pages, and backwards the other way',
    async (order) => {
      const forwards = await all(order);
      expect(new Set(forwards).size).toBe(13);
      expect(forwards).toHaveLength(13);
      expect(await all(`-${order}`)).toEqual([...forwards].reverse());
    },
  );

  test('shows to each what they may see, whatever it asks for', async () => {
    expect(await all('number', { and: [] }, carla)).toHaveLength(13);
    const { body } = await desk.app.call(createDepartment, {
      as: admin,
      body: { name: 'Sistemas', memberIds: [] },
    });
    await sql`update tickets set department_id = ${body.id} where number % 2 = 0`.execute(
      desk.app.platform.db,
    );
    const everything = await all(
      'number',
      { or: [{ and: [] }, { field: 'department', op: 'any_of', values: [body.id] }] },
      carla,
    );
    expect(everything.length).toBeLessThan(13);
    const hidden = (await all('number', { field: 'department', op: 'any_of', values: [body.id] })).filter(
      (id) => everything.includes(id),
    );
    const { rows: owned } = await sql<{
      id: string;
    }>`select id from tickets where owner_id = ${carla}`.execute(desk.app.platform.db);
    expect(hidden).toEqual(owned.map(({ id }) => id));
    await sql`update tickets set department_id = null where department_id = ${body.id}`.execute(
      desk.app.platform.db,
    );
  });

  test('says no, in words, to a filter that is none and to a cursor of another order', async () => {
    const call = (query: object) => desk.app.call(listTickets, { as: desk.ana, query: query as never });
    expect((await call({ filter: '{"field":"constructor","op":"any_of","values":["x"]}' })).status).toBe(400);
    expect((await call({ filter: 'estado' })).status).toBe(400);
    const { body } = await call({ sort: 'number', limit: 2 });
    expect((await call({ sort: 'created', cursor: body.nextCursor })).status).toBe(400);
  });

  test('of one longer than an address holds it reads none, nor of filters within filters without end', async () => {
    const values = Array.from({ length: 200 }, (_, index) => `${index}`.padStart(100, 'x'));
    const filter = { field: 'tag', op: 'any_of', values } as const;
    const { status } = await desk.app.call(contract.previewFilter, { as: desk.ana, body: { filter } });
    expect(status).toBe(400);

    const payload = `{"filter":${'{"and":['.repeat(20_000)}${']}'.repeat(20_000)}}`;
    const headers = { 'x-test-agent': desk.ana, 'content-type': 'application/json' };
    const { method, path: url } = contract.previewFilter;
    const { statusCode } = await desk.app.app.http.inject({ method, url, headers, payload });
    expect(statusCode).toBe(400);
  });
});
