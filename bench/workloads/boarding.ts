import type { FilledBoard } from '@ventanilla/contracts/board-content';
import type { BoardOutline, ColumnBody } from '@ventanilla/contracts/boards';
import type { Filter } from '@ventanilla/contracts/filters';
import { compare, demand, type Operation, readJson } from './compare.ts';
import { atMost, type Bench, type Figure } from './context.ts';
import { figureOf } from './reading.ts';

const columns = 50;
/** Tickets that one frame of the stream names, when much happens. */
const changedAtOnce = 10;

const open: Filter = { field: 'statusCategory', op: 'none_of', values: ['closed', 'ignored'] };
const staged = (stage: string): Filter => ({ field: 'stage', op: 'any_of', values: [stage] });
const about: readonly Filter[] = [
  { field: 'owner', op: 'any_of', values: ['@own'] },
  { field: 'owner', op: 'empty' },
  { field: 'priority', op: 'at_least', values: ['urgent'] },
  { field: 'lastWriter', op: 'any_of', values: ['customer'] },
  { field: 'activityAt', op: 'before', moment: '-3d' },
  { field: 'unread', op: 'is', value: true },
  { field: 'clockDueAt', op: 'before', moment: '+2h' },
  { field: 'tag', op: 'any_of', values: ['complaint'] },
  { field: 'flag', op: 'any_of', values: ['blue'] },
  { field: 'createdAt', op: 'within', period: 'today' },
  { field: 'attachments', op: 'min', number: 1 },
  { field: 'followUp', op: 'is', value: true },
  { field: 'department', op: 'empty' },
];
const places: readonly Filter[] = [staged('new'), staged('your_turn'), staged('answered'), open];
const filters = places
  .flatMap((place) => about.map((one): Filter => ({ and: [place, one] })))
  .slice(0, columns);

/** W3 and W7 with a board of fifty columns: opened, and brought up to date after changes. */
export async function measureManyColumns(bench: Bench): Promise<Figure[]> {
  const board = await makeBoard(bench);
  const path = `/api/v1/boards/${board.id}`;
  const cookieOf = (index: number) => ({ cookie: bench.sessions[index % bench.sessions.length]!.cookie });
  const opened: Operation = {
    ask: (index) => ({ path, headers: cookieOf(index) }),
    check(body, status) {
      const { columns: filled } = readJson<FilledBoard>(body, status);
      demand(filled.length === columns, `${filled.length} columns`);
      demand(
        filled.every(({ problem }) => problem === null),
        'a column could not be read',
      );
    },
  };
  const ids = await openTicketIds(bench);
  const refreshed = (count: string): Operation => ({
    ask: (index) => ({
      path: `${path}/cards?ids=${ids(index).join(',')}&count=${count}`,
      headers: cookieOf(index),
    }),
    check(body, status) {
      const { items } = readJson<{ items: { columns: string[] }[] }>(body, status);
      demand(items.length === changedAtOnce, `${items.length} tickets`);
      demand(
        items.some((item) => item.columns.length > 0),
        'they stand nowhere',
      );
    },
  });
  const three = board.columns.slice(0, 3).map(({ id }) => id);
  const of = async (workload: string, name: string, product: Operation, count: number) => {
    const sides = await compare({ agents: 1, count, product, floor: null }, bench);
    return figureOf(workload, name, 1, sides, bench);
  };
  const told = await of('W7', `${changedAtOnce} tickets en 50 columnas`, refreshed(''), 200);
  return [
    await of('W3', 'tablero de 50 columnas', opened, 60),
    { ...told, targets: [atMost('CPU', told.product!.cpuMs, 8, 'ms')] },
    await of('W7', `${changedAtOnce} tickets en 50 columnas, contadas 3`, refreshed(three.join(',')), 200),
  ];
}

async function makeBoard({ product, sessions }: Bench): Promise<BoardOutline> {
  const { cookie } = sessions[0]!;
  const body = { name: 'Cincuenta', audience: 'everyone', teamId: null, copyOf: null };
  const made = await product.http.ask({ method: 'POST', path: '/api/v1/boards', headers: { cookie }, body });
  let board = readJson<BoardOutline>(made.body, made.status, 201);
  for (const [index, filter] of filters.entries()) {
    const column: ColumnBody = {
      name: `Columna ${index + 1}`,
      colour: null,
      source: { kind: 'filter', filter },
      sort: index % 3 === 0 ? 'clock' : '-activity',
      shows: ['preview'],
    };
    const added = await product.http.ask({
      method: 'POST',
      path: `/api/v1/boards/${board.id}/columns`,
      headers: { cookie, 'if-match': `"${board.version}"` },
      body: column,
    });
    board = readJson<BoardOutline>(added.body, added.status, 201);
  }
  return board;
}

async function openTicketIds({ database }: Bench): Promise<(index: number) => string[]> {
  const { rows } = await database.query<{ id: string }>(
    'select id from tickets where closed_at is null and not is_spam order by number limit 400',
  );
  return (index) =>
    Array.from({ length: changedAtOnce }, (_, at) => rows[(index * 7 + at) % rows.length]!.id);
}
