import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../apps/server/src/testing/free-port.ts';
import { openHttp } from '../measure/http.ts';
import { cpuMs, memoryMb } from '../measure/processes.ts';
import { spreadOf } from '../measure/stats.ts';
import { startChild } from '../stack/child.ts';
import { signIn, startProduct } from '../stack/product.ts';
import { demand } from './compare.ts';
import { atMost, type Bench, type Figure } from './context.ts';

/** W11: processes stopped → signed in and the board answered, with the database running and with the embedded one. */
export async function measureStart(bench: Bench): Promise<Figure[]> {
  const email = bench.corpus.agentList[1]!.email;
  const samples: number[] = [];
  let cpu = 0;
  const times = bench.quick ? 2 : 5;
  for (let at = 0; at < times; at += 1) {
    const began = performance.now();
    const product = await startProduct(bench.copy, { smtp: false });
    const session = await signIn(email, product.http);
    const board = await product.http.ask({
      path: '/api/v1/boards/default',
      headers: { cookie: session.cookie },
    });
    demand(board.status === 200, `the board answered ${board.status}`);
    samples.push(performance.now() - began);
    cpu += cpuMs([product.pid]);
    await product.stop();
  }
  const { p50, p95 } = spreadOf(samples);
  const embedded = await measureEmbedded(times);
  const row = { workload: 'W11', tickets: bench.tickets, agents: 1, product: null, floor: null };
  return [
    {
      ...row,
      name: 'arranque en frío, base ya en marcha',
      extra: { p50ms: p50, p95ms: p95, 'CPU ms': cpu / times },
      targets: [atMost('p50', p50, 1_500, 'ms')],
    },
    {
      ...row,
      name: 'arranque en frío con el PostgreSQL incluido',
      extra: { p50ms: embedded.p50, p95ms: embedded.p95 },
      targets: [atMost('p50', embedded.p50, 3_000, 'ms')],
    },
  ];
}

/** Up to the set-up page's answer: an installation of its own has nobody who could sign in yet. */
async function measureEmbedded(times: number) {
  const dataDir = mkdtempSync(join(tmpdir(), 'ventanilla-start-'));
  const main = join(import.meta.dirname, '../../apps/server/dist/main.js');
  const samples: number[] = [];
  try {
    // The first start makes the cluster; it is not what is measured.
    for (let at = 0; at <= times; at += 1) {
      const port = await freePort();
      const began = performance.now();
      const child = await startChild({
        args: [main],
        ready: /Los datos viven en/,
        env: {
          VENTANILLA_DATA: dataDir,
          VENTANILLA_PORT: String(port),
          VENTANILLA_SMTP_PORT: 'off',
          LANG: 'es_MX.UTF-8',
        },
      });
      const http = openHttp(`http://127.0.0.1:${port}`);
      const answer = await http.ask({ path: '/api/v1/brand' });
      demand(answer.status === 200, `the first page's data answered ${answer.status}`);
      if (at > 0) samples.push(performance.now() - began);
      http.close();
      await child.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
  return spreadOf(samples);
}

/** W12: memory of Node.js without the database, at rest and after ten agents worked. Before other workloads. */
export async function measureIdleMemory(bench: Bench): Promise<Figure> {
  await sleep(3_000);
  const idle = memoryMb([bench.product.pid]);
  return {
    workload: 'W12',
    name: 'memoria de Node en reposo',
    tickets: bench.tickets,
    agents: 0,
    product: null,
    floor: null,
    extra: { 'PSS MB': idle, 'mínimo PSS MB': memoryMb([bench.floor.pid]) },
    targets: [atMost('PSS', idle, 220, 'MB')],
  };
}

/** W12, after all that was measured before it. */
export async function measureWorkedMemory(bench: Bench): Promise<Figure> {
  await sleep(3_000);
  const worked = memoryMb([bench.product.pid]);
  return {
    workload: 'W12',
    name: 'memoria de Node después de todo lo anterior',
    tickets: bench.tickets,
    agents: 10,
    product: null,
    floor: null,
    extra: { 'PSS MB': worked, 'mínimo PSS MB': memoryMb([bench.floor.pid]) },
    targets: [atMost('PSS', worked, 220, 'MB'), atMost('/ FreeScout recién arrancado', worked / 292, 1, '×')],
  };
}
