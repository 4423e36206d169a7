import type { FilledBoard } from '@ventanilla/contracts/board-content';
import type { TicketCard, TicketDetail } from '@ventanilla/contracts/tickets';
import { compare, demand, type Operation, readJson } from './compare.ts';
import { atMost, type Bench, type Figure, type Side } from './context.ts';

/** What FreeScout, the quicker of the peers, spends on the same, in CPU-ms; see the specification of the bench. */
const peer = { list: 50, detail: 102 };

const cookieOf = (bench: Bench, index: number) => ({
  cookie: bench.sessions[index % bench.sessions.length]!.cookie,
});
const listRows = 50;

const floorList: Operation = {
  ask: () => ({ path: '/list' }),
  check(body, status) {
    demand(readJson<{ items: unknown[] }>(body, status).items.length === listRows, 'the floor lists less');
  },
};

/** Fifty open tickets that nobody has, by each agent in turn. */
export function listOperation(bench: Bench): Operation {
  return {
    ask: (index) => ({
      path: `/api/v1/boards/default/columns/new?limit=${listRows}`,
      headers: cookieOf(bench, index),
    }),
    check(body, status) {
      const { items } = readJson<{ items: TicketCard[] }>(body, status);
      demand(items.length === listRows, `${items.length} rows`);
      demand(
        items.every((item, at) => at === 0 || item.activityAt <= items[at - 1]!.activityAt),
        'the list is out of order',
      );
    },
  };
}

/** W2: fifty open tickets with names, unread marks and what may be done. */
export async function measureList(bench: Bench): Promise<Figure[]> {
  const product = listOperation(bench);
  const figures: Figure[] = [];
  for (const agents of [1, 10, 50]) {
    const sides = await compare(
      { agents, count: agents === 1 ? 300 : 600, product, floor: floorList },
      bench,
    );
    figures.push({
      ...figureOf('W2', 'lista de 50 abiertos', agents, sides, bench),
      targets: [
        ...(agents === 1 ? [atMost('p50', sides.product.p50, 6, 'ms')] : []),
        ...(agents === 10 ? [atMost('p95', sides.product.p95, 40, 'ms')] : []),
        ...(agents === 1 ? [atMost('SQL', sides.product.statements, 3, '')] : []),
        ...(agents === 1 ? [atMost('respuesta', sides.product.bytes / 1024, 30, 'KB')] : []),
        atMost('CPU', sides.product.cpuMs, peer.list / 10, 'ms (1/10 de FreeScout)'),
        ...timesFloor(sides, 4),
      ],
    });
  }
  return figures;
}

/** W3: the three columns with their counters in one request, as the desk opens them. */
export async function measureBoard(bench: Bench): Promise<Figure[]> {
  const product: Operation = {
    ask: (index) => ({ path: '/api/v1/boards/default', headers: cookieOf(bench, index) }),
    check(body, status) {
      const { columns } = readJson<FilledBoard>(body, status);
      const fresh = columns.find(({ id }) => id === 'new')!;
      demand(columns.length === 3, `${columns.length} columns`);
      demand(fresh.items.length === 25 && fresh.count.value >= 25, 'the first column is not full');
    },
  };
  const figures: Figure[] = [];
  for (const agents of [1, 10]) {
    const sides = await compare({ agents, count: 300, product, floor: floorList }, bench);
    figures.push({
      ...figureOf('W3', 'Mesón: 3 columnas y contadores', agents, sides, bench),
      targets: [
        ...(agents === 1 ? [atMost('p50', sides.product.p50, 10, 'ms')] : []),
        atMost('CPU', sides.product.cpuMs, (3 * peer.list) / 20, 'ms (1/20 de 3 listas de FreeScout)'),
        ...timesFloor(sides, 6, 'la lista mínima'),
      ],
    });
  }
  return figures;
}

/** Tickets of thirty messages, the newest first. */
async function longTickets({ database }: Bench): Promise<(index: number) => string> {
  const { rows } = await database.query<{ id: string }>(
    'select id from tickets where number % 100 = 0 order by number desc limit 200',
  );
  return (index) => rows[(index * 37) % rows.length]!.id;
}

/** A ticket of thirty messages with everything beside it, by an agent in turn or by the one that may read it. */
export async function detailOperation(
  bench: Bench,
  readers?: ReadonlyMap<string, string>,
): Promise<Operation> {
  const idOf = await longTickets(bench);
  const headersOf = (index: number) => {
    const cookie = readers?.get(idOf(index));
    return cookie ? { cookie } : cookieOf(bench, index);
  };
  return {
    ask: (index) => ({ path: `/api/v1/tickets/${idOf(index)}`, headers: headersOf(index) }),
    check(body, status, index) {
      const detail = readJson<TicketDetail>(body, status);
      demand(detail.ticket.id === idOf(index), 'another ticket');
      demand(detail.messages.length === 30, `${detail.messages.length} messages`);
      demand(detail.history.length > 30 && detail.intervals.length > 0, 'no history');
    },
  };
}

/** W4: a ticket of thirty messages with everything beside it. */
export async function measureDetail(bench: Bench): Promise<Figure[]> {
  const idOf = await longTickets(bench);
  const product = await detailOperation(bench);
  const floor: Operation = {
    ask: (index) => ({ path: `/ticket/${idOf(index)}` }),
    check(body, status) {
      demand(readJson<{ messages: unknown[] }>(body, status).messages.length === 30, 'the floor has less');
    },
  };
  const figures: Figure[] = [];
  for (const agents of [1, 10]) {
    const sides = await compare({ agents, count: 240, product, floor }, bench);
    figures.push({
      ...figureOf('W4', 'ticket de 30 mensajes', agents, sides, bench),
      targets: [
        ...(agents === 1 ? [atMost('p50', sides.product.p50, 8, 'ms')] : []),
        ...(agents === 10 ? [atMost('p95', sides.product.p95, 50, 'ms')] : []),
        ...(agents === 1 ? [atMost('SQL', sides.product.statements, 7, '(6 y la sesión)')] : []),
        atMost(
          'CPU',
          sides.product.cpuMs,
          Math.round((peer.detail / 12) * 10) / 10,
          'ms (1/12 de FreeScout)',
        ),
        ...timesFloor(sides, 5),
      ],
    });
  }
  return figures;
}

export function figureOf(
  workload: string,
  name: string,
  agents: number,
  sides: { product: Side; floor: Side | null },
  bench: Bench,
): Figure {
  return { workload, name, tickets: bench.tickets, agents, ...sides, extra: {}, targets: [] };
}

/** The floor's CPU and its middle, each so many times at most. */
export function timesFloor(
  { product, floor }: { product: Side; floor: Side | null },
  times: number,
  name = 'el mínimo',
) {
  if (!floor) return [];
  return [
    atMost(`CPU / ${name}`, product.cpuMs / floor.cpuMs, times, '×'),
    atMost(`p50 / ${name}`, product.p50 / floor.p50, times, '×'),
  ];
}
