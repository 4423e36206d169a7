import { clocksBegun, layRules } from '../stack/house-rules.ts';
import { openBench } from '../stack/open-bench.ts';
import { drained, replyOperation } from './answering.ts';
import { compare, type Operation } from './compare.ts';
import { atMost, type Bench, type Figure, type Side } from './context.ts';
import { makeMails } from './mails.ts';
import { detailOperation, listOperation } from './reading.ts';
import { measureWay, sendBySmtp } from './receiving.ts';

/** How much more an operation may cost in a house with rules. */
const timesMax = 1.5;
const agents = 10;

/**
 * W17: the same operations over two copies of a corpus, one with the rules of a large house, in turns, so that both meet
 * the same machine. The side without them stands where the floor does elsewhere.
 */
export async function measureRules({ tickets, quick, say, cluster }: Bench): Promise<Figure[]> {
  const open = (mark: string, make: typeof layRules = async () => {}) =>
    openBench({ tickets, quick, say, other: { mark, make } }, cluster);
  const plain = await open('_plain');
  try {
    const ruled = await open('_rules', layRules);
    try {
      await clocksBegun(ruled.bench.database);
      const pair = { plain: plain.bench, ruled: ruled.bench };
      // What comes in lengthens tickets that are read.
      return [...(await asking(pair)), await receiving(pair)];
    } finally {
      await ruled.close();
    }
  } finally {
    await plain.close();
  }
}

interface Pair {
  plain: Bench;
  ruled: Bench;
}

async function asking({ plain, ruled }: Pair): Promise<Figure[]> {
  const figures: Figure[] = [];
  const run = `${Date.now()}`;
  const readers = new Map([[ruled, await readersOf(ruled)]]);
  const bothDrained = async () => void (await Promise.all([drained(plain), drained(ruled)]));
  const operations: [
    string,
    number,
    (bench: Bench) => Operation | Promise<Operation>,
    typeof bothDrained?,
  ][] = [
    ['W2 lista de 50 abiertos', 450, listOperation],
    ['W4 ticket de 30 mensajes', 240, (bench) => detailOperation(bench, readers.get(bench))],
    ['W6 responder, con entrega por SMTP', 240, (bench) => replyOperation(bench, () => run), bothDrained],
  ];
  for (const [name, count, operationOf, settle] of operations) {
    const product = await operationOf(ruled);
    const floor = await operationOf(plain);
    const sides = await compare(
      { agents, count, product, floor, ...(settle ? { settle } : {}) },
      { ...ruled, floor: plain.product },
    );
    figures.push(figureOf(name, { product: sides.product, floor: sides.floor! }, ruled));
  }
  return figures;
}

/** W1 by our own SMTP, in two turns each. */
async function receiving({ plain, ruled }: Pair): Promise<Figure> {
  const count = plain.quick ? 60 : 300;
  const sides: Side[][] = [[], []];
  for (const round of [0, 1]) {
    for (const [at, bench] of [ruled, plain].entries()) {
      const mails = await makeMails({
        count,
        run: `r${round}${at}${Date.now().toString(36)}`,
        corpus: bench.corpus,
      });
      const roots = [bench.product.pid];
      sides[at]!.push(await measureWay({ mails, agents: 4, send: sendBySmtp, roots }, bench));
    }
  }
  const [product, floor] = sides.map((rounds) => mean(rounds));
  return { ...figureOf('W1 correo por SMTP propio', { product: product!, floor: floor! }, ruled), agents: 4 };
}

/** Of rounds of one length. */
function mean(rounds: readonly Side[]): Side {
  const of = (key: Exclude<keyof Side, 'errors'>) =>
    rounds.reduce((sum, side) => sum + side[key], 0) / rounds.length;
  return {
    count: of('count') * rounds.length,
    p50: of('p50'),
    p95: of('p95'),
    cpuMs: of('cpuMs'),
    perSecond: of('perSecond'),
    statements: of('statements'),
    commits: of('commits'),
    pages: of('pages'),
    bytes: of('bytes'),
    errors: rounds.flatMap(({ errors }) => errors),
  };
}

function figureOf(name: string, sides: { product: Side; floor: Side }, { tickets }: Bench): Figure {
  const { product, floor } = sides;
  return {
    workload: 'W17',
    name,
    tickets,
    agents,
    product,
    floor,
    extra: {},
    targets: [atMost('CPU', product.cpuMs / floor.cpuMs, timesMax, '×')],
  };
}

/** Who may read a ticket: somebody of its department. */
async function readersOf({ database, sessions }: Bench): Promise<Map<string, string>> {
  const { rows } = await database.query<{ id: string; agents: string[] }>(
    `select t.id, array_agg(m.agent_id) as agents from tickets t
     join agent_departments m on m.department_id = t.department_id where t.number % 100 = 0 group by t.id`,
  );
  return new Map(
    rows.flatMap(({ id, agents: members }, at) => {
      const theirs = sessions.filter(({ agentId }) => members.includes(agentId));
      const reader = theirs[at % theirs.length];
      return reader ? [[id, reader.cookie]] : [];
    }),
  );
}
