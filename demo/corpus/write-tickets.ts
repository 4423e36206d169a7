import { sql } from 'kysely';
import pg from 'pg';
import { searchVector } from '../../apps/server/src/modules/tickets/index.ts';
import { type BulkRows, bulkTable, collectRows, emptyRows } from './bulk-rows.ts';
import { compileSql } from './compile-sql.ts';
import { copyRows } from './copy-in.ts';
import type { Corpus } from './corpus.ts';
import { countWords, emptyCounts, type WordCounts } from './count-words.ts';
import type { CorpusGround } from './ticket-draft.ts';
import { planTicket } from './ticket-plan.ts';
import { ticketRows } from './ticket-rows.ts';

/** How many rows a corpus has, and in how many messages and tickets the words that are asked for stand. */
export interface CorpusCounts {
  tickets: number;
  open: number;
  messages: number;
  events: number;
  words: WordCounts;
}

interface WriteInput {
  corpus: Corpus;
  ground: CorpusGround;
  ownerUrl: string;
  consumers: readonly string[];
}

/** Tickets made and sent at once: some two megabytes of text. */
const ticketsPerBatch = 500;
const writers = 2;

/** Writes every ticket of a corpus with all that belongs to it. The tables must be empty of tickets. */
export async function writeTickets(input: WriteInput): Promise<CorpusCounts> {
  const { corpus, ground, ownerUrl } = input;
  const clients = await Promise.all(Array.from({ length: writers }, () => openWriter(ownerUrl)));
  try {
    const head = await readHead(clients[0]!);
    const counts: CorpusCounts = {
      tickets: corpus.tickets,
      open: 0,
      messages: 0,
      events: 0,
      words: emptyCounts(),
    };
    let next = 1;
    const takeBatch = () => {
      if (next > corpus.tickets) return null;
      const rows = emptyRows();
      const until = Math.min(corpus.tickets, next + ticketsPerBatch - 1);
      for (; next <= until; next += 1) {
        const made = ticketRows(planTicket(next, corpus), ground, corpus);
        const first = { eventId: head.eventId + counts.events, position: head.position + counts.events };
        collectRows({ made, number: next, first }, rows);
        counts.open += made.ticket['closed_at'] === null ? 1 : 0;
        counts.messages += made.messages.length;
        counts.events += made.events.length;
        countWords(made.searched, counts.words);
      }
      return rows;
    };
    await Promise.all(
      clients.map(async (client) => {
        for (let rows = takeBatch(); rows; rows = takeBatch()) await writeBatch(rows, client);
      }),
    );
    await finish(counts, { head, ...input }, clients[0]!);
    return counts;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function openWriter(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'ventanilla corpus' });
  await client.connect();
  await client.query(`set synchronous_commit = off;
    create temporary table searched (message_id uuid, ticket_id uuid, at timestamptz, searchable text)`);
  return client;
}

/** Last number of an event and last position in the log. */
async function readHead(client: pg.Client): Promise<{ eventId: number; position: number }> {
  const { rows } = await client.query<{ event_id: string; position: string }>(
    'select (select coalesce(max(id), 0) from events) as event_id, (select pos from events_head) as position',
  );
  return { eventId: Number(rows[0]!.event_id), position: Number(rows[0]!.position) };
}

/** The vectors come from the product's own expression. */
const addVectors = compileSql(sql`
  insert into message_search (message_id, ticket_id, at, vector)
  select message_id, ticket_id, at, ${searchVector(sql`searchable`)} from searched`);

async function writeBatch(rows: BulkRows, client: pg.Client): Promise<void> {
  await client.query('begin');
  for (const [name, list] of Object.entries(rows)) await copyRows(bulkTable(name), list, client);
  await client.query(addVectors);
  await client.query('truncate searched; commit');
}

/** Sequences and cursors stand where they would stand had all of it come one by one. */
async function finish(
  counts: CorpusCounts,
  { head, consumers, corpus }: WriteInput & { head: { eventId: number; position: number } },
  client: pg.Client,
): Promise<void> {
  const position = head.position + counts.events;
  await client.query("select setval('event_id_seq', $1)", [head.eventId + counts.events]);
  await client.query("select setval('ticket_number_seq', $1)", [corpus.tickets]);
  await client.query('update events_head set pos = $1', [position]);
  await client.query(
    `insert into event_cursors (consumer, pos) select unnest($1::text[]), $2
     on conflict (consumer) do update set pos = excluded.pos`,
    [consumers, position],
  );
}
