import type { SearchAnswer } from '@ventanilla/contracts/search';
import { searchHitsMax } from '@ventanilla/contracts/search';
import { asked, countWords, emptyCounts } from '../../demo/corpus/count-words.ts';
import { planTicket } from '../../demo/corpus/ticket-plan.ts';
import { askedWords } from '../../demo/corpus/vocabulary.ts';
import { spreadOf } from '../measure/stats.ts';
import { compare, demand, type Operation, readJson } from './compare.ts';
import { atMost, type Bench, type Figure, type Target } from './context.ts';
import { figureOf, timesFloor } from './reading.ts';

interface Question {
  name: string;
  q: (index: number) => string;
  check(answer: SearchAnswer, index: number): void;
  /** What the floor can be asked: words only. */
  floor: boolean;
  targets(sides: { p50: number; p95: number }): Target[];
}

const quickly = ({ p95 }: { p95: number }) => [atMost('p95', p95, 10, 'ms')];
const slowly = ({ p95 }: { p95: number }) => [atMost('p95', p95, 60, 'ms')];

/** W5: every way to look for something, its hits checked; and how soon what was just written is found. */
export async function measureSearch(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const question of questions(bench)) {
    const product: Operation = {
      ask: (index) => ({
        path: `/api/v1/tickets?limit=50&q=${encodeURIComponent(question.q(index))}`,
        headers: { cookie: bench.sessions[index % bench.sessions.length]!.cookie },
      }),
      check: (body, status, index) => question.check(readJson<SearchAnswer>(body, status), index),
    };
    const floor: Operation | null = question.floor
      ? {
          ask: (index) => ({ path: `/search?q=${encodeURIComponent(question.q(index))}` }),
          check: (body, status) =>
            demand(readJson<{ items: unknown[] }>(body, status).items.length > 0, 'the floor finds nothing'),
        }
      : null;
    await readOnce(question, bench);
    const sides = await compare({ agents: 1, count: 90, product, floor }, bench);
    const figure = figureOf('W5', `buscar ${question.name}`, 1, sides, bench);
    const times = question.floor ? timesFloor(sides, question.name === 'palabra rara' ? 6 : 3) : [];
    figures.push({ ...figure, targets: [...question.targets(sides.product), ...times] });
  }
  figures.push(await measureFreshness(bench));
  return figures;
}

const readTries = 20;

/**
 * What was just copied is read from the disk at first, which may take a search longer than it is given; each try leaves
 * more of it in memory.
 */
async function readOnce({ q }: Question, { product, sessions }: Bench): Promise<void> {
  const headers = { cookie: sessions[0]!.cookie };
  const path = `/api/v1/tickets?limit=50&q=${encodeURIComponent(q(0))}`;
  for (let tries = 0; tries < readTries; tries += 1) {
    const { status } = await product.http.ask({ path, headers });
    if (status === 200) return;
  }
}

