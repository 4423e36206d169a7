import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { findTickets, readDetail } from './support/conversation.ts';
import { onDesk } from './support/desk.ts';
import { admin, colleague, type Office, openOffice } from './support/office.ts';

test.describe.configure({ mode: 'serial', timeout: 90_000 });

const subject = 'Archivos con trampa';
const attack = `document.title='tomado';window.hit=1;try{top.hit=1}catch(e){}fetch('/api/v1/session',{method:'DELETE'})`;
const xslt = `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#s"?><x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${attack}</h:script></x>`;
const pdf = `%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`;

/** Files that would run in our origin, were they ever opened there, by their names and what they call themselves. */
const files: { filename: string; content: string; contentType: string }[] = [
  {
    filename: 'dibujo.svg',
    content: `<svg xmlns="http://www.w3.org/2000/svg" onload="${attack}"><script>${attack}</script></svg>`,
    contentType: 'image/svg+xml',
  },
  { filename: 'pagina.html', content: `<script>${attack}</script>`, contentType: 'text/html' },
  {
    filename: 'pagina.xhtml',
    content: `<html xmlns="http://www.w3.org/1999/xhtml"><script>${attack}</script></html>`,
    contentType: 'application/xhtml+xml',
  },
  { filename: 'datos.xml', content: xslt, contentType: 'text/xml' },
  { filename: 'foto.png', content: `<script>${attack}</script>`, contentType: 'image/png' },
  { filename: 'recibo.pdf', content: pdf, contentType: 'application/pdf' },
  { filename: 'otro.pdf', content: `<script>${attack}</script>`, contentType: 'application/pdf' },
  { filename: 'libreria.js', content: attack, contentType: 'text/javascript' },
  { filename: 'viejo.mht', content: `<script>${attack}</script>`, contentType: 'message/rfc822' },
  { filename: '../../../etc/cron.d/x.sh', content: 'rm', contentType: 'application/x-sh' },
  { filename: '..\\..\\windows\\win.ini', content: 'x', contentType: 'text/plain' },
  { filename: 'factura\u202Efdp.exe', content: 'MZ', contentType: 'application/octet-stream' },
];

let office: Office;
let page: Page;
let session: Awaited<ReturnType<BrowserContext['storageState']>>;
const ids = new Map<string, string>();
/** Addresses under which bytes of a customer can be asked for. */
let addresses: string[] = [];
let names: string[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await openOffice();
  await office.send({
    from: 'Mala Fe <mala@lejos.example>',
    subject,
    text: 'Va todo adjunto.',
    attachments: files,
  });
  await findTickets([subject], { office, ids });
  const { messages } = await readDetail(subject, { office, ids });
  const [message] = messages;
  names = message?.attachments.map(({ fileName }) => fileName) ?? [];
  addresses = [
    ...(message?.attachments ?? []).flatMap(({ id }) => [
      `/api/v1/attachments/${id}`,
      `/api/v1/attachments/${id}/preview`,
    ]),
    `/api/v1/messages/${message?.id}/original`,
    `/api/v1/messages/${message?.id}/source`,
  ];
  const context = await browser.newContext({ acceptDownloads: true });
  page = await context.newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await expect(page.getByRole('article').first()).toBeVisible();
  session = await context.storageState();
});

test.afterAll(async () => {
  await page?.context().close();
  await office?.close();
});

test('names that lead elsewhere or hide what they are come without it', () => {
  expect(names).toHaveLength(files.length);
  for (const name of names) expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\./u);
});

