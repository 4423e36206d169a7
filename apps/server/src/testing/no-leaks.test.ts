import type { AddressInfo } from 'node:net';
import { allRoutes } from '@ventanilla/contracts';
import { getBoardFigures } from '@ventanilla/contracts/board';
import { readBoard } from '@ventanilla/contracts/board-content';
import { listPresence } from '@ventanilla/contracts/presence';
import type { RouteContract } from '@ventanilla/contracts/route';
import { searchTickets } from '@ventanilla/contracts/search';
import { assignTicket, getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkFiles } from '../modules/tickets/index.ts';
import { systemActor } from '../platform/actor.ts';
import { type HiddenTicket, mark, openHiddenTicket } from './hidden-ticket.ts';

/** The directory is everybody's who reads people: whom one answers is known beyond one's department. */
const ofTheDirectory = ['findContacts', 'findOrganizations'];
const people = ['carla', 'keeper', 'own', 'alba'] as const;

let ground: HiddenTicket;
let url: string;

beforeAll(async () => {
  ground = await openHiddenTicket();
  const { http } = ground.app.app;
  await http.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
});
afterAll(() => ground.close());

const routes = allRoutes.filter(
  ({ operationId, access }) =>
    operationId !== 'openLive' && access !== 'public' && !ofTheDirectory.includes(operationId),
);

/** What would do something where the ticket is theirs; any other body is refused before anybody looks at the ticket. */
const bodies = (): Record<string, object> => ({
  setTicketDepartment: { departmentId: null },
  setTicketLine: { lineId: null },
  updateTicket: { statusKey: 'waiting_customer' },
  assignTicket: { agentId: ground.admin },
  replyToTicket: { text: 'Hola' },
  addNote: { text: 'Hola' },
  addTimeEntry: { minutes: 5 },
  classifyTicket: { flag: 'blue' },
  trustSender: { trusted: true },
  settleProposedRequester: { state: 'accepted' },
  markSpam: {},
  markNotSpam: {},
  saveDraft: { html: '<p>Hola</p>' },
  scheduleReply: { html: '<p>Hola</p>', delayMs: 1_000 },
  announcePresence: { tabId: 'tab-other-1', ticketId: ground.ticketId },
  resendToRecipient: { address: `${mark}@cliente.mx`, correctedTo: 'otra@cliente.mx' },
  dropRecipient: { address: `${mark}@cliente.mx` },
  recordTriageStep: { outcome: 'settled' },
  disagreeWithTriage: { placement: 'up', reason: 'Urge' },
});

/** A request that asks for the hidden ticket wherever it can. */
async function ask(contract: RouteContract, as: string): Promise<{ status: number; text: string }> {
  const ids: Record<string, string> = ground.ids;
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ground.ticketId);
  const asked = Object.keys(contract.query?.shape ?? {}).filter((name) => ids[name] !== undefined);
  const query = new URLSearchParams(asked.map((name) => [name, ids[name]!]));
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  const body = bodies()[contract.operationId] ?? { ticketId: ground.ticketId };
  const response = await ground.app.app.http.inject({
    method: contract.method,
    url: `${path}?${query}`,
    headers: {
      'x-test-agent': as,
      'if-match': '"1"',
      ...(hasBody ? { 'content-type': contract.rawBody?.contentTypes[0] ?? 'application/json' } : {}),
    },
    ...(hasBody ? { payload: contract.rawBody ? Buffer.alloc(0) : JSON.stringify(body) } : {}),
  });
  return { status: response.statusCode, text: `${response.body}${JSON.stringify(response.headers)}` };
}