function questions(bench: Bench): Question[] {
  const { corpus, tickets, copy } = bench;
  const { words } = copy.manifest.counts;
  const customer = (index: number) => corpus.customerList[(index * 31) % corpus.customers]!;
  const own = (answer: SearchAnswer, index: number) => {
    demand(answer.items.length > 0, `${customer(index).name} has no tickets`);
    demand(
      answer.items.every(({ requester }) => requester.name === customer(index).name),
      'tickets of somebody else',
    );
  };
  const counted = (name: keyof typeof asked) => (answer: SearchAnswer) => {
    const { messages, tickets: found } = words[name];
    const total = answer.total?.value ?? 0;
    // Beyond the newest hits nothing is counted.
    if (messages < searchHitsMax) demand(total === found, `${total} tickets instead of ${found}`);
    else demand(answer.total?.capped === true && answer.items.length === 50, 'not full');
    demand(
      answer.items.every(({ number }) => holds(name, number, bench)),
      'a ticket without the words',
    );
  };
  const frequent = { check: counted('frequent'), floor: true, targets: slowly };
  return [
    {
      name: 'número',
      q: (index) => `V-${1 + ((index * 7919) % tickets)}`,
      check: (answer, index) =>
        demand(answer.items[0]?.number === 1 + ((index * 7919) % tickets), 'not that one'),
      floor: false,
      targets: quickly,
    },
    { name: 'correo', q: (index) => customer(index).email, check: own, floor: false, targets: quickly },
    {
      name: 'nombre',
      q: (index) => customer(index).name,
      check: (answer, index) =>
        demand(
          answer.items.length > 0 &&
            answer.items.some(({ requester }) => requester.name === customer(index).name),
          'not the person',
        ),
      floor: false,
      targets: quickly,
    },
    {
      name: 'teléfono (8 cifras)',
      q: (index) => customer(index).phone.replace(/\D/g, '').slice(-8),
      check: own,
      floor: false,
      targets: quickly,
    },
    { name: 'palabra rara', q: () => askedWords.rare, check: counted('rare'), floor: true, targets: quickly },
    { name: 'palabra frecuente', q: () => askedWords.frequent.word, ...frequent },
    { name: 'sin acento', q: () => 'conciliacion', ...frequent },
    {
      name: '4 palabras',
      q: () => asked.together.join(' '),
      check: counted('together'),
      floor: true,
      targets: slowly,
    },
    {
      name: 'principio de palabra',
      q: () => askedWords.prefixed.prefix,
      check: counted('prefixed'),
      floor: false,
      targets: slowly,
    },
  ];
}

const held = new Map<string, boolean>();

/** Tells the ticket again and looks whether the words are in it. */
function holds(name: keyof typeof asked, number: number, { corpus }: Bench): boolean {
  const key = `${corpus.tickets}/${name}/${number}`;
  const known = held.get(key);
  if (known !== undefined) return known;
  const plan = planTicket(number, corpus);
  let mails = 0;
  const texts = plan.steps.flatMap((step) => {
    if (step.kind === 'mail') mails += 1;
    if (step.kind !== 'mail' && step.kind !== 'reply' && step.kind !== 'note') return [];
    const subject = step.kind === 'note' ? '' : plan.subject;
    return [{ message_id: '', ticket_id: '', at: 0, searchable: `${subject}\n${step.text}` }];
  });
  const counts = emptyCounts();
  countWords(texts, counts);
  held.set(key, mails > 0 && counts[name].tickets > 0);
  return held.get(key)!;
}

/** From the answer to a note until a search for a word of it finds the ticket. */
async function measureFreshness(bench: Bench): Promise<Figure> {
  const { database, product, sessions } = bench;
  const { rows } = await database.query<{ id: string }>(
    'select id from tickets where closed_at is null and number % 100 <> 0 order by number limit 20',
  );
  const headers = { cookie: sessions[1]!.cookie };
  const samples: number[] = [];
  const triesMax = 50;
  for (const [at, { id }] of rows.entries()) {
    const word = `frescura${bench.tickets}x${at}`;
    const written = await product.http.ask({
      method: 'POST',
      path: `/api/v1/tickets/${id}/notes`,
      headers: { ...headers, 'idempotency-key': word },
      body: { text: `Nota con ${word}.` },
    });
    demand(written.status === 201, `the note answered ${written.status}`);
    const since = performance.now();
    for (let tries = 0; ; tries += 1) {
      const answer = await product.http.ask({ path: `/api/v1/tickets?q=${word}`, headers });
      const { items } = readJson<SearchAnswer>(answer.body, answer.status);
      if (items[0]?.id === id) break;
      if (tries > triesMax) throw new Error('what was written is not found');
    }
    samples.push(performance.now() - since);
  }
  const { count, p50, p95 } = spreadOf(samples);
  return {
    workload: 'W5',
    name: 'frescura: de guardado a encontrado',
    tickets: bench.tickets,
    agents: 1,
    product: null,
    floor: null,
    extra: { veces: count, p50ms: p50, p95ms: p95 },
    targets: [atMost('p95', p95, 100, 'ms')],
  };
}
