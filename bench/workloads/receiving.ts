import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { runLoad } from '../measure/load.ts';
import { cpuMs } from '../measure/processes.ts';
import { databaseWork } from '../measure/statements.ts';
import { spreadOf } from '../measure/stats.ts';
import { drained } from './answering.ts';
import { demand, readJson } from './compare.ts';
import { atLeast, atMost, type Bench, type Figure, type Side } from './context.ts';
import { type BenchMail, makeMails } from './mails.ts';
import { figureOf } from './reading.ts';

/** Mails a second of the quicker peer with 200 thousand tickets, and CPU-ms of a mail of the other. */
const peerPerSecond = 8.6;
const peerCpu = 207;
const repeated = 20;
const waitMs = 180_000;

/** W1: mail becomes tickets and messages: none is lost, none comes twice. */
export async function measureIntake(bench: Bench): Promise<Figure[]> {
  const count = bench.quick ? 120 : 1_000;
  const serial = Math.ceil(count / 5);
  const figures: Figure[] = [];
  for (const [way, agents, mails] of [
    ['por API', 1, serial],
    ['por API', 4, count],
    ['por SMTP propio', 4, count],
  ] as const) {
    const run = `${Date.now().toString(36)}${agents}`;
    const sent = await makeMails({ count: mails, run, corpus: bench.corpus });
    const send = way === 'por API' ? sendByApi : sendBySmtp;
    const product = await measureWay({ mails: sent, agents, send, roots: [bench.product.pid] }, bench);
    const floorMails = await makeMails({ count: Math.min(400, mails), run: `f${run}`, corpus: bench.corpus });
    const floor = await measureWay(
      { mails: floorMails, agents, send: sendToFloor, roots: [bench.floor.pid] },
      bench,
    );
    const outcome = await lookFor(sent, bench);
    const figure = figureOf('W1', `correo ${way}`, agents, { product, floor }, bench);
    figure.extra = { 'por segundo': product.perSecond, perdidos: outcome.lost, repetidos: outcome.twice };
    figure.targets = [
      { text: 'perdidos = 0', met: outcome.lost === 0 },
      { text: 'repetidos = 0', met: outcome.twice === 0 },
      atMost('CPU', product.cpuMs, 12, 'ms'),
      ...(agents === 1
        ? [atLeast('por segundo', product.perSecond, 60, '')]
        : [
            atLeast('por segundo', product.perSecond, 130, ''),
            atLeast('/ RT', product.perSecond / peerPerSecond, 15, '×'),
          ]),
      atLeast('FreeScout /', peerCpu / product.cpuMs, 15, '× en CPU'),
      atLeast('ritmo / el mínimo', product.perSecond / floor.perSecond, 0.2, ''),
    ];
    figures.push(figure);
  }
  return figures;
}

type Send = (input: { mails: readonly BenchMail[]; agents: number }, bench: Bench) => Promise<Sent>;
interface Sent {
  samples: number[];
  errors: string[];
}

/** What it costs that some mails come in by a way, up to the last reaction. */
export async function measureWay(
  input: { mails: readonly BenchMail[]; agents: number; send: Send; roots: readonly number[] },
  bench: Bench,
): Promise<Side> {
  const { mails, agents, send } = input;
  const roots = [...input.roots, bench.cluster.postgres.pid];
  const before = cpuMs(roots);
  const began = performance.now();
  let sent: Sent = { samples: [], errors: [] };
  const work = await databaseWork(
    { client: bench.cluster.superuser, database: bench.copy.database },
    async () => {
      sent = await send({ mails, agents }, bench);
    },
  );
  const elapsedMs = performance.now() - began;
  await drained(bench);
  const per = (value: number) => value / mails.length;
  return {
    ...spreadOf(sent.samples),
    cpuMs: per(cpuMs(roots) - before),
    perSecond: (mails.length * 1000) / elapsedMs,
    statements: per(work.statements),
    commits: per(work.commits),
    pages: per(work.pages),
    bytes: mails.reduce((sum, { bytes }) => sum + bytes.length, 0) / mails.length,
    errors: sent.errors,
  };
}

const sendByApi: Send = async ({ mails, agents }, { product, intakeKey, corpus }) => {
  const send = (mail: BenchMail) =>
    product.http.ask({
      method: 'POST',
      path: `/api/v1/intake/email?recipient=${encodeURIComponent(corpus.mailbox.address)}`,
      headers: { authorization: `Bearer ${intakeKey}`, 'content-type': 'message/rfc822' },
      body: mail.bytes,
    });
  const load = await runLoad({
    concurrency: agents,
    count: mails.length,
    msMax: waitMs,
    async operation(index) {
      const { body, status, ms } = await send(mails[index]!);
      const { action } = readJson<{ action: string }>(body, status);
      demand(action === 'created' || action === 'appended', `the mail was ${action}`);
      return ms;
    },
  });
  // The same mails again are known.
  for (const mail of mails.slice(0, repeated)) {
    const { body, status } = await send(mail);
    const { action } = readJson<{ action: string }>(body, status);
    if (action !== 'duplicate') load.errors.push(`the same mail again was ${action}`);
  }
  return load;
};

export const sendBySmtp: Send = async ({ mails, agents }, bench) => {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: bench.product.smtpPort,
    pool: true,
    maxConnections: agents,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
  });
  const load = await runLoad({
    concurrency: agents,
    count: mails.length,
    msMax: waitMs,
    async operation(index) {
      const began = performance.now();
      const { from, bytes } = mails[index]!;
      await transport.sendMail({ envelope: { from, to: bench.corpus.mailbox.address }, raw: bytes });
      return performance.now() - began;
    },
  });
  transport.close();
  await arrived(mails, bench);
  return load;
};

const sendToFloor: Send = async ({ mails, agents }, { floor }) =>
  runLoad({
    concurrency: agents,
    count: mails.length,
    msMax: waitMs,
    async operation(index) {
      const { body, status, ms } = await floor.http.ask({
        method: 'POST',
        path: '/mail',
        headers: { 'content-type': 'message/rfc822' },
        body: mails[index]!.bytes,
      });
      readJson(body, status);
      return ms;
    },
  });

/** Waits until every mail is a message, but not forever: what was taken is stored, and becomes one in its turn. */
export async function arrived(mails: readonly BenchMail[], bench: Bench): Promise<void> {
  const until = performance.now() + waitMs;
  while ((await lookFor(mails, bench)).lost > 0 && performance.now() < until) await sleep(50);
}

/** How many of the mails are no message, and how many are more than one. */
export async function lookFor(
  mails: readonly BenchMail[],
  { database }: Bench,
): Promise<{ lost: number; twice: number }> {
  const { rows } = await database.query<{ found: number; rows: number }>(
    `select count(distinct split_part(external_id, '#', 1))::int as found, count(*)::int as rows from messages
     where external_id = any($1::text[])`,
    [mails.map(({ messageId }) => messageId)],
  );
  const { found, rows: all } = rows[0]!;
  return { lost: mails.length - found, twice: all - found };
}
