import { createCalendar } from '@ventanilla/contracts/calendars';
import type { ClockMetric } from '@ventanilla/contracts/clocks';
import { createSlaPolicy, type SlaPolicyBody } from '@ventanilla/contracts/sla';
import { sql } from 'kysely';
import { receive, seedMailbox } from '../../../testing/received.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../testing/test-app.ts';
import { officeDefinition } from './office.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const hours = (n: number) => ({ kind: 'business', ms: n * hourMs }) as const;

/** A clock as the database has it, without its ids. */
export interface ReadClock {
  metric: ClockMetric;
  turn: number;
  state: string;
  due: string | null;
  usedMinutes: number;
}

/** A server with a mailbox, office hours from nine to seven with a lunch from two to three, and people. */
export interface SlaDesk {
  test: TestApp;
  account: string;
  admin: string;
  ana: string;
  calendarId: string;
  /** A customer's mail at this moment; the background work is done after it. */
  arrive(mail?: Parameters<typeof receive>[2] | object): Promise<string>;
  /** Moves the clock on, or back, and does what is due. */
  pass(ms: number): Promise<void>;
  clocksOf(ticketId: string): Promise<ReadClock[]>;
  /** What the log says of the clocks of a ticket, oldest first: `breached first_response`. */
  toldOf(ticketId: string): Promise<string[]>;
}

export const policy = (said: Partial<SlaPolicyBody> = {}): SlaPolicyBody => ({
  name: 'Prueba',
  filter: { and: [] },
  calendarId: null,
  targets: { first_response: { target: hours(4), warn: { fraction: 0.75 } } },
  pauses: { resolution: ['waiting_customer'], no_news: ['waiting_customer'] },
  active: true,
  ...said,
});

export async function openSlaDesk(): Promise<SlaDesk> {
  const test = await createTestApp();
  const account = await seedMailbox(test);
  const [admin, ana] = (await seedAgents(test, [
    { name: 'Ada Jefa', roleKey: 'admin' },
    { name: 'Ana Solis' },
  ])) as [string, string];
  const calendar = await test.call(createCalendar, {
    as: admin,
    body: { name: 'Oficina', definition: officeDefinition },
  });
  await test.settle();
  return { test, account, admin, ana, calendarId: calendar.body.id, ...watchersOf(test, account) };
}

function watchersOf(test: TestApp, account: string) {
  const { db } = test.platform;
  return {
    async arrive(mail: object = {}) {
      const result = await receive(test, account, { from: 'paty@familia.mx', ...mail });
      await test.settle();
      return result.ticketId!;
    },
    async pass(ms: number) {
      test.clock.set(new Date(test.clock.now().getTime() + ms));
      await test.settle();
    },
    async clocksOf(ticketId: string) {
      const { rows } = await sql<ReadClock>`
        select metric, turn, state, to_char(due_at at time zone 'America/Mexico_City', 'DD HH24:MI') as due,
          (used_ms / 60000)::int as "usedMinutes"
        from ticket_clocks where ticket_id = ${ticketId} order by started_at, metric`.execute(db);
      return rows;
    },
    async toldOf(ticketId: string) {
      const { rows } = await sql<{ told: string }>`
        select replace(type, 'sla.', '') || ' ' || (payload->>'metric') as told from events
        where subject_id = ${ticketId} and type like 'sla.%' order by id`.execute(db);
      return rows.map(({ told }) => told);
    },
  };
}

/** Saves a policy before all others, and lets the tickets count anew. */
export async function promise({ test, admin }: SlaDesk, said: Partial<SlaPolicyBody> = {}) {
  const { body } = await test.call(createSlaPolicy, { as: admin, body: policy(said) });
  await test.settle();
  return body;
}
