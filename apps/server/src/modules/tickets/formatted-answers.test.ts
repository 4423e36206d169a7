import { attachmentsPerMessageMax } from '@ventanilla/contracts/files';
import * as contract from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeProblem } from '../../platform/http/problem.ts';
import { onePixelPng } from '../../testing/pictures.ts';
import { receive } from '../../testing/received.ts';
import { openTestDesk, type TestDesk } from './test-ground/desk.ts';
import { upload } from './test-ground/writing.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.app.close());

let count = 0;
async function newTicket(): Promise<string> {
  count += 1;
  return (await receive(desk.app, desk.account, { from: `cliente${count}@x.mx` })).ticketId;
}
const picture = (as = desk.ana) => upload(desk.app, as, { name: 'pantalla.png', bytes: onePixelPng });
const answer = async (ticketId: string, body: object) => {
  const params = { ticketId };
  return desk.app.call(contract.replyToTicket, { as: desk.ana, params, body });
};

describe('a formatted answer', () => {
  test('is kept as HTML, with its text for the card, the search and whoever reads plain mail', async () => {
    const ticketId = await newTicket();
    const html = '<p>Hola:</p><ul><li><p>uno</p></li><li><p><strong>dos</strong></p></li></ul>';
    const { body } = await answer(ticketId, { html, text: 'no se lee' });
    expect(body.message).toMatchObject({ html, text: 'Hola:\n\n- uno\n- dos', hasRemoteImages: false });
    expect(body.ticket.preview).toBe('Hola: - uno - dos');
  });

  test('of plain text alone stays as it always was', async () => {
    const { body } = await answer(await newTicket(), { text: '  <b>literal</b>\n\n- uno ' });
    expect(body.message).toMatchObject({ html: null, text: '<b>literal</b>\n\n- uno' });
  });

  test.each(['', '<p></p>', '<p> <br></p>', '<script>alert(1)</script>', '<img src="https://x.mx/a.png">'])(
    'with nothing in it (%s) is refused',
    async (html) => {
      const ticketId = await newTicket();
      const note = await desk.app.call(contract.addNote, {
        as: desk.ana,
        params: { ticketId },
        body: { html },
      });
      expect([(await answer(ticketId, { html })).code, note.code]).toEqual([
        'tickets.empty_message',
        'tickets.empty_message',
      ]);
    },
  );

  test('loses whatever could run or load, on its way in', async () => {
    const { body } = await answer(await newTicket(), {
      html:
        '<p onclick="x()" style="background:url(https://evil.example)">Hola</p><script>alert(1)</script>' +
        '<img src=x onerror=alert(1)><svg onload=alert(1)></svg><a href="javascript:alert(1)">mal</a>',
    });
    expect(body.message.html).toBe('<p>Hola</p><a>mal</a>');
  });

  test('with the signature of its writer has it in both forms', async () => {
    const signature = { signature: 'Ana <Solis>\nMesa de ayuda' };
    await desk.app.platform.db.updateTable('agents').set(signature).where('id', '=', desk.ana).execute();
    const { body } = await answer(await newTicket(), { html: '<p>Listo.</p>', withSignature: true });
    expect(body.message.html).toBe('<p>Listo.</p><p>-- <br>Ana &lt;Solis&gt;<br>Mesa de ayuda</p>');
    expect(body.message.text).toBe('Listo.\n\n-- \nAna <Solis>\nMesa de ayuda');
    expect(body.ticket.preview).toBe('Listo.');
  });

  test('of a note is formatted too', async () => {
    const ticketId = await newTicket();
    const body = { html: '<p>Ojo: <em>urge</em></p>' };
    const note = await desk.app.call(contract.addNote, { as: desk.beto, params: { ticketId }, body });
    expect(note.body.message).toMatchObject({ ...body, text: 'Ojo: urge', visibility: 'internal' });
  });
});

describe('images in the text', () => {
  test('become parts that the message refers to; files beside them stay files', async () => {
    const [image, file] = [await picture(), await picture()];
    const { body } = await answer(await newTicket(), {
      html: `<p>Mira:</p><p><img src="upload:${image}" alt="pantalla"></p>`,
      uploadIds: [file],
    });
    const contentId = `${image}@ventanilla`;
    expect(body.message.html).toBe(`<p>Mira:</p><p><img src="cid:${contentId}" alt="pantalla" /></p>`);
    expect(body.message.attachments).toMatchObject([
      { id: file, inline: false, contentId: null },
      { id: image, inline: true, contentId },
    ]);
  });

  test('an image alone is an answer', async () => {
    const { body } = await answer(await newTicket(), { html: `<img src="upload:${await picture()}">` });
    expect(body.message).toMatchObject({ text: '', attachments: [{ inline: true }] });
  });

  test('of somebody else, already sent, or no image at all are refused', async () => {
    const ticketId = await newTicket();
    const show = async (uploadId: string) =>
      (await answer(ticketId, { html: `<p>x</p><img src="upload:${uploadId}">` })).code;
    expect(await show(await picture(desk.beto))).toBe('tickets.upload_not_found');
    const own = await picture();
    expect([await show(own), await show(own)]).toEqual([null, 'tickets.upload_not_found']);
    const page = { name: 'a.png', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') };
    expect(await show(await upload(desk.app, desk.ana, page))).toBe('tickets.upload_not_found');
  });
});

describe('too many or too large files are refused in the reader’s language, and nothing is lost', () => {
  test('how many', async () => {
    const ticketId = await newTicket();
    const ids = [];
    for (let n = 0; n <= attachmentsPerMessageMax; n += 1) ids.push(await picture());
    const html = `<p>x</p><img src="upload:${ids[0]}">`;
    const refused = await answer(ticketId, { html, uploadIds: ids.slice(1) });
    expect([refused.status, refused.code]).toEqual([400, 'tickets.too_many_files']);
    expect(refused.body).toMatchObject({
      detail: 'Un mensaje lleva hasta 20 archivos: quita alguno o mándalos en dos mensajes.',
    });
    expect((await answer(ticketId, { text: 'x', uploadIds: ids.slice(1) })).status).toBe(201);
  });

  test.each([
    ['tickets.too_many_files', { max: 20 }, /^One message takes up to 20 files/],
    ['tickets.files_too_large', { total: 26, max: 25 }, /^The files add up to 26 MB .* up to 25 MB/],
  ] as const)('%s in English', (code, params, words) => {
    expect(describeProblem(code, params, 'en')).toMatch(words);
  });

  test('how large together', async () => {
    const ticketId = await newTicket();
    const uploadIds = [await picture(), await picture()];
    // As if each were 13 MB; the bytes themselves do not matter here.
    await sql`update attachments set size_bytes = ${13 * 1024 * 1024} where id = any(${uploadIds}::uuid[])`.execute(
      desk.app.platform.db,
    );
    const refused = await answer(ticketId, { text: 'x', uploadIds });
    expect([refused.status, refused.code]).toEqual([413, 'tickets.files_too_large']);
    expect(refused.body).toMatchObject({
      detail:
        'Los archivos suman 26 MB y un mensaje lleva hasta 25 MB: quita alguno o mándalos en dos mensajes.',
    });
    expect((await answer(ticketId, { text: 'x', uploadIds: uploadIds.slice(1) })).status).toBe(201);
  });
});
