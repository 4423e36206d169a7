import { readBoard } from '@ventanilla/contracts/board-content';
import { createMailbox } from '@ventanilla/contracts/channels';
import {
  changeHistory,
  getMailboxHealth,
  previewHistory,
  startHistory,
} from '@ventanilla/contracts/mailbox-health';
import { getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { ImapFlow } from 'imapflow';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Dovecot, hasDovecot, startDovecot } from '../../../../testing/dovecot.ts';
import {
  eventually,
  type MailText,
  makeMail,
  type SmtpSink,
  seedMailbox,
  startSmtpSink,
} from '../../../../testing/mail.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../../testing/test-app.ts';

const longAgo = (day: number) => new Date(Date.UTC(2025, 4, day, 12));
const password = 'clave-de-buzón-7';
const address = 'soporte@escuela.example';

describe.skipIf(!hasDovecot)(
  'the Sent folder and history, over a real Dovecot (needs root and dovecot-imapd)',
  () => {
    let dovecot: Dovecot;
    let sink: SmtpSink;
    let app: TestApp;
    let admin: string;
    let ana: string;
    let mailboxId: string;
    let user = 0;

    beforeAll(async () => {
      // One for each test, and for each that is tried once more.
      const users = Array.from({ length: 10 }, (_, at) => [`soporte${at + 1}`, password]);
      dovecot = await startDovecot(Object.fromEntries(users));
      sink = await startSmtpSink();
    });
    afterAll(async () => {
      await sink.close();
      await dovecot.destroy();
    });
    beforeEach(async () => {
      user += 1;
      app = await createTestApp({
        start: true,
        env: {
          VENTANILLA_SMTP_PORT: 'off',
          VENTANILLA_MAIL_PARSERS: '1',
          VENTANILLA_MAILBOX_POLL_SECONDS: '1',
        },
      });
      // Mail gets its time of arrival from the machine.
      app.clock.set(new Date());
      await seedMailbox(app, { address: 'base@escuela.example' });
      [admin, ana] = (await seedAgents(app, [{ name: 'Rosa', roleKey: 'admin' }, { name: 'Ana' }])) as [
        string,
        string,
      ];
    });
    afterEach(() => app.close());

    const me = () => `soporte${user}`;
    const deliver = (mail: Partial<MailText>, folder?: string, at?: Date) =>
      dovecot.deliver(me(), makeMail(mail), at, folder);

    /** As a mail program does, into a Sent folder that it makes. */
    async function append(mails: readonly Buffer[]) {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: dovecot.port,
        secure: false,
        doSTARTTLS: false,
        auth: { user: me(), pass: password },
        logger: false,
      });
      await client.connect();
      await client.mailboxCreate('Sent');
      for (const mail of mails) await client.append('Sent', mail, ['\\Seen']);
      await client.logout();
    }

    async function connect() {
      const made = await app.call(createMailbox, {
        as: admin,
        body: {
          name: 'Soporte',
          address,
          imap: { host: '127.0.0.1', port: dovecot.port, security: 'none', user: me(), password },
          smtp: { ...sink.server },
        },
      });
      expect(made.code).toBeNull();
      mailboxId = made.body.id;
      await eventually('connected', async () => (await rows('select 1 from mailbox_folders')).length > 0);
    }
    const rows = async <R>(query: string) => (await sql.raw<R>(query).execute(app.platform.db)).rows;
    const messages = () =>
      rows<{ direction: string; text: string; ticket_id: string; author_id: string | null }>(
        'select m.direction, b.text, m.ticket_id, m.author_id from messages m join message_bodies b on b.message_id = m.id order by m.at, m.id',
      );

    test('an answer from a mail program joins its conversation and counts; nothing else of the folder does', async () => {
      deliver(
        { subject: 'Anterior', from: address, to: 'ana@colegio.example', messageId: '<vieja@x>' },
        'Sent',
        longAgo(1),
      );
      await connect();
      await eventually(
        'Sent is known',
        async () => (await rows('select 1 from mailbox_folders')).length === 2,
      );
      deliver({ subject: 'No puedo entrar', messageId: '<pregunta@colegio.example>' });
      await eventually('the question', async () => (await messages()).length === 1);
      const ours = { from: `Soporte <${address}>`, to: 'ana@colegio.example' };
      const { rows: agents } = await sql<{
        email: string;
      }>`select email from agents where id = ${ana}`.execute(app.platform.db);
      deliver({ ...ours, subject: 'Comida del viernes' }, 'Sent');
      deliver(
        {
          ...ours,
          subject: 'Re: otra cosa',
          inReplyTo: '<ajena@otro.example>',
          headers: ['Auto-Submitted: auto-replied'],
        },
        'Sent',
      );
      deliver(
        {
          ...ours,
          subject: 'Re: No puedo entrar',
          inReplyTo: '<pregunta@colegio.example>',
          messageId: '<respuesta@escuela.example>',
          body: 'Desde el programa de correo',
        },
        'Sent',
      );
      // The clock of the test stands still: what came in one instant has no order.
      await eventually('the first answer', async () => (await messages()).length === 2);
      app.clock.advance(1_000);
      deliver(
        {
          ...ours,
          from: agents[0]!.email,
          subject: 'Re: No puedo entrar',
          references: '<pregunta@colegio.example> <respuesta@escuela.example>',
          body: 'Y otra, de Ana',
        },
        'Sent',
      );
      await eventually('both answers', async () => (await messages()).length === 3);
      const [question, first, second] = await messages();
      expect([question!.direction, first!.direction, second!.direction]).toEqual(['in', 'out', 'out']);
      expect([first!.text, second!.text]).toEqual(['Desde el programa de correo', 'Y otra, de Ana']);
      expect([first!.author_id, second!.author_id]).toEqual([null, ana]);

      // The folder vanishes and is there again, as when somebody tidies up: neither its mail nor other mail is lost.
      dovecot.removeFolder(me(), 'Sent');
      deliver({ subject: 'Otra pregunta', messageId: '<otra@colegio.example>' });
      await eventually('the other question', async () => (await messages()).length === 4);
      const answer = { ...ours, subject: 'Re: Otra pregunta', inReplyTo: '<otra@colegio.example>' };
      deliver({ ...answer, messageId: '<respuesta-2@escuela.example>', body: 'Desde la nueva' }, 'Sent');
      await eventually(
        'its answer',
        async () => (await messages()).some(({ text }) => text === 'Desde la nueva'),
        30_000,
      );
      const ticket = await app.call(getTicket, { as: ana, params: { ticketId: question!.ticket_id } });
      expect(ticket.body.ticket).toMatchObject({ owner: { id: ana } });
      // What the customer answers to it finds the same conversation.
      deliver({ subject: 'Re: No puedo entrar', inReplyTo: '<respuesta@escuela.example>', body: 'Gracias' });
      await eventually('the customer again', async () => (await messages()).length === 6);
      expect(await rows('select 1 from tickets')).toHaveLength(2);
      expect(await rows('select 1 from outbound_messages')).toHaveLength(0);
      expect(sink.mails).toEqual([]);
      // A server may end the connection whose folder vanished, and the next one waits for its turn.
    }, 90_000);

    test('what we sent ourselves and the provider keeps in Sent is not there twice', async () => {
      await connect();
      await eventually(
        'Sent looked for',
        async () =>
          (await rows('select last_fetched_at from channel_accounts where last_fetched_at is not null'))
            .length === 1,
      );
      deliver({ subject: 'Hola', messageId: '<hola@colegio.example>' });
      const [question] = await eventually('the question', async () => {
        const all = await messages();
        return all.length === 1 ? all : null;
      });
      app.clock.advance(1_000);
      const replied = await app.call(replyToTicket, {
        as: ana,
        params: { ticketId: question!.ticket_id },
        body: { text: 'Aquí estamos' },
      });
      expect(replied.code).toBeNull();
      const mail = await eventually('sent', () => sink.mails.at(-1));
      // A mail program makes the folder with its first mail, after the first connection.
      const renamed = mail.raw.replace(/^Message-ID: .*$/im, 'Message-ID: <otra@proveedor.example>');
      await append([
        Buffer.from(mail.raw),
        // The same under a Message-ID that the provider made up: the address that we signed tells.
        Buffer.from(renamed),
        makeMail({ from: address, inReplyTo: '<hola@colegio.example>', body: 'Después' }),
      ]);
      await eventually('the last one', async () => (await messages()).some(({ text }) => text === 'Después'));
      // The clock of the test stands still, so only what is there counts, and how often.
      expect(
        (await messages()).map(({ text }) => text.split('\n')[0]!).sort((a, b) => a.localeCompare(b, 'es')),
      ).toEqual(['Aquí estamos', 'Después', 'Hola, desde ayer no puedo entrar al sistema.']);
    });

    test('nor where the provider renamed it, signs nothing and knows no plus-addresses; other words are another answer', async () => {
      await connect();
      await sql`update channel_accounts set settings = settings || '{"plusAddresses": false}'
        where id = ${mailboxId}`.execute(app.platform.db);
      deliver({ subject: 'Hola', messageId: '<hola-dos@colegio.example>' });
      const [question] = await eventually('the question', async () => {
        const all = await messages();
        return all.length === 1 ? all : null;
      });
      app.clock.advance(1_000);
      const params = { ticketId: question!.ticket_id };
      await app.call(replyToTicket, { as: ana, params, body: { text: 'Ya quedó.\n\n-- \nAna' } });
      const mail = await eventually('sent', () =>
        sink.mails.find(({ raw }) => /^In-Reply-To: <hola-dos@colegio\.example>/im.test(raw)),
      );
      expect(mail.raw).not.toMatch(/^Reply-To: .*\+/im);
      const renamed = mail.raw.replace(/^Message-ID: .*$/im, 'Message-ID: <uno@proveedor.example>');
      const bare = mail.raw
        .replace(/^Message-ID: .*$/im, 'Message-ID: <dos@proveedor.example>')
        .replace(/^X-Ventanilla-Message:.*\r\n(?:[ \t].*\r\n)*/im, '');
      expect(bare).not.toMatch(/X-Ventanilla/i);
      const other = bare.replace('dos@', 'tres@').replace('Ya qued', 'Todav=C3=ADa no qued');
      // Begins with the same words, and says more: nothing that somebody wrote is taken for what was sent.
      const longer = makeMail({
        from: address,
        inReplyTo: '<hola-dos@colegio.example>',
        messageId: '<cuatro@proveedor.example>',
        body: 'Ya quedó.\n\n-- \nAna\n\nY otra cosa: mañana cerramos.',
      });
      await append([Buffer.from(renamed), Buffer.from(bare), Buffer.from(other), longer]);
      await eventually('the other ones', async () => (await messages()).length === 4);
      await app.settle();
      expect((await messages()).map(({ direction }) => direction)).toEqual(['in', 'out', 'out', 'out']);
      expect(await rows(`select 1 from inbound_raw where direction = 'out' and state = 'done'`)).toHaveLength(
        4,
      );
    });

    test('history comes in closed, or open for the last days, each conversation whole; nobody is answered', async () => {
      const recent = new Date(Date.now() - 2 * 86_400_000);
      const thread = { subject: 'Re: Larga', references: '<larga@x.example>' };
      deliver({ subject: 'Vieja', messageId: '<vieja@x.example>' }, undefined, longAgo(1));
      deliver({ subject: 'Larga', messageId: '<larga@x.example>' }, undefined, longAgo(2));
      deliver({ ...thread, messageId: '<larga2@x.example>', body: 'Sigo esperando' }, undefined, longAgo(3));
      deliver({ ...thread, messageId: '<larga3@x.example>', body: '¿Hay noticias?' }, undefined, recent);
      deliver({ subject: 'De ayer', messageId: '<ayer@x.example>' }, undefined, recent);
      await connect();
      await sql`insert into mailbox_acknowledgements (channel_account_id, enabled, language, subject_es, body_es,
        subject_en, body_en, version, updated_at)
        values (${mailboxId}, true, 'es', 'Recibido', 'Recibido', 'Received', 'Received', 1, now())`.execute(
        app.platform.db,
      );
      const body = { since: null, openDays: 30 };
      const params = { mailboxId };
      const preview = await app.call(previewHistory, { as: admin, params, body });
      expect(preview.body).toMatchObject({ mails: 5, open: 2 });
      const started = await app.call(startHistory, { as: admin, params, body });
      expect(started.body).toMatchObject({ openFrom: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string });
      await eventually('all of it', async () => (await messages()).length === 5, 15_000);
      const tickets = () =>
        rows<{ subject: string; category: string; mails: number; closed: boolean }>(
          `select subject, status_category as category, closed_at is not null as closed,
            (select count(*)::int from messages m where m.ticket_id = t.id) as mails
          from tickets t order by subject`,
        );
      expect(await tickets()).toEqual([
        { subject: 'De ayer', category: 'open', closed: false, mails: 1 },
        { subject: 'Larga', category: 'open', closed: false, mails: 3 },
        { subject: 'Vieja', category: 'closed', closed: true, mails: 1 },
      ]);
      await app.settle();
      expect(await rows('select 1 from outbound_messages union all select 1 from timers')).toEqual([]);
      const board = await app.call(readBoard, { as: ana, params: { boardId: 'default' } });
      expect(board.body.columns.flatMap(({ items }) => items.map(({ subject }) => subject)).sort()).toEqual([
        'De ayer',
        'Larga',
      ]);
      // Somebody who goes on with what came in closed begins a ticket that continues it.
      app.clock.advance(1_000);
      deliver({ subject: 'Re: Vieja', inReplyTo: '<vieja@x.example>', body: 'Volvió a pasar' });
      await eventually('the next one', async () => (await tickets()).length === 4);
      expect(
        await rows(`select n.subject from tickets n join tickets o on o.id = n.previous_ticket_id
          where o.subject = 'Vieja' and n.closed_at is null`),
      ).toHaveLength(1);
    });

    test('history: seen before it begins, taken in beside new mail, paused, gone on with, and quiet', async () => {
      for (let day = 1; day <= 30; day += 1) deliver({ subject: `Antiguo ${day}` }, undefined, longAgo(day));
      await connect();
      const params = { mailboxId };
      const preview = await app.call(previewHistory, { as: admin, params, body: { since: '2025-05-06' } });
      expect(preview.body).toMatchObject({
        mails: 25,
        open: 0,
        from: longAgo(6).toISOString(),
        until: longAgo(30).toISOString(),
      });
      expect(await rows('select 1 from mailbox_imports')).toHaveLength(0);
      await app.call(startHistory, { as: admin, params, body: { since: '2025-05-06' } });
      const again = await app.call(startHistory, { as: admin, params, body: { since: null } });
      expect(again.code).toBe('mailboxes.history_running');
      const paused = await app.call(changeHistory, { as: admin, params, body: { state: 'paused' } });
      expect(paused.body.state).toBe('paused');
      deliver({ subject: 'Nuevo' });
      await eventually(
        'new mail',
        async () => (await rows(`select 1 from tickets where subject = 'Nuevo'`)).length === 1,
      );
      const soFar = await rows('select 1 from tickets');
      expect(soFar.length).toBeLessThan(26);
      await app.call(changeHistory, { as: admin, params, body: { state: 'running' } });
      const history = async () =>
        (await app.call(getMailboxHealth, { as: admin })).body.items.find(
          (one) => one.mailboxId === mailboxId,
        )!.history!;
      await eventually('done', async () => (await history()).state === 'done', 15_000);
      expect(await history()).toMatchObject({ total: 25, done: 25, problem: null });
      await eventually('all tickets', async () => (await rows('select 1 from tickets')).length === 26);
      expect(
        await rows(
          `select distinct origin from events e join tickets t on t.id = e.subject_id where t.subject like 'Antiguo%'`,
        ),
      ).toEqual([{ origin: 'import' }]);
      expect(
        await rows(`select 1 from tickets where subject like 'Antiguo%' and status_category <> 'closed'`),
      ).toEqual([]);
      // Mail that was there before us is neither marked nor moved.
      await eventually('only the new one is read', () => dovecot.count(me()).seen === 1);
    });
  },
);
