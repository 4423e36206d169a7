import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMail } from '../../../../testing/mail.ts';
import { type MailGround, openMailGround } from '../../../../testing/mail-ground.ts';

/** A13: what a sender of deliveries does when it is unsure: again, out of order, several at once. */
const conversations = 12;
const times = 3;
const atOnce = 5;

let ground: MailGround;

beforeAll(async () => {
  ground = await openMailGround();
});
afterAll(() => ground.close());

const idOf = (conversation: number, place: number) => `<a13-${conversation}-${place}@escuelas.example>`;

/** As mail programs write it: every mail of the conversation so far. */
function chainBefore(conversation: number, place: number): string {
  return Array.from({ length: place }, (_, before) => idOf(conversation, before)).join(' ');
}

function mailsOf(conversation: number): Buffer[] {
  const from = `Persona ${conversation} <persona${conversation}@escuelas.example>`;
  return [0, 1, 2].map((place) =>
    makeMail({
      from,
      messageId: idOf(conversation, place),
      ...(place > 0
        ? { inReplyTo: idOf(conversation, place - 1), references: chainBefore(conversation, place) }
        : {}),
      body: `Parte ${place} de la conversación ${conversation}`,
    }),
  );
}

test(`every mail ${times} times, the last first and ${atOnce} at once: each is applied once, in one ticket a conversation`, async () => {
  const deliveries = Array.from({ length: times }, () =>
    Array.from({ length: conversations }, (_, conversation) => mailsOf(conversation).reverse()).flat(),
  ).flat();
  let next = 0;
  const actions: string[] = [];
  const deliver = async () => {
    while (next < deliveries.length) {
      const { action } = await ground.post(deliveries[next++]!);
      actions.push(action);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, deliver));
  await ground.app.settle();

  const distinct = conversations * 3;
  expect(actions.filter((action) => action === 'duplicate')).toHaveLength(distinct * (times - 1));
  expect(await ground.count('messages')).toBe(distinct);
  expect(await ground.count('inbound_raw')).toBe(distinct);
  const { rows } = await sql<{ tickets: number }>`
    select count(distinct m.ticket_id)::int as tickets from messages m join message_bodies b on b.message_id = m.id
    group by b.from_address`.execute(ground.app.platform.db);
  expect(rows).toEqual(Array.from({ length: conversations }, () => ({ tickets: 1 })));
});

test('three mails that each name only the one before, the last first, are one ticket', async () => {
  const ids = ['<cadena-0@escuelas.example>', '<cadena-1@escuelas.example>', '<cadena-2@escuelas.example>'];
  const mails = ids.map((messageId, place) =>
    makeMail({ messageId, body: `Parte ${place}`, ...(place > 0 ? { inReplyTo: ids[place - 1]! } : {}) }),
  );
  const placed = [];
  for (const mail of mails.reverse()) placed.push(await ground.post(mail));
  expect(placed.map(({ action }) => action)).toEqual(['created', 'appended', 'appended']);
  expect(new Set(placed.map(({ ticketId }) => ticketId)).size).toBe(1);
});
