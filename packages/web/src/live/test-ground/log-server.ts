import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

interface Row {
  position: number;
  ticketId: string;
}

/** A small server of the stream over a log in memory, with the faults that networks and servers have. */
export async function startLogServer() {
  const rows: Row[] = [];
  const requests: { after: string | null }[] = [];
  const streams = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  let answer: 'stream' | number | 'html' | 'silence' | 'resync' = 'stream';

  const server = createServer((request, response) => {
    const after = new URL(request.url ?? '', 'http://a').searchParams.get('after');
    requests.push({ after });
    if (typeof answer === 'number') return response.writeHead(answer).end('{}');
    if (answer === 'html') return response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (answer === 'silence') return response.flushHeaders();
    streams.add(response);
    response.once('close', () => streams.delete(response));
    const from = after === null ? rows.length : Number(after);
    response.write(`event: hello\nid: ${from}\ndata: {"position":${from}}\n\n`);
    if (answer === 'resync') {
      response.write(`event: resync\nid: ${rows.length}\ndata: {"position":${rows.length}}\n\n`);
    } else for (const row of rows.slice(from)) response.write(frame(row));
    return response;
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/api/v1/live`,
    requests,
    streams,
    answerWith(next: typeof answer) {
      answer = next;
    },
    add(ticketId: string) {
      const row = { position: rows.length + 1, ticketId };
      rows.push(row);
      for (const stream of streams) stream.write(frame(row));
    },
    write(text: string) {
      for (const stream of streams) stream.write(text);
    },
    close(reason: string) {
      for (const stream of streams) stream.end(`event: close\ndata: ${JSON.stringify({ reason })}\n\n`);
    },
    /** Cuts every connection as a broken network does. */
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    /** Nobody listens on the port for a while. */
    async down() {
      this.cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    up: () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve())),
    async stop() {
      this.cut();
      if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function frame({ position, ticketId }: Row) {
  const data = { changed: [{ ticketId, version: position, types: ['ticket.created'] }], gone: [] };
  return `event: tickets\nid: ${position}\ndata: ${JSON.stringify(data)}\n\n`;
}
