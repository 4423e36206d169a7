import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs } from '../measure/processes.ts';
import { percentile } from '../measure/stats.ts';
import { drained } from './answering.ts';
import { atMost, type Bench, type Figure } from './context.ts';
import { makeMails } from './mails.ts';
import { sendPaced } from './paced-mails.ts';

const perSecond = 100;
const seconds = 10;
const probeEveryMs = 10;

/**
 * W1 at a steady pace: a hundred mails a second come in, and meanwhile somebody asks the process the cheapest thing it
 * answers. How long that takes is at least what its event loop was busy; what this process itself was late is told beside.
 */
export async function measurePace(bench: Bench): Promise<Figure> {
  const count = perSecond * (bench.quick ? 3 : seconds);
  const mails = await makeMails({ count, run: `p${Date.now().toString(36)}`, corpus: bench.corpus });
  const roots = [bench.product.pid, bench.cluster.postgres.pid];
  const before = cpuMs(roots);
  const own = monitorEventLoopDelay({ resolution: 5 });
  own.enable();
  const probes = openProbes(bench);
  const errors = await sendPaced({ mails, perSecond }, bench);
  const samples = await probes.end();
  own.disable();
  await drained(bench);
  const p99 = percentile(samples, 0.99);
  const mailMs = (cpuMs(roots) - before) / count;
  return {
    workload: 'W1',
    name: `${perSecond} correos por segundo, y entretanto la respuesta más simple`,
    tickets: bench.tickets,
    agents: 1,
    product: null,
    floor: null,
    extra: {
      correos: count,
      errores: errors,
      cpuMsPorCorreo: round(mailMs),
      p50ms: round(percentile(samples, 0.5)),
      p99ms: round(p99),
      'p99 del medidor ms': round(own.percentile(99) / 1e6),
    },
    targets: [
      { text: 'todos se aceptaron', met: errors === 0, value: errors },
      atMost('p99 de la respuesta', round(p99), 50, 'ms'),
      atMost('CPU', round(mailMs), 14, 'ms por correo'),
    ],
  };
}

/** Asks one at a time, `probeEveryMs` after each answer. */
function openProbes({ product }: Bench): { end(): Promise<number[]> } {
  const samples: number[] = [];
  let going = true;
  const running = (async () => {
    while (going) {
      const { ms } = await product.http.ask({ path: '/healthz' });
      samples.push(ms);
      await sleep(probeEveryMs);
    }
  })();
  return {
    async end() {
      going = false;
      await running;
      return samples;
    },
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
