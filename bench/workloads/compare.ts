import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask, HttpClient } from '../measure/http.ts';
import { runLoad } from '../measure/load.ts';
import { cpuMs } from '../measure/processes.ts';
import { databaseWork } from '../measure/statements.ts';
import { spreadOf } from '../measure/stats.ts';
import type { Bench, Side } from './context.ts';

/** One request and what makes its answer right. */
export interface Operation {
  ask(index: number): Ask;
  /** Throws when the answer is wrong. */
  check(body: Buffer, status: number, index: number): void;
}

export interface CompareInput {
  agents: number;
  count: number;
  product: Operation;
  floor: Operation | null;
  /** Waits until what the requests began in the background is done; it belongs to them. */
  settle?: () => Promise<void>;
}

const rounds = 3;
/** A round takes no longer. */
const roundMs = 12_000;
const warmUps = 15;

/** Product and floor in turns, so that both meet the same machine; answers what each needed for one operation. */
export async function compare(
  input: CompareInput,
  bench: Bench,
): Promise<{ product: Side; floor: Side | null }> {
  const sides = [
    { side: bench.product, operation: input.product, total: emptyTotal() },
    ...(input.floor ? [{ side: bench.floor, operation: input.floor, total: emptyTotal() }] : []),
  ];
  const count = Math.ceil((bench.quick ? Math.min(input.count, 60) : input.count) / rounds);
  let index = 0;
  const next = () => (index += 1);
  for (const { side, operation } of sides) {
    for (let at = 0; at < warmUps; at += 1) await ask(operation, side.http, next());
  }
  await input.settle?.();
  for (let round = 0; round < rounds; round += 1) {
    for (const { side, operation, total } of sides) {
      await addRound({ ...input, count, next, side, operation, total }, bench);
    }
  }
  const [product, floor] = sides.map(({ total }) => toSide(total));
  return { product: product!, floor: floor ?? null };
}

type Total = ReturnType<typeof emptyTotal>;
const emptyTotal = () => ({
  samples: [] as number[],
  errors: [] as string[],
  cpu: 0,
  elapsedMs: 0,
  bytes: 0,
  statements: 0,
  commits: 0,
  pages: 0,
});

async function addRound(
  input: {
    agents: number;
    count: number;
    next: () => number;
    side: { pid: number; http: HttpClient };
    operation: Operation;
    total: Total;
    settle?: () => Promise<void>;
  },
  bench: Bench,
) {
  const { side, operation, total } = input;
  const roots = [side.pid, bench.cluster.postgres.pid];
  const before = cpuMs(roots);
  const began = performance.now();
  const work = await databaseWork(
    { client: bench.cluster.superuser, database: bench.copy.database },
    async () => {
      const load = await runLoad({
        concurrency: input.agents,
        count: input.count,
        msMax: roundMs,
        operation: async () => {
          const answer = await ask(operation, side.http, input.next());
          total.bytes += answer.bytes;
          return answer.ms;
        },
      });
      total.samples.push(...load.samples);
      total.errors.push(...load.errors);
      total.elapsedMs += load.elapsedMs;
      await input.settle?.();
    },
  );
  total.cpu += cpuMs(roots) - before;
  const tookMs = performance.now() - began;
  total.statements += work.statements - bench.idle.statements * tookMs;
  total.commits += work.commits;
  total.pages += work.pages - bench.idle.pages * tookMs;
  await sleep(150);
}

async function ask(
  operation: Operation,
  http: HttpClient,
  index: number,
): Promise<{ ms: number; bytes: number }> {
  const { status, body, ms, bytes } = await http.ask(operation.ask(index));
  operation.check(body, status, index);
  return { ms, bytes };
}

function toSide(total: Total): Side {
  const { count, p50, p95 } = spreadOf(total.samples);
  const per = (value: number) => value / Math.max(1, count);
  return {
    count,
    p50,
    p95,
    cpuMs: per(total.cpu),
    perSecond: (count * 1000) / total.elapsedMs,
    statements: per(total.statements),
    commits: per(total.commits),
    pages: per(total.pages),
    bytes: per(total.bytes),
    errors: total.errors,
  };
}

/** JSON of an answer that must have a status. */
export function readJson<T>(body: Buffer, status: number, wanted = 200): T {
  if (status !== wanted) throw new Error(`answered ${status}: ${body.toString().slice(0, 200)}`);
  return JSON.parse(body.toString()) as T;
}

export function demand(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}
