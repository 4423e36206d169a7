import { createServer, type Server } from 'node:http';
import { downloadAttachment, previewAttachment } from '@ventanilla/contracts/files';
import { remoteImageAddresses } from '@ventanilla/contracts/remote-image-addresses';
import {
  distrustImageSender,
  getRemoteImage,
  listImageSenders,
  trustImageSender,
} from '@ventanilla/contracts/remote-images';
import { getTicket } from '@ventanilla/contracts/tickets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { rememberFile } from '../../platform/files/remember-file.ts';
import { receive, seedMailbox } from '../../testing/received.ts';
import { createTestApp, seedAgents, type TestApp } from '../../testing/test-app.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const answers: Record<string, { type: string; body: Buffer | string }> = {
  '/dot.png': { type: 'text/html', body: png },
  '/drawing.svg': { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>' },
  '/page.png': { type: 'image/png', body: '<!doctype html><script>alert(1)</script>' },
};

let outside: Server;
let asked: string[] = [];
let app: TestApp;
let account: string;
let ana: string;
let beto: string;

beforeAll(async () => {
  outside = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404, { 'content-type': answer?.type ?? 'text/plain' });
    response.end(answer?.body);
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  app = await createTestApp({ env: { VENTANILLA_REMOTE_IMAGE_HOSTS: `127.0.0.1:${port()}` } });
  account = await seedMailbox(app);
  [ana, beto] = (await seedAgents(app, [{ name: 'Ana Solis' }, { name: 'Beto Ruiz' }])) as [string, string];
});
afterAll(async () => {
  await app.close();
  outside.close();
});

const port = () => (outside.address() as { port: number }).port;
const image = (path: string) => `<img data-remote-src="http://127.0.0.1:${port()}${path}">`;

async function mailWith(html: string, from = 'boletin@tienda.mx'): Promise<string> {
  const { messageId } = await receive(app, account, { from, html, hasRemoteImages: true });
  return messageId;
}
const ask = (messageId: string, index: number, as = ana) =>
  app.call(getRemoteImage, { as, params: { messageId, index } });

describe('a remote image of a mail', () => {
  test('is fetched when asked for, with the type of its bytes and nothing that could run', async () => {
    const messageId = await mailWith(`<p>Hola</p>${image('/dot.png')}`);
    asked = [];
    const { status, headers } = await ask(messageId, 0);
    expect(status).toBe(200);
    const again = {
      as: ana,
      params: { messageId, index: 0 },
      headers: { 'if-none-match': String(headers['etag']) },
    };
    expect((await app.call(getRemoteImage, again)).status).toBe(304);
    expect(asked).toEqual(['/dot.png']);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
  });

  test.each([
    ['an SVG', '/drawing.svg', 'remote_images.not_an_image'],
    ['a page that calls itself an image', '/page.png', 'remote_images.not_an_image'],
    ['an image that is gone', '/gone.png', 'remote_images.unreachable'],
  ])('is refused when it is %s', async (_what, path, code) => {
    const messageId = await mailWith(image(path));
    expect((await ask(messageId, 0)).code).toBe(code);
  });

  test('at an address of our own network is not asked for', async () => {
    const messageId = await mailWith('<img data-remote-src="http://127.0.0.1:5432/a.png">');
    expect((await ask(messageId, 0)).code).toBe('remote_images.refused');
  });

  test('is asked for by its place in the mail, so that no address comes from outside', async () => {
    const text = `data-remote-src="http://127.0.0.1:${port()}/secret"`;
    const messageId = await mailWith(
      `<p title="x">${text.replaceAll('<', '&lt;')}</p>${image('/dot.png')}${image('/dot.png')}`,
    );
    asked = [];
    expect((await ask(messageId, 0)).status).toBe(200);
    expect((await ask(messageId, 1)).code).toBe('remote_images.not_found');
    expect(asked).toEqual(['/dot.png']);
  });

  test('of a ticket that one may not see does not exist', async () => {
    const messageId = await mailWith(image('/dot.png'));
    await sql`update roles set scope = 'none' where key = 'agent'`.execute(app.platform.db);
    asked = [];
    const answer = await ask(messageId, 0);
    await sql`update roles set scope = 'all' where key = 'agent'`.execute(app.platform.db);
    expect(answer.code).toBe('messages.not_found');
    expect(asked).toEqual([]);
  });

  test('is one of so many that a person looks at in a minute', async () => {
    const messageId = await mailWith(image('/gone.png'));
    let refused = 0;
    for (let n = 0; n < 301; n += 1) {
      if ((await ask(messageId, 0, beto)).code === 'http.rate_limited') refused += 1;
    }
    expect(refused).toBe(1);
    app.clock.advance(60_000);
    expect((await ask(messageId, 0, beto)).code).toBe('remote_images.unreachable');
  });
});