/** Everything of the ticket that is kept anywhere, as it is now. */
async function everythingOfIt(): Promise<Record<string, unknown>> {
  const { db } = ground.app.platform;
  // Clocks are counted in the background.
  await ground.app.settle();
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'ticket_id' and table_name !~ '_p[0-9]+$'
      -- Whoever watches over the mail may have one read again, of whatever ticket, and is shown nothing of it.
      and table_name <> 'inbound_raw'
    order by table_name`.execute(db);
  const tried = ['attempts', 'next_try_at', 'leased_until', 'tried_since', 'last_try_at', 'server_said'];
  const all: Record<string, unknown> = {};
  for (const { name } of tables) {
    // An answer that waits is tried by the clock, too, whoever asks what meanwhile.
    const { rows } = await sql`select to_jsonb(x) - ${tried}::text[] as row from ${sql.table(name)} x
      where x.ticket_id = ${ground.ticketId} order by to_jsonb(x)::text`.execute(db);
    all[name] = rows;
  }
  const { rows } =
    await sql`select to_jsonb(t) as row from tickets t where t.id = ${ground.ticketId}`.execute(db);
  return { ...all, tickets: rows };
}

/** Routes of one ticket, by something of it in the path. */
const ofOneTicket = routes.filter(({ path }) =>
  /\{(ticketId|messageId|attachmentId|outboundId|scheduledReplyId)\}/.test(path),
);

describe.each(people)('A21: to %s', (who) => {
  test('nothing of another department’s ticket comes back, whatever route is asked', async () => {
    const before = await everythingOfIt();
    const leaking = [];
    for (const contract of routes) {
      const { text } = await ask(contract, ground.hiddenFrom[who]);
      if (text.toLowerCase().includes(mark)) leaking.push(contract.operationId);
    }
    expect(leaking).toEqual([]);
    expect(await everythingOfIt()).toEqual(before);
  });

  test('each route of one ticket says that there is none, as it would of an id that was never given', async () => {
    const told: Record<string, number> = {};
    for (const contract of ofOneTicket) {
      const { status } = await ask(contract, ground.hiddenFrom[who]);
      if (status !== 404 && status !== 403) told[contract.operationId] = status;
    }
    expect(told).toEqual({});
  });

  test('neither counts nor searches know of it: by number, address, person, word, part of a word or one like it', async () => {
    const { app, ticketId } = ground;
    const as = ground.hiddenFrom[who];
    const { rows } = await sql<{ number: number }>`select number from tickets where id = ${ticketId}`.execute(
      app.platform.db,
    );
    const number = rows[0]!.number;
    const asked = [
      mark,
      mark.slice(0, 4),
      `${mark.slice(0, -1)}p`,
      `V-${number}`,
      String(number),
      `${mark}@cliente.mx`,
      `https://ayuda.example/tickets/${ticketId}#${ground.ids.messageId}`,
    ];
    for (const q of asked) {
      const { body } = await app.call(searchTickets, { as, query: { q } });
      expect([q, body.items, body.total?.value ?? 0, body.suggestion]).toEqual([q, [], 0, null]);
    }
    const board = (await app.call(readBoard, { as, params: { boardId: 'default' } })).body;
    expect(board.columns.flatMap(({ items }) => items)).toEqual([]);
    expect(board.columns.map(({ count }) => count.value)).toEqual([0, 0, 0]);
    expect(JSON.stringify((await app.call(getBoardFigures, { as })).body)).not.toMatch(/[1-9]/);
    expect((await app.call(listPresence, { as })).body.items).toEqual([]);
  });

  test('the stream says nothing of it, of what was or of what comes, while somebody who sees it is told', async () => {
    const [theirs, admins] = [await listen(ground.hiddenFrom[who]), await listen(ground.admin)];
    const assign = (agentId: string) =>
      ground.app.call(assignTicket, {
        as: ground.admin,
        params: { ticketId: ground.ticketId },
        body: { agentId },
      });
    const { body } = await ground.app.call(getTicket, {
      as: ground.admin,
      params: { ticketId: ground.ticketId },
    });
    await assign(ground.admin);
    await assign(body.ticket.owner!.id);
    await admins.until(new RegExp(`"ticketId":"${ground.ticketId}"[^}]*owner_changed`));
    const said = await theirs.end(300);
    expect(said).toContain('event: hello');
    expect(said).not.toMatch(/event: presence|"changed":\[\{/);
    // Who has it was theirs to learn only while they saw it: `gone` is for those.
    expect(said.replaceAll(/"gone":\[[^\]]*\]/g, '')).not.toContain(ground.ticketId);
    await admins.end(0);
  });

  test('no mail tells them of it, though the department names them in everything that it tells', async () => {
    const { db } = ground.app.platform;
    await ground.app.settle();
    const { rows } = await sql<{ kind: string }>`
      select m.kind from system_mails m join agents a on a.email = m.to_address
      where a.id = ${ground.hiddenFrom[who]} and m.kind like 'ticket%'`.execute(db);
    expect(rows).toEqual([]);
  });
});

