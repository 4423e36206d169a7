import { createServer, type Socket } from 'node:net';
import type { MailServer } from '../modules/channels/channels.tables.ts';

/**
 * What a server does with a mail once it has all of it: takes it; asks to come back; refuses it for good; says nothing
 * more; or takes it and hangs up before its 250 arrives.
 */
export type MailFate = 'take' | 'later' | 'never' | 'stall' | 'drop';

/** What became of one mail, told apart by its Message-ID. */
export interface FatedMail {
  messageId: string;
  /** What it met at each of its tries. */
  fates: MailFate[];
  /** Times that it was taken, whether or not its sender was told. */
  taken: number;
  /** When it was refused for good, by `performance.now()`. */
  refusedAtMs: number | null;
}

export interface FaultySmtp {
  server: MailServer;
  mails: Map<string, FatedMail>;
  /** Most connections that were open at once. */
  connectionsMax(): number;
  close(): Promise<void>;
}

/** A small SMTP server of this machine that does what it is told with each mail. */
export async function startFaultySmtp(decide: (mail: FatedMail) => MailFate): Promise<FaultySmtp> {
  const mails = new Map<string, FatedMail>();
  const sockets = new Set<Socket>();
  let most = 0;
  const meet = (data: string): MailFate => {
    const messageId = /^Message-ID: (\S+)/im.exec(data)?.[1] ?? '?';
    const mail = mails.get(messageId) ?? { messageId, fates: [], taken: 0, refusedAtMs: null };
    mails.set(messageId, mail);
    const fate = decide(mail);
    mail.fates.push(fate);
    if (fate === 'take' || fate === 'drop') mail.taken += 1;
    if (fate === 'never') mail.refusedAtMs = performance.now();
    return fate;
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    speak(socket, meet);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    server: { host: '127.0.0.1', port, security: 'none', user: '' },
    mails,
    connectionsMax: () => most,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** As much of SMTP (RFC 5321) as a client that sends needs. */
function speak(socket: Socket, meet: (data: string) => MailFate): void {
  let buffer = '';
  let isData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const endOfData = (data: string) => {
    const fate = meet(data);
    if (fate === 'take') say('250 2.0.0 Ok');
    if (fate === 'later') say('451 4.3.0 Vuelva en un rato');
    if (fate === 'never') say('550 5.1.1 No existe aqui');
    if (fate === 'drop') socket.destroy();
  };
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'DATA') {
      isData = true;
      say('354 Adelante');
    } else if (verb === 'QUIT') socket.end('221 Adios\r\n');
    else say('250 Ok');
  };
  say('220 ejemplo ESMTP');
  socket.setEncoding('latin1').on('data', (text: string) => {
    buffer += text;
    for (;;) {
      const end = isData ? buffer.indexOf('\r\n.\r\n') : buffer.indexOf('\r\n');
      if (end < 0) return;
      const piece = buffer.slice(0, end);
      buffer = buffer.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        endOfData(piece);
      } else command(piece);
    }
  });
}
