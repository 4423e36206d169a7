import { readBoard } from '@ventanilla/contracts/board-content';
import { getTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCast } from '../../../../demo/story/cast.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { addDemo } from './demo.ts';
import { sayIn } from './words.ts';

const say = sayIn('es');
const config = { passwordMemoryKib: 1024, publicUrl: null };
let test: TestApp;
let lines: string[];
let cpu: NodeJS.CpuUsage;

beforeAll(async () => {
  test = await createTestApp();
  const before = process.cpuUsage();
  lines = await addDemo(test.app, { config, say });
  cpu = process.cpuUsage(before);
  await test.settle();
}, 120_000);
afterAll(() => test.close());

async function query<T>(text: string): Promise<T[]> {
  return (await sql<T>`${sql.raw(text)}`.execute(test.platform.db)).rows;
}
const count = async (text: string) => (await query<{ n: number }>(`select count(*)::int as n ${text}`))[0]!.n;
const agentId = async (email: string) =>
  (await query<{ id: string }>(`select id from agents where email = '${email}'`))[0]!.id;

describe('the demo in a fresh installation', () => {
  it('prints two logins once and is ready in time', () => {
    expect(lines.filter((line) => line.includes('@aulaclara.example'))).toHaveLength(2);
    // Of this process alone, so that a busy machine does not fail the test.
    expect((cpu.user + cpu.system) / 1_000).toBeLessThan(10_000);
  });

  it('holds a company: networks with schools, people, agents, and about 220 tickets', async () => {
    expect(await count('from organizations where parent_id is not null')).toBeGreaterThanOrEqual(5);
    expect(await count('from contacts')).toBeGreaterThanOrEqual(45);
    expect(await count('from agents')).toBe(5);
    const tickets = await count('from tickets');
    expect(tickets).toBeGreaterThanOrEqual(205);
    expect(tickets).toBeLessThanOrEqual(240);
    expect(await count('from tickets where previous_ticket_id is not null')).toBeGreaterThanOrEqual(5);
    expect(await count("from tickets where status_category = 'ignored'")).toBe(14);
  });

  it('leaves no ticket without a message, nothing in the future and nothing to be sent', async () => {
    expect(
      await count('from tickets t where not exists (select from messages m where m.ticket_id = t.id)'),
    ).toBe(0);
    const now = test.clock.now().toISOString();
    expect(await count(`from messages where at > '${now}'`)).toBe(0);
    expect(await count(`from events where at > '${now}'`)).toBe(0);
    expect(await count("from outbound_messages where state = 'queued'")).toBe(0);
    expect(await count("from outbound_messages where state = 'failed'")).toBe(1);
  });

  it('marks every event as the demo’s, none of which names anybody', async () => {
    // Clocks are counted by the product itself, which may be under way by now.
    expect(await count("from events where origin <> 'demo' and type <> 'ticket.clock_changed'")).toBe(0);
    const [{ text }] = (await query<{ text: string }>(
      "select string_agg(payload::text || actor::text, ' ') as text from events",
    )) as [{ text: string }];
    for (const { name, email } of makeCast(test.clock.now()).contacts) {
      expect(text.includes(name) || text.includes(email)).toBe(false);
    }
  });

  it('keeps a ledger without gaps from the creation of each ticket on', async () => {
    expect(
      await count(`from tickets t where not exists (
        select from ticket_intervals i where i.ticket_id = t.id and i.started_at = t.created_at)`),
    ).toBe(0);
    expect(
      await count(`from (select started_at, lag(ended_at) over w as former, lag(id) over w as before
        from ticket_intervals window w as (partition by ticket_id order by started_at)) i
        where before is not null and former is distinct from started_at`),
    ).toBe(0);
    expect(
      await count(`from tickets t join ticket_intervals i on i.ticket_id = t.id and i.ended_at is null
        where i.status_key <> t.status_key or i.owner_id is distinct from t.owner_id`),
    ).toBe(0);
    expect(await count('from event_set_aside')).toBe(0);
  });

  it('shows the agent a living board, with unread cards, an earlier ticket and a refused answer', async () => {
    const as = await agentId('ximena.ocampo@aulaclara.example');
    const { status, body } = await test.call(readBoard, { as, params: { boardId: 'default' } });
    expect(status).toBe(200);
    const columns = (body as { columns: { id: string; items: { id: string }[] }[] }).columns;
    expect(columns.map(({ id, items }) => [id, items.length])).toEqual([
      ['new', 9],
      ['answered', 8],
      ['your_turn', 5],
    ]);
    const cards = columns.flatMap(({ items }) => items) as unknown as {
      id: string;
      unread: boolean;
      deliveryFailed: boolean;
      hasPrevious: boolean;
    }[];
    expect(cards.filter(({ unread }) => unread).length).toBeGreaterThanOrEqual(6);
    expect(cards.filter(({ deliveryFailed }) => deliveryFailed)).toHaveLength(1);
    expect(cards.filter(({ hasPrevious }) => hasPrevious)).toHaveLength(1);
    for (const { id: ticketId } of cards) {
      expect((await test.call(getTicket, { as, params: { ticketId } })).status).toBe(200);
    }
  });
});

describe('a further start with the demo', () => {
  it('adds nothing where it was added before', async () => {
    const before = await count('from events');
    expect(await addDemo(test.app, { config, say })).toEqual([
      say('start.demo_kept', { email: 'camila.sandoval@aulaclara.example' }),
    ]);
    expect(await count('from events')).toBe(before);
  });

  it('refuses to mix with an installation that somebody uses', async () => {
    const used = await createTestApp();
    try {
      await sql`insert into brands (id, name, time_zone, created_at)
        values (${used.platform.ids.uuid()}, 'Una escuela', 'America/Mexico_City', ${used.clock.now()})`.execute(
        used.platform.db,
      );
      expect(await addDemo(used.app, { config, say })).toEqual([say('start.demo_refused')]);
      const { rows } = await sql`select 1 from agents`.execute(used.platform.db);
      expect(rows).toHaveLength(0);
    } finally {
      await used.close();
    }
  });
});