test('addresses are read from tags alone, each once, without the escapes of HTML', () => {
  const html = `<img title="&lt;img data-remote-src=&quot;http://a.mx/1&quot;&gt;" data-remote-src="http://a.mx/2?a=1&amp;b=2" />
    &lt;img data-remote-src="http://a.mx/3"&gt; <img alt="x" data-remote-src="http://a.mx/2?a=1&amp;b=2"><img src="cid:x">`;
  expect(remoteImageAddresses(html)).toEqual(['http://a.mx/2?a=1&b=2']);
});

describe('a sender whose images are always shown', () => {
  const sendersOf = async (as: string) => (await app.call(listImageSenders, { as })).body.items;

  test('is remembered for the one who asked and for nobody else, until they take it back', async () => {
    const messageId = await mailWith(image('/dot.png'), 'Avisos@Banco.mx');
    const params = { messageId };
    expect((await app.call(trustImageSender, { as: ana, params })).status).toBe(204);
    expect((await app.call(trustImageSender, { as: ana, params })).status).toBe(204);
    expect([await sendersOf(ana), await sendersOf(beto)]).toEqual([['avisos@banco.mx'], []]);
    expect((await app.call(distrustImageSender, { as: ana, params })).status).toBe(204);
    expect(await sendersOf(ana)).toEqual([]);
  });

  test('must have sent something', async () => {
    const { ticketId } = await receive(app, account, { from: 'z@x.mx' });
    const { body } = await app.call(getTicket, { as: ana, params: { ticketId } });
    await sql`update message_bodies set from_address = null where message_id = ${body.messages[0]!.id}`.execute(
      app.platform.db,
    );
    const answer = await app.call(trustImageSender, { as: ana, params: { messageId: body.messages[0]!.id } });
    expect(answer.code).toBe('remote_images.no_sender');
  });
});

describe('a PDF', () => {
  async function attach(bytes: Buffer, contentType: string): Promise<string> {
    const stored = await app.platform.files.put(bytes);
    await app.platform.transact({ actor: systemActor }, (work) => rememberFile(stored, work));
    const attachment = {
      ...stored,
      fileName: "recibo 'uno'.pdf",
      contentType,
      contentId: null,
      inline: false,
    };
    const { ticketId } = await receive(app, account, { from: 'pdf@x.mx', attachments: [attachment] });
    const { body } = await app.call(getTicket, { as: ana, params: { ticketId } });
    return body.messages.at(-1)!.attachments[0]!.id;
  }

  test('is shown in place under a policy that loads nothing, and downloaded as a file', async () => {
    const params = { attachmentId: await attach(Buffer.from('%PDF-1.4\n%%EOF'), 'application/pdf') };
    const shown = await app.call(previewAttachment, { as: ana, params });
    expect(shown.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "inline; filename*=UTF-8''recibo%20%27uno%27.pdf",
      'x-content-type-options': 'nosniff',
    });
    expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
    const kept = await app.call(downloadAttachment, { as: ana, params });
    expect(kept.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment;/),
    });
  });

  test('must be one: a page that calls itself so is not shown', async () => {
    const attachmentId = await attach(Buffer.from('<script>alert(1)</script>'), 'application/pdf');
    const answer = await app.call(previewAttachment, { as: ana, params: { attachmentId } });
    expect(answer.code).toBe('attachments.no_preview');
  });
});
