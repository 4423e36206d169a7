import { type ClientRequest, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs, memoryMb } from '../measure/processes.ts';
import { spreadOf } from '../measure/stats.ts';
import { demand } from './compare.ts';
import { atMost, type Bench, type Figure } from './context.ts';

interface Stream {
  /** Position of the log and when it came, in ms since 1970. */
  frames: { position: number; at: number }[];
  request: ClientRequest;
}

interface Committed {
  position: number;
  at: number;
}

const eventsQuick = 15;
const eventsUsual = 60;
const lateMs = 3_000;

/** W7: from the commit of a change until every open stream has its frame. */
export async function measureLive(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const streams of bench.quick ? [20] : [20, 200]) {
    const product = await measureStreams({ streams, side: 'product' }, bench);
    const floor = await measureStreams({ streams, side: 'floor' }, bench);
    figures.push({
      workload: 'W7',
      name: 'de confirmado a la trama',
      tickets: bench.tickets,
      agents: streams,
      product: null,
      floor: null,
      extra: {
        p50ms: product.p50,
        p95ms: product.p95,
        'mínimo p50ms': floor.p50,
        'mínimo p95ms': floor.p95,
        'µs de CPU por entrega': product.cpuPerDelivery * 1_000,
        'memoria MB': product.memoryMb,
      },
      targets: [
        { text: 'llegaron todas', met: product.missing === 0 },
        atMost('p95', product.p95, 30, 'ms'),
        atMost('p50 / el mínimo', product.p50 / floor.p50, 3, '×'),
      ],
    });
  }
  return figures;
}

async function measureStreams(
  { streams, side }: { streams: number; side: 'product' | 'floor' },
  bench: Bench,
) {
  const { sessions, database } = bench;
  const ours = side === 'product';
  const base = ours ? bench.product.url : bench.floor.url;
  const open = await Promise.all(
    Array.from({ length: streams }, (_, at) =>
      openStream(`${base}${ours ? '/api/v1/live' : '/live'}`, sessions[at % sessions.length]!.cookie),
    ),
  );
  try {
    await sleep(500);
    const cpuBefore = cpuMs([ours ? bench.product.pid : bench.floor.pid]);
    const since = await lastEvent(bench);
    await change(side, bench);
    await sleep(lateMs);
    const committed = await committedSince(since, side, bench);
    demand(committed.length > 0, 'nothing was committed');
    const samples = committed.flatMap(({ position, at }) =>
      open.flatMap(({ frames }) => {
        const first = frames.find((frame) => frame.position >= position);
        return first ? [first.at - at] : [];
      }),
    );
    const cpu = cpuMs([ours ? bench.product.pid : bench.floor.pid]) - cpuBefore;
    const { p50, p95 } = spreadOf(samples);
    return {
      p50,
      p95,
      missing: committed.length * streams - samples.length,
      cpuPerDelivery: cpu / Math.max(1, samples.length),
      memoryMb: memoryMb([ours ? bench.product.pid : bench.floor.pid]),
    };
  } finally {
    for (const { request } of open) request.destroy();
    await database.query('select 1');
  }
}

function openStream(url: string, cookie: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const frames: Stream['frames'] = [];
    const request = get(
      url,
      { headers: { cookie, accept: 'text/event-stream' }, agent: false },
      (response) => {
        if (response.statusCode !== 200)
          return reject(new Error(`the stream answered ${response.statusCode}`));
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          const at = performance.timeOrigin + performance.now();
          text += chunk;
          const parts = text.split('\n\n');
          text = parts.pop() ?? '';
          for (const part of parts) {
            const id = /^id: (\d+)$/m.exec(part)?.[1];
            if (id && !part.includes('event: hello')) frames.push({ position: Number(id), at });
          }
        });
        return resolve({ frames, request });
      },
    );
    request.on('error', reject);
  });
}

/** Notes on tickets that nobody has, a few each second: every stream is told. */
async function change(side: 'product' | 'floor', bench: Bench): Promise<void> {
  const { rows } = await bench.database.query<{ id: string }>(
    `select id from tickets where closed_at is null and owner_id is null and number % 100 <> 0 order by number limit $1`,
    [bench.quick ? eventsQuick : eventsUsual],
  );
  for (const [at, { id }] of rows.entries()) {
    const answer =
      side === 'product'
        ? await bench.product.http.ask({
            method: 'POST',
            path: `/api/v1/tickets/${id}/notes`,
            headers: { cookie: bench.sessions[at % bench.sessions.length]!.cookie },
            body: { text: `Nota ${at}` },
          })
        : await bench.floor.http.ask({ method: 'POST', path: `/reply/${id}`, body: { text: `Nota ${at}` } });
    demand(answer.status < 300, `the change answered ${answer.status}`);
    await sleep(230);
  }
}

async function lastEvent({ database }: Bench): Promise<number> {
  const { rows } = await database.query<{ id: number }>(
    'select coalesce(max(id), 0)::float as id from events',
  );
  return rows[0]!.id;
}

/** When each change was committed, by PostgreSQL's own note of it. */
async function committedSince(since: number, side: string, { database }: Bench): Promise<Committed[]> {
  const { rows } = await database.query<Committed>(
    side === 'product'
      ? `select l.pos::float as position, (extract(epoch from pg_xact_commit_timestamp(e.xmin)) * 1000)::float as at
         from events e join events_log l on l.event_id = e.id where e.id > $1 order by l.pos`
      : `select e.id::float as position, (extract(epoch from pg_xact_commit_timestamp(e.xmin)) * 1000)::float as at
         from events e where e.id > $1 order by e.id`,
    [since],
  );
  return rows;
}
