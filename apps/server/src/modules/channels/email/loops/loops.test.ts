import { acknowledgeMailAlarm, listMailAlarms } from '@ventanilla/contracts/mail-alarms';
import { addMailSender } from '@ventanilla/contracts/spam';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeMail, type SinkMail, type SmtpSink, startSmtpSink } from '../../../../testing/mail.ts';
import { type MailGround, openMailGround } from '../../../../testing/mail-ground.ts';

interface Desk {
  ground: MailGround;
  sink: SmtpSink;
  /** Mails of the sink already carried on. */
  carried: number;
}

const desks: Desk[] = [];
beforeEach(() => {
  desks.length = 0;
});
afterEach(async () => {
  for (const { ground, sink } of desks) {
    await ground.close();
    await sink.close();
  }
});

async function openDesk(address: string, template?: { subject: string; body: string }): Promise<Desk> {
  const sink = await startSmtpSink();
  const ground = await openMailGround({ address, smtp: sink.server });
  await ground.acknowledge(template);
  const desk = { ground, sink, carried: 0 };
  desks.push(desk);
  return desk;
}

/** What a desk has sent since it was asked last; waits until nothing of it is left in the queue. */
async function sentBy(desk: Desk): Promise<SinkMail[]> {
  for (;;) {
    const queued = await desk.ground.count(`outbound_messages where state = 'queued'`);
    if (queued === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const mails = desk.sink.mails.slice(desk.carried);
  desk.carried = desk.sink.mails.length;
  return mails;
}

const subjectOf = ({ raw }: SinkMail) => header(raw, 'Subject');
const header = (raw: string, name: string) =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'm').exec(raw)?.[1]?.replace(/\r\n[ \t]/g, ' ') ?? '';
const bodyOf = ({ raw }: SinkMail) => raw.slice(raw.indexOf('\r\n\r\n') + 4);

/** Lets half an hour pass in steps of a minute; `each` does what happens in one. */
async function halfAnHour(each: (minute: number) => Promise<void>) {
  for (let minute = 0; minute < 30; minute += 1) {
    for (const { ground } of desks) ground.app.clock.advance(60_000);
    await each(minute);
  }
}

const alarmsOf = async ({ ground }: Desk) =>
  (await ground.app.call(listMailAlarms, { as: ground.admin })).body.items;
const ticketsOf = ({ ground }: Desk) => ground.count('tickets');

describe('A10: half an hour of', () => {
  test('two instances of the product answering each other: one automatic answer, one ticket each', async () => {
    const [a, b] = [await openDesk('a@uno.example'), await openDesk('b@dos.example')];
    await a.ground.post(makeMail({ from: 'Dos <b@dos.example>', to: 'a@uno.example' }));
    await halfAnHour(async () => {
      for (const mail of await sentBy(a)) await b.ground.post(Buffer.from(mail.raw));
      for (const mail of await sentBy(b)) await a.ground.post(Buffer.from(mail.raw));
    });
    expect([a.sink.mails.length, b.sink.mails.length]).toEqual([1, 0]);
    expect([await ticketsOf(a), await ticketsOf(b)]).toEqual([1, 1]);
  });

  test('two instances whose mail loses every header on the way: few answers, two tickets at most, an alarm', async () => {
    const [a, b] = [await openDesk('a@uno.example'), await openDesk('b@dos.example')];
    const carry = (mail: SinkMail, from: string, to: string) =>
      makeMail({ from, to, subject: subjectOf(mail), body: bodyOf(mail) });
    await a.ground.post(makeMail({ from: 'b@dos.example', to: 'a@uno.example' }));
    await halfAnHour(async (minute) => {
      for (const mail of await sentBy(a)) await b.ground.post(carry(mail, 'a@uno.example', 'b@dos.example'));
      for (const mail of await sentBy(b)) await a.ground.post(carry(mail, 'b@dos.example', 'a@uno.example'));
      // Somebody at the other end keeps it going.
      if (minute % 10 === 0)
        await a.ground.post(makeMail({ from: 'b@dos.example', to: 'a@uno.example', body: 'Sin novedad' }));
    });
    for (const desk of [a, b]) {
      expect(desk.sink.mails.length).toBeLessThanOrEqual(5);
      expect(await ticketsOf(desk)).toBeLessThanOrEqual(2);
    }
    expect((await alarmsOf(a)).length).toBeGreaterThan(0);
  });

  test('a robot that sends everything back without a header that says so', async () => {
    const desk = await openDesk('a@uno.example');
    const robot = { from: 'eco@robot.example', to: 'a@uno.example' };
    await desk.ground.post(makeMail({ ...robot, subject: 'Aviso', body: 'Sin novedad en el servidor 1' }));
    let turn = 0;
    await halfAnHour(async () => {
      turn += 1;
      for (const mail of await sentBy(desk))
        await desk.ground.post(makeMail({ ...robot, subject: `Re: ${subjectOf(mail)}`, body: bodyOf(mail) }));
      // And goes on by itself, with a counter in what it says.
      await desk.ground.post(
        makeMail({ ...robot, subject: 'Aviso', body: `Sin novedad en el servidor ${turn}` }),
      );
    });
    expect(desk.sink.mails.length).toBeLessThanOrEqual(5);
    expect(await ticketsOf(desk)).toBeLessThanOrEqual(2);
    const alarms = await alarmsOf(desk);
    expect(alarms).toMatchObject([{ address: 'eco@robot.example', reason: 'same_words' }]);
    // Nothing is lost: every mail is a message.
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from messages
      where direction = 'in'`.execute(desk.ground.app.platform.db);
    expect(rows[0]!.n).toBe(await desk.ground.count('inbound_raw'));
  });

  test('a robot that answers every answer of ours with the same words of its own', async () => {
    const desk = await openDesk('a@uno.example');
    const robot = { from: 'gracias@robot.example', to: 'a@uno.example' };
    await desk.ground.post(makeMail({ ...robot, subject: 'Hola' }));
    await halfAnHour(async () => {
      for (const _ of await sentBy(desk))
        await desk.ground.post(makeMail({ ...robot, subject: 'Gracias', body: 'Lo leeremos pronto.' }));
    });
    expect(desk.sink.mails.length).toBeLessThanOrEqual(5);
    expect(await ticketsOf(desk)).toBeLessThanOrEqual(2);
    expect(await alarmsOf(desk)).toHaveLength(1);
  });
});

test('mail of a machine that goes round is kept, reopens nothing, and its alarm is acknowledged', async () => {
  const { ground } = await openDesk('a@uno.example');
  const robot = { from: 'eco@robot.example', to: 'a@uno.example' };
  const first = await ground.post(makeMail(robot));
  const { messages } = await ground.detail(first.ticketId!);
  const ours = messages.find(({ isAuto }) => isAuto)!;
  ground.app.clock.advance(60_000);
  const echo = await ground.post(makeMail({ ...robot, subject: 'Eco', body: `> x\n${ours.text}` }));
  expect(echo).toMatchObject({ action: 'appended', ticketId: first.ticketId, flags: ['loop'] });
  const after = await ground.detail(first.ticketId!);
  expect(after.messages.at(-1)).toMatchObject({ isAuto: true, direction: 'in' });
  expect(after.ticket.customerLastAt).toBe(after.messages[0]!.at);

  const as = ground.admin;
  const [alarm] = (await ground.app.call(listMailAlarms, { as })).body.items;
  expect(alarm).toMatchObject({ ticket: { id: first.ticketId }, mails: 2, acknowledgedAt: null });
  const seen = await ground.app.call(acknowledgeMailAlarm, { as, params: { alarmId: alarm!.id } });
  expect(seen.body).toMatchObject({ acknowledgedBy: 'Rosa Gil' });
  expect((await ground.app.call(listMailAlarms, { as })).body.items).toEqual([]);
  const old = await ground.app.call(listMailAlarms, { as, query: { acknowledged: 'true' } });
  expect(old.body.items).toHaveLength(1);
  expect((await ground.app.call(listMailAlarms, { as: ground.ana })).code).toBe('auth.forbidden');
});

describe('without an automatic answer of ours', () => {
  test('many mails of one address stay tickets of their own; administrators are told', async () => {
    const ground = await openMailGround();
    const sink = await startSmtpSink();
    desks.push({ ground, sink, carried: 0 });
    for (let n = 0; n < 25; n += 1) {
      const made = await ground.post(makeMail({ subject: `Caso ${n}`, body: `Alumno ${n}` }));
      expect(made).toMatchObject({ action: 'created', flags: [] });
    }
    const { body } = await ground.app.call(listMailAlarms, { as: ground.admin });
    expect(body.items.map(({ reason }) => reason)).toEqual(['same_words']);
  });

  test('whoever is welcome may write as much as they like', async () => {
    const ground = await openMailGround();
    const sink = await startSmtpSink();
    desks.push({ ground, sink, carried: 0 });
    await ground.app.call(addMailSender, {
      as: ground.admin,
      body: { value: 'colegio.example', verdict: 'wanted' },
    });
    for (let n = 0; n < 22; n += 1)
      await ground.post(
        makeMail({
          subject: `Asunto ${'abcdefghijklmnopqrstuvwx'[n]}`,
          body: `Otro ${'abcdefghijklmnopqrstuvwx'[n]}`,
        }),
      );
    expect((await ground.app.call(listMailAlarms, { as: ground.admin })).body.items).toEqual([]);
  });
});

test('a person who answers the automatic mail without its headers joins the ticket, and counts as a person', async () => {
  const { ground } = await openDesk('a@uno.example');
  const person = { from: 'luz@colegio.example', to: 'a@uno.example' };
  const first = await ground.post(makeMail({ ...person, subject: 'Boletas' }));
  const ours = (await ground.detail(first.ticketId!)).messages.find(({ isAuto }) => isAuto)!;
  const { rows } = await sql<{ subject: string }>`select subject from message_bodies
    where message_id = ${ours.id}`.execute(ground.app.platform.db);
  ground.app.clock.advance(60_000);
  const mail = { ...person, subject: `RE: ${rows[0]!.subject}`, body: 'Adjunto lo que falta, gracias.' };
  const second = await ground.post(makeMail(mail));
  expect(second).toMatchObject({ action: 'appended', ticketId: first.ticketId, flags: [] });
  const { ticket } = await ground.detail(first.ticketId!);
  expect(ticket.customerLastAt).toBe(ground.app.clock.now().toISOString());
});