test('nothing of a customer’s runs when its address is opened, whatever it calls itself', async () => {
  for (const address of addresses) {
    const tab = await page.context().newPage();
    const asked: string[] = [];
    tab.on('request', (request) => {
      // The browser's own viewer of PDFs is a page of the browser.
      const { protocol, pathname } = new URL(request.url());
      if (protocol.startsWith('http')) asked.push(`${request.method()} ${pathname}`);
    });
    // A download never becomes a page: Chromium calls that an aborted navigation.
    await tab.goto(`${office.product.url}${address}`).catch(() => null);
    await tab.waitForTimeout(150);
    expect.soft(await tab.title(), address).not.toBe('tomado');
    expect
      .soft(await tab.evaluate(() => (window as { hit?: unknown }).hit).catch(() => undefined), address)
      .toBe(undefined);
    expect
      .soft(
        asked.filter((one) => !one.endsWith(address)),
        address,
      )
      .toEqual([]);
    await tab.close();
  }
});

test('nothing runs when a page of ours draws it in a frame, an image, an object or as a script', async () => {
  const tab = await page.context().newPage();
  await tab.goto(`${office.product.url}/`);
  const hit = await tab.evaluate(async (all: string[]) => {
    for (const address of all) {
      const [frame, object, embed, image, script, style] = (
        ['iframe', 'object', 'embed', 'img', 'script', 'link'] as const
      ).map((name) => document.createElement(name));
      for (const one of [frame, embed, image, script]) one?.setAttribute('src', address);
      object?.setAttribute('data', address);
      style?.setAttribute('rel', 'stylesheet');
      style?.setAttribute('href', address);
      for (const one of [frame, object, embed, image, script, style]) if (one) document.body.append(one);
    }
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return [(window as { hit?: unknown }).hit, document.title];
  }, addresses);
  expect(hit[0]).toBeUndefined();
  expect(hit[1]).not.toBe('tomado');
  await tab.close();
  // Whoever was to be signed out still is not.
  await page.reload();
  await expect(page.getByRole('article').first()).toBeVisible();
});

test('each comes with the headers that keep it from being a page', async () => {
  for (const address of addresses.filter((one) => !one.endsWith('/source'))) {
    const response = await page.request.get(`${office.product.url}${address}`);
    const headers = response.headers();
    if (response.status() === 404) continue;
    expect.soft(headers['x-content-type-options'], address).toBe('nosniff');
    expect.soft(headers['content-security-policy'], address).toContain("default-src 'none'");
    const isPicture = headers['content-type'] === 'image/png';
    const isPdf = headers['content-type'] === 'application/pdf';
    if (!isPicture && !isPdf) {
      expect.soft(headers['content-type'], address).toBe('application/octet-stream');
      expect.soft(headers['content-disposition'], address).toMatch(/^attachment;/);
    }
    if (!isPdf) expect.soft(headers['content-security-policy'], address).toContain('sandbox');
  }
});

test('without a session, with an ended one or a forged id there is nothing', async ({ browser }) => {
  const nobody = await browser.newContext();
  const ended = await browser.newContext({ storageState: session });
  const other = await browser.newContext();
  const otherPage = await other.newPage();
  await otherPage.goto(office.product.url);
  await onDesk(otherPage).signIn(colleague);
  await expect(otherPage.getByRole('article').first()).toBeVisible();
  const forged = '/api/v1/attachments/01890000-0000-7000-8000-000000000000';
  for (const address of [
    forged,
    `${forged}/preview`,
    '/api/v1/messages/01890000-0000-7000-8000-000000000000/original',
  ]) {
    expect.soft((await page.request.get(`${office.product.url}${address}`)).status(), address).toBe(404);
  }
  const traversal = '/api/v1/attachments/..%2f..%2f..%2fetc%2fpasswd';
  expect((await page.request.get(`${office.product.url}${traversal}`)).status()).toBeGreaterThanOrEqual(400);
  for (const address of addresses) {
    expect.soft((await nobody.request.get(`${office.product.url}${address}`)).status(), address).toBe(401);
  }
  await ended.request.delete(`${office.product.url}/api/v1/session`, {
    headers: { origin: office.product.url, 'sec-fetch-site': 'same-origin' },
  });
  for (const address of addresses) {
    expect.soft((await ended.request.get(`${office.product.url}${address}`)).status(), address).toBe(401);
  }
  for (const context of [nobody, ended, other]) await context.close();
});
