import { setTimeout as sleep } from 'node:timers/promises';
import type { TicketMessage } from '@ventanilla/contracts/ticket-message';
import { createRandom } from '../../demo/story/random.ts';
import { compare, demand, type Operation, readJson } from './compare.ts';
import { atMost, type Bench, type Figure } from './context.ts';
import { figureOf, timesFloor } from './reading.ts';

/** CPU-ms that FreeScout spends on an answer at least. */
const peerReply = 128;
const drainMs = 60_000;

const textsKept = 200;

function textsOf({ corpus }: Bench): string[] {
  const random = createRandom(6);
  const text = () => Array.from({ length: 60 }, () => corpus.vocabulary.draw(random)).join(' ');
  return Array.from({ length: textsKept }, text);
}

/** An answer to an open ticket by whoever has it; `run` keeps the keys of repetition apart. */
export async function replyOperation(bench: Bench, run: () => string): Promise<Operation> {
  const tickets = await ownedTickets(bench);
  const texts = textsOf(bench);
  return {
    ask(index) {
      const ticket = tickets[index % tickets.length]!;
      return {
        method: 'POST',
        path: `/api/v1/tickets/${ticket.id}/reply`,
        headers: { cookie: ticket.cookie, 'idempotency-key': `w6-${run()}-${index}` },
        body: { text: texts[index % texts.length] },
      };
    },
    check(body, status, index) {
      const { message } = readJson<{ message: TicketMessage }>(body, status, 201);
      demand(message.text === texts[index % texts.length], 'another text');
      demand(message.delivery !== null, 'nothing leaves');
    },
  };
}

/** W6: an answer, with everything that follows from it until the mail server has it. */
export async function measureReply(bench: Bench): Promise<Figure[]> {
  const tickets = await ownedTickets(bench);
  const texts = textsOf(bench);
  const run = `${Date.now()}`;
  let round = '';
  const product = await replyOperation(bench, () => `${run}-${round}`);
  const floor: Operation = {
    ask: (index) => ({
      method: 'POST',
      path: `/reply/${tickets[index % tickets.length]!.id}`,
      body: { text: texts[index % texts.length] },
    }),
    check: (body, status) => demand(readJson<{ id: string }>(body, status).id !== '', 'no message'),
  };
  const figures: Figure[] = [];
  for (const agents of [1, 10]) {
    round = String(agents);
    const before = bench.sink.received();
    const sides = await compare({ agents, count: 210, product, floor, settle: () => drained(bench) }, bench);
    const arrived = bench.sink.received() - before;
    const figure = figureOf('W6', 'responder, con entrega por SMTP', agents, sides, bench);
    figure.extra['entregados'] = arrived;
    figure.targets.push(
      ...(agents === 1 ? [atMost('p50', sides.product.p50, 12, 'ms')] : []),
      ...(agents === 10 ? [atMost('p95', sides.product.p95, 70, 'ms')] : []),
      atMost('CPU', sides.product.cpuMs, Math.round((peerReply / 12) * 10) / 10, 'ms (1/12 de FreeScout)'),
      ...timesFloor(sides, 6),
      { text: 'todo se entregó', met: arrived >= sides.product.count },
    );
    figures.push(figure);
  }
  const commits = await commitsOfRequest(bench);
  figures[0]!.targets.push(atMost('confirmaciones de la petición', commits, 1, ''));
  return figures;
}

/** Open tickets that may be answered, each with the session of its owner; newest first. */
export async function ownedTickets({ database, sessions }: Bench): Promise<{ id: string; cookie: string }[]> {
  const { rows } = await database.query<{ id: string; owner_id: string }>(
    `select id, owner_id from tickets where closed_at is null and owner_id is not null and number % 100 <> 0
     order by number desc limit 400`,
  );
  return rows.flatMap(({ id, owner_id }) => {
    const session = sessions.find(({ agentId }) => agentId === owner_id);
    return session ? [{ id, cookie: session.cookie }] : [];
  });
}

/** Waits until nothing is left to deliver and every reaction is at the end of the log. */
export async function drained({ database }: Bench): Promise<void> {
  const until = performance.now() + drainMs;
  while (performance.now() < until) {
    const { rows } = await database.query<{ busy: boolean }>(
      `select exists (select from outbound_messages where state = 'queued') or exists (select from events_pending)
         or exists (select from event_cursors where pos < (select pos from events_head)) as busy`,
    );
    if (!rows[0]!.busy) return;
    await sleep(20);
  }
  throw new Error(`something was still under way after ${drainMs} ms`);
}

/**
 * Transactions in which the request of one of the last answers wrote: by the mark that PostgreSQL leaves on every row,
 * over rows that nobody changes later.
 */
async function commitsOfRequest({ database }: Bench): Promise<number> {
  const { rows } = await database.query<{ most: number }>(
    `with answers as (
       select id, ticket_id, xmin::text as x from messages where direction = 'out' and visibility <> 'internal'
         and author_kind = 'agent' order by at desc limit 50)
     select max(n)::int as most from (
       select a.id, count(distinct w.x) as n from answers a, lateral (
         select a.x union all select b.xmin::text from message_bodies b where b.message_id = a.id
         union all select s.xmin::text from message_search s where s.message_id = a.id
         union all select e.xmin::text from events e where e.subject_id = a.ticket_id and e.type = 'message.added'
           and e.payload ->> 'messageId' = a.id::text) w (x)
       group by a.id) counted`,
  );
  return rows[0]!.most;
}