test('A21: a ticket of theirs that continues it, or that names it, does not lead to it', async () => {
  const { app, ticketId, hiddenFrom } = ground;
  const { ticketId: visible } = await ground.write({ from: 'Otra <otra@familia.mx>', subject: 'Otra cosa' });
  await sql`update tickets set previous_ticket_id = ${ticketId}, mentioned_ticket_id = ${ticketId}
    where id = ${visible}`.execute(app.platform.db);
  const seen = await app.call(getTicket, { as: hiddenFrom.carla, params: { ticketId: visible! } });
  expect(seen.status).toBe(200);
  expect(JSON.stringify(seen.body)).not.toContain(ticketId);
  const whole = await app.call(getTicket, { as: ground.admin, params: { ticketId: visible! } });
  expect(JSON.stringify(whole.body)).toContain(ticketId);
  await sql`delete from system_mails`.execute(app.platform.db);
  await app.call(assignTicket, {
    as: ground.admin,
    params: { ticketId: visible! },
    body: { agentId: ground.admin },
  });
});

test('A21: asked the same by somebody who sees everything, every route of one ticket does what it is for', async () => {
  const { app, admin, ticketId } = ground;
  const { attachmentId } = ground.ids as Record<string, string>;
  await app.platform.transact({ actor: systemActor }, (work) =>
    linkFiles({ ticketId, attachmentIds: [attachmentId!], language: 'es' }, work),
  );
  const telling = [];
  for (const contract of routes.filter(({ method }) => method === 'GET')) {
    const { status, text } = await ask(contract, admin);
    if (status === 200 && text.toLowerCase().includes(mark)) telling.push(contract.operationId);
  }
  expect(telling.sort()).toEqual(tellingAll);
  const refused: Record<string, number> = {};
  for (const contract of ofOneTicket) {
    const { status } = await ask(contract, admin);
    if (status === 404 || status === 400) refused[contract.operationId] = status;
  }
  expect(refused).toEqual(absentOfIt);
  expect(
    (await app.call(replyToTicket, { as: admin, params: { ticketId }, body: { text: 'x' } })).status,
  ).toBe(201);
});

/** Where an administrator reads the marked ticket; each would leak if it forgot who asks. */
const tellingAll = [
  'downloadAttachment',
  'downloadOriginal',
  'exportTickets',
  'getIntake',
  'getOriginalSource',
  'getOutboxItem',
  'getTicket',
  'getTriageQueue',
  'listOpenTickets',
  'listOutbox',
  'listTicketMessages',
  'listTickets',
  'readBoard',
  'readBoardCards',
  'readColumn',
  'searchTickets',
];

/** What it has nothing of (a mark to settle, somebody proposed, a picture), and what its writer alone may do. */
const absentOfIt = {
  removeTimeEntry: 404,
  trustSender: 404,
  settleProposedRequester: 404,
  previewAttachment: 404,
  undoScheduledReply: 404,
  sendScheduledReply: 404,
};

/** An open stream from the beginning of the log. */
async function listen(agentId: string) {
  const response = await fetch(`${url}/api/v1/live?after=0`, { headers: { 'x-test-agent': agentId } });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let said = (await reader.read()).value ?? '';
  return {
    async until(pattern: RegExp): Promise<void> {
      while (!pattern.test(said)) {
        const piece = await reader.read();
        if (piece.done) throw new Error(`ended before ${pattern}: ${said}`);
        said += piece.value;
      }
    },
    /** All that it said, and ends it after a while. */
    async end(waitMs: number): Promise<string> {
      const late = setTimeout(() => void reader.cancel(), waitMs);
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) said += piece.value;
      clearTimeout(late);
      return said;
    },
  };
}
