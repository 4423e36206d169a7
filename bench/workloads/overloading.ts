import { setTimeout as sleep } from 'node:timers/promises';
import type { TicketCard } from '@ventanilla/contracts/tickets';
import { type Ask, type HttpClient, openHttp } from '../measure/http.ts';
import { cpuMs } from '../measure/processes.ts';
import { percentile } from '../measure/stats.ts';
import { drained, ownedTickets } from './answering.ts';
import { demand, readJson } from './compare.ts';
import { atLeast, atMost, type Bench, type Figure } from './context.ts';
import { makeMails } from './mails.ts';
import { sendPaced } from './paced-mails.ts';
import { arrived, lookFor } from './receiving.ts';

const agents = 200;
/** Each asks so often: 416 requests a second, 406 of them lists. */
const everyMs = 480;
/** One request in so many is an answer instead. */
const answerEvery = 40;
const mailsPerSecond = 50;
const seconds = 60;
const listRows = 50;

interface Tally {
  lists: number[];
  answers: number[];
  /** Answers with 500 to 599. */
  broken: number;
  /** Turned away with 429 or 503 and a time to come back. */
  turnedAway: number;
  errors: string[];
}

/**
 * W16: two hundred agents ask for lists and answer while fifty mails a second come in. Every agent waits for the answer
 * and for its next turn, so that what the machine cannot do shows as fewer lists a second. The clients run on the same
 * processors. A minute of it, where the specification speaks of ten.
 */
export async function measureOverload(bench: Bench): Promise<Figure> {
  const lasting = bench.quick ? 8 : seconds;
  const run = `o${Date.now().toString(36)}`;
  const mails = await makeMails({ count: mailsPerSecond * lasting, run, corpus: bench.corpus });
  const tickets = await ownedTickets(bench);
  const http = openHttp(bench.product.url, { sockets: agents });
  const roots = [bench.product.pid, bench.cluster.postgres.pid];
  const tally: Tally = { lists: [], answers: [], broken: 0, turnedAway: 0, errors: [] };
  const cpuBefore = cpuMs(roots);
  const began = performance.now();
  const until = began + lasting * 1_000;
  const working = Array.from({ length: agents }, (_, agent) =>
    work({ agent, run, until, tickets, tally }, { http, bench }),
  );
  const [refused] = await Promise.all([sendPaced({ mails, perSecond: mailsPerSecond }, bench), ...working]);
  const elapsedSeconds = (performance.now() - began) / 1_000;
  const cpu = cpuMs(roots) - cpuBefore;
  http.close();
  if (refused === 0) await arrived(mails, bench);
  await drained(bench);
  const { lost, twice } = await lookFor(mails, bench);
  const listsPerSecond = tally.lists.length / elapsedSeconds;
  const p95 = { lists: percentile(tally.lists, 0.95), answers: percentile(tally.answers, 0.95) };
  return {
    workload: 'W16',
    name: `${agents} agentes y ${mailsPerSecond} correos por segundo, ${lasting} s`,
    tickets: bench.tickets,
    agents,
    product: null,
    floor: null,
    extra: {
      'listas por segundo': listsPerSecond,
      'p50 lista ms': percentile(tally.lists, 0.5),
      'p95 lista ms': p95.lists,
      respuestas: tally.answers.length,
      'p95 respuesta ms': p95.answers,
      'correos no aceptados': refused,
      perdidos: lost - refused,
      repetidos: twice,
      'errores 5xx': tally.broken,
      'pedidos que volver a hacer': tally.turnedAway,
      'procesadores ocupados': cpu / 1_000 / elapsedSeconds,
      ...(tally.errors.length > 0 ? { 'primer error': tally.errors[0]! } : {}),
    },
    targets: [
      atLeast('listas por segundo', listsPerSecond, 400, ''),
      atMost('p95 de la lista', p95.lists, 250, 'ms'),
      atMost('p95 de la respuesta', p95.answers, 250, 'ms'),
      { text: 'perdidos = 0', met: lost === 0, value: lost },
      { text: 'repetidos = 0', met: twice === 0, value: twice },
      { text: '5xx = 0', met: tally.broken === 0, value: tally.broken },
      { text: 'toda respuesta bien', met: tally.errors.length === 0, value: tally.errors.length },
    ],
  };
}

interface AgentTurn {
  agent: number;
  run: string;
  until: number;
  tickets: Awaited<ReturnType<typeof ownedTickets>>;
  tally: Tally;
}

/** One agent: a request each turn, the first ones spread over the first turn. */
async function work(
  { agent, run, until, tickets, tally }: AgentTurn,
  { http, bench }: { http: HttpClient; bench: Bench },
): Promise<void> {
  const session = bench.sessions[agent % bench.sessions.length]!;
  let due = performance.now() + (agent * everyMs) / agents;
  for (let turn = 0; due < until; turn += 1) {
    await sleep(Math.max(0, due - performance.now()));
    due = Math.max(due + everyMs, performance.now());
    const answering = (turn + agent) % answerEvery === 0;
    const ticket = tickets[(turn * agents + agent) % tickets.length]!;
    const ask: Ask = answering
      ? {
          method: 'POST',
          path: `/api/v1/tickets/${ticket.id}/reply`,
          headers: { cookie: ticket.cookie, 'idempotency-key': `${run}-${agent}-${turn}` },
          body: { text: `Respuesta ${turn} con algo más de texto, como se escribe a cada rato.` },
        }
      : { path: `/api/v1/boards/default/columns/new?limit=${listRows}`, headers: { cookie: session.cookie } };
    try {
      const { status, body, ms } = await http.ask(ask);
      if (status === 429 || status === 503) tally.turnedAway += 1;
      else if (status >= 500) tally.broken += 1;
      else if (answering) {
        readJson(body, status, 201);
        tally.answers.push(ms);
      } else {
        const { items } = readJson<{ items: TicketCard[] }>(body, status);
        demand(items.length === listRows, `${items.length} rows`);
        tally.lists.push(ms);
      }
    } catch (error) {
      tally.errors.push(error instanceof Error ? error.message : String(error));
    }
  }
}
