// Entry point of the child process that reads hostile mail. It holds no secret and no connection, does one
// mail at a time, and ends when the parent goes away. Its parent bounds its memory, CPU time and lifetime.
import { parseMail } from './parse-mail.ts';
import type { ParseReply, ParseRequest } from './parse-protocol.ts';

function reply(message: ParseReply): void {
  if (process.connected) process.send?.(message);
}

process.on('message', (request: ParseRequest) => {
  const raw = Buffer.from(request.raw.buffer, request.raw.byteOffset, request.raw.byteLength);
  parseMail(raw).then(
    (mail) => reply({ kind: 'parsed', id: request.id, mail }),
    // The name of the error is enough to act on; its message may repeat text of the mail.
    (error: unknown) =>
      reply({ kind: 'unreadable', id: request.id, detail: error instanceof Error ? error.name : 'unknown' }),
  );
});
process.on('disconnect', () => process.exit(0));
// Ctrl+C in a terminal reaches the whole group; the parent decides when this process is no longer needed.
process.on('SIGINT', () => {});

reply({ kind: 'ready' });
