import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { dataOf } from '../../packages/web/src/api/client.ts';
import type { Office } from './office.ts';
import { waitFor } from './wait.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');

/** Somebody's site on the internet: everything that is asked of it is written down. */
export interface Trap {
  host: string;
  asked: { path: string; headers: IncomingHttpHeaders }[];
  server: Server;
}

export async function openTrap(): Promise<Trap> {
  const asked: Trap['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    if (request.url === '/logo.png') response.writeHead(200, { 'content-type': 'image/png' }).end(png);
    else if (request.url === '/page.png')
      response.writeHead(200, { 'content-type': 'image/png' }).end('<script>top.hit=1</script>');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { host: `127.0.0.1:${port}`, asked, server };
}

interface Ground {
  office: Office;
  trap: Trap;
  /** Tickets by their subject. */
  ids: Map<string, string>;
}

/** Finds tickets that nobody answered yet by their subject and remembers their ids; waits until all are there. */
export async function findTickets(
  subjects: readonly string[],
  { office, ids }: Pick<Ground, 'office' | 'ids'>,
): Promise<void> {
  await waitFor(
    `tickets ${subjects.join(', ')}`,
    async () => {
      const path = { boardId: 'default' as const, columnId: 'new' as const };
      const params = { path, query: { limit: 100 } };
      const { items } = await dataOf(
        office.api.GET('/api/v1/boards/{boardId}/columns/{columnId}', { params }),
      );
      for (const { subject, id } of items) ids.set(subject, id);
      return subjects.every((subject) => ids.has(subject));
    },
    30_000,
  );
}

/** A ticket whole, by its subject. */
export async function readDetail(subject: string, { office, ids }: Pick<Ground, 'office' | 'ids'>) {
  const params = { path: { ticketId: ids.get(subject) ?? '' } };
  return dataOf(office.api.GET('/api/v1/tickets/{ticketId}', { params }));
}

/** One mail of each kind that a conversation has to cope with, and a conversation of 130. */
export async function sendMails({ office, trap, ids }: Ground): Promise<void> {
  await office.send({
    from: 'Tienda <boletin@tienda.example>',
    subject: 'Boletín con imágenes',
    html: `<p>Mira nuestras ofertas</p><img alt="Logo" width="80" height="40" src="http://${trap.host}/logo.png"><img alt="Pixel" width="60" height="20" src="http://${trap.host}/page.png">`,
  });
  await office.send({
    from: 'Ana Pérez <ana@familias.example>',
    subject: 'Van mis archivos',
    text: 'Adjunto todo.',
    attachments: [
      { filename: 'frente.png', content: png, contentType: 'image/png' },
      { filename: 'vuelta.png', content: png, contentType: 'image/png' },
      { filename: 'recibo.pdf', content: pdf, contentType: 'application/pdf' },
      { filename: 'notas.txt', content: 'hola', contentType: 'text/plain' },
    ],
  });
  await office.send({
    from: 'Mala <mala@x.example>',
    subject: 'Correo hostil',
    html: hostileMarkup(trap.host),
  });
  await office.send({
    from: 'Beto Luna <beto@familias.example>',
    subject: 'Para cerrar',
    text: 'Ya quedó, gracias.',
  });
  const first = '<largo-0@familias.example>';
  await office.send({
    from: 'Carla Ríos <carla@familias.example>',
    subject: 'Conversación larga',
    text: 'mensaje 0',
    messageId: first,
  });
  await findTickets(
    ['Boletín con imágenes', 'Van mis archivos', 'Correo hostil', 'Para cerrar', 'Conversación larga'],
    { office, ids },
  );
  for (let n = 1; n < 130; n += 1) {
    await office.send({
      from: 'Carla Ríos <carla@familias.example>',
      subject: 'Re: Conversación larga',
      text: `mensaje ${n}\n\n${'Más texto para que ocupe. '.repeat(8)}`,
      ...(n % 10 === 7 ? { html: `<p>mensaje <b>${n}</b></p><p>Con formato.</p>` } : {}),
      messageId: `<largo-${n}@familias.example>`,
      inReplyTo: first,
    });
  }
  await waitFor(
    'the long conversation',
    async () =>
      (await readDetail('Conversación larga', { office, ids })).messages
        .at(-1)
        ?.text.startsWith('mensaje 129'),
    60_000,
  );
}

/** Everything that a mail can hold that asks for something, runs or leads away. */
function hostileMarkup(host: string): string {
  const at = `http://${host}`;
  const attack = `top.hit=1;new Image().src='${at}/ran'`;
  return `<html><head><base href="${at}/"><meta http-equiv="refresh" content="0;url=${at}/refresh">
    <link rel="stylesheet" href="${at}/a.css"><link rel="prefetch" href="${at}/b"><link rel="dns-prefetch" href="//${host}">
    <style>@import "${at}/c.css";body{background:url(${at}/d.png)}</style></head>
    <body background="${at}/e.png"><p>texto que sí se lee</p>
    <script>${attack}</script><img src="x:" onerror="${attack}">
    <svg onload="${attack}"><image href="${at}/f.png"/><use href="${at}/g.svg#x"/></svg>
    <img srcset="${at}/h.png 2x" src="${at}/i.png"><picture><source srcset="${at}/j.webp"><img src="${at}/k.png"></picture>
    <p style="background:url(${at}/l.png)">x</p><table background="${at}/m.png"><tr><td background="${at}/n.png">x</td></tr></table>
    <form action="${at}/o" id="f"><input type="image" src="${at}/p.png"><input autofocus onfocus="${attack}"></form>
    <video poster="${at}/q.png" src="${at}/r.mp4" autoplay></video><audio src="${at}/s.mp3" autoplay></audio>
    <iframe src="${at}/t"></iframe><object data="${at}/u"></object><embed src="${at}/v">
    <a href="javascript:top.hit=1" id="l">y</a></body></html>`;
}
