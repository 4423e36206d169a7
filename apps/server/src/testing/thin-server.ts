import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { simpleParser } from 'mailparser';
import pg from 'pg';

/**
 * The floor under the product's figures: Fastify and pg over the same tables, without sign-in, permissions, rules,
 * validation or recovery. Nothing that Node.js and PostgreSQL do can be quicker; nobody should run it for anything
 * else. Answers the port on loopback.
 */
export async function startThinServer(databaseUrl: string): Promise<{ port: number; stop(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 });
  const streams = new Set<NodeJS.WritableStream>();
  const listener = new pg.Client({ connectionString: databaseUrl });
  await listener.connect();
  await listener.query('listen thin');
  listener.on('notification', ({ payload }) => {
    for (const stream of streams) stream.write(`id: ${payload}\ndata: {}\n\n`);
  });
  const http = fastify({ bodyLimit: 40_000_000 });
  http.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_, body, done) => done(null, body));

  http.get('/list', async () => {
    const { rows } = await pool.query(
      `select t.*, c.name as requester_name from tickets t join contacts c on c.id = t.requester_id
       where t.owner_id is null and t.stage = 'new' and t.closed_at is null and not t.is_spam
       order by t.activity_at desc, t.id desc limit 50`,
    );
    return { items: rows };
  });
  http.get<{ Params: { id: string } }>('/ticket/:id', async ({ params }) => {
    const ticket = await pool.query('select * from tickets where id = $1', [params.id]);
    const messages = await pool.query(
      `select m.*, b.text, b.html from messages m join message_bodies b on b.message_id = m.id
       where m.ticket_id = $1 order by m.at, m.id limit 100`,
      [params.id],
    );
    return { ticket: ticket.rows[0], messages: messages.rows };
  });
  http.get<{ Querystring: { q: string } }>('/search', async ({ query }) => {
    const { rows } = await pool.query(
      // The newest five hundred, as who says how many there are must read them.
      `with h as materialized (select ticket_id, at from message_search
         where vector @@ (plainto_tsquery('spanish', $1) || plainto_tsquery('es_plain', $1)) order by at desc limit 500)
       select distinct on (h.at, h.ticket_id) t.*, (select count(*) from h) as found from h join tickets t on t.id = h.ticket_id
       order by h.at desc, h.ticket_id limit 50`,
      [query.q],
    );
    return { items: rows };
  });
  http.post<{ Params: { id: string }; Body: { text: string } }>('/reply/:id', async ({ params, body }) => {
    const id = await inTransaction(pool, (client) => write({ ticketId: params.id, text: body.text }, client));
    return { id };
  });
  http.post<{ Body: Buffer }>('/mail', async ({ body }) => {
    const mail = await simpleParser(body);
    const ticketId = randomUUID();
    await inTransaction(pool, async (client) => {
      await client.query(
        `insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at)
         select $1, nextval('ticket_number_seq'), $2, contact_id, 'open', 'open', now(), now()
         from contact_identities where match_key = $3 and kind = 'email'`,
        [ticketId, mail.subject ?? '', mail.from?.value[0]?.address?.toLowerCase() ?? ''],
      );
      await write({ ticketId, text: mail.text ?? '' }, client);
    });
    return { ticketId };
  });
  http.get('/live', (_, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write(': here\n\n');
    streams.add(reply.raw);
    reply.raw.on('close', () => streams.delete(reply.raw));
  });
  await http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = http.server.address() as { port: number };
  return {
    port,
    async stop() {
      http.server.closeAllConnections();
      await http.close();
      await listener.end();
      await pool.end();
    },
  };
}

/** Message, body, vector, ticket and event, and a notice that carries the event's id. */
async function write(said: { ticketId: string; text: string }, client: pg.PoolClient): Promise<string> {
  const id = randomUUID();
  await client.query(
    `insert into messages (id, ticket_id, direction, visibility, author_kind, at) values ($1, $2, 'out', 'private', 'agent', now())`,
    [id, said.ticketId],
  );
  await client.query('insert into message_bodies (message_id, text) values ($1, $2)', [id, said.text]);
  await client.query(
    `insert into message_search (message_id, ticket_id, at, vector)
     values ($1, $2, now(), to_tsvector('spanish', $3) || to_tsvector('es_plain', $3))`,
    [id, said.ticketId, said.text],
  );
  await client.query(
    'update tickets set activity_at = now(), our_last_at = now(), last_message_id = $2, version = version + 1 where id = $1',
    [said.ticketId, id],
  );
  await client.query(
    `with e as (insert into events (at, type, version, origin, subject_type, subject_id, actor, correlation_id, payload)
       values (now(), 'message.added', 1, 'demo', 'ticket', $1, '{"kind":"system","id":null}', $1, '{}') returning id)
     select pg_notify('thin', id::text) from e`,
    [said.ticketId],
  );
  return id;
}

async function inTransaction<T>(pool: pg.Pool, act: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await act(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
