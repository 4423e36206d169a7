import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/**
 * Where a stub stops answering: `line` before its greeting (a TLS handshake that never comes looks the same),
 * `greeting` after it, `fetch` at the first mail.
 */
type HangsAt = 'line' | 'greeting' | 'fetch';

interface StubOptions {
  hangsAt?: HangsAt;
  /** Each connection brings one mail and breaks at the second. */
  cutsAfterMail?: boolean;
  /** Tells nobody of new mail: whoever wants to know has to ask. */
  withoutIdle?: boolean;
  /** Speaks TLS from the first byte. */
  tls?: { key: string; cert: string };
}

export interface ImapStub {
  port: number;
  /** Puts a mail into a user's inbox and tells whoever idles there. */
  deliver(user: string, mail: Buffer): void;
  /** Answers every sign-in with these words instead, or takes it again. */
  refuse(words: string | null): void;
  /** Sign-ins until now. */
  signIns(): number;
  close(): Promise<void>;
}

interface Session {
  socket: Socket;
  user: string;
  /** Tag of the IDLE under way. */
  idle: string | null;
  /** Mails that it was told of. */
  told: number;
  /** Whole mails that it was sent. */
  sent: number;
}

/** A small IMAP server for what no real one does on request; every user has an inbox and any password is right. */
export async function startImapStub(options: StubOptions = {}): Promise<ImapStub> {
  const boxes = new Map<string, Buffer[]>();
  const sessions = new Set<Session>();
  let refusal: string | null = null;
  let signIns = 0;
  const capabilities = options.withoutIdle ? 'IMAP4rev1' : 'IMAP4rev1 IDLE';
  const boxOf = (user: string) => {
    const box = boxes.get(user) ?? [];
    boxes.set(user, box);
    return box;
  };

  function answer(line: string, session: Session) {
    const say = (text: string) => session.socket.write(`${text}\r\n`);
    const [tag = '', verb = '', ...rest] = line.split(' ');
    const words = rest.join(' ');
    const command = verb.toUpperCase() === 'UID' ? `UID ${rest[0]?.toUpperCase()}` : verb.toUpperCase();
    if (line.toUpperCase() === 'DONE') return endIdle(session);
    if (options.hangsAt === 'greeting') return;
    const box = boxOf(session.user);
    if (command === 'LOGIN') {
      signIns += 1;
      if (refusal !== null) return say(`${tag} NO ${refusal}`);
      session.user = rest[0]?.replace(/"/g, '') ?? '';
    } else if (command === 'CAPABILITY') say(`* CAPABILITY ${capabilities}`);
    else if (command === 'LIST')
      say(words === '"" ""' ? '* LIST (\\Noselect) "/" ""' : '* LIST (\\HasNoChildren) "/" INBOX');
    else if (command === 'SELECT' || command === 'EXAMINE') {
      session.told = box.length;
      say(`* ${box.length} EXISTS`);
      say('* OK [UIDVALIDITY 7] numbered');
      say(`* OK [UIDNEXT ${box.length + 1}] next`);
    } else if (command === 'UID SEARCH') say(`* SEARCH ${uidsOf(words, box.length).join(' ')}`.trimEnd());
    else if (command === 'UID FETCH') {
      if (options.hangsAt === 'fetch') return;
      for (const uid of uidsOf(words, box.length)) {
        if (isWhole(words)) session.sent += 1;
        if (options.cutsAfterMail && session.sent > 1) return session.socket.destroy();
        sendMail({ uid, mail: box[uid - 1]!, words }, session.socket);
      }
    } else if (command === 'IDLE') {
      if (options.withoutIdle) return say(`${tag} BAD unknown command`);
      session.idle = tag;
      say('+ idling');
      return tellNews(session);
    }
    say(`${tag} OK done`);
  }

  function tellNews(session: Session) {
    const count = boxOf(session.user).length;
    if (count > session.told) session.socket.write(`* ${count} EXISTS\r\n`);
    session.told = count;
  }

  function endIdle(session: Session) {
    if (session.idle) session.socket.write(`${session.idle} OK done\r\n`);
    session.idle = null;
  }

  const serve = (socket: Socket) => {
    const session: Session = { socket, user: '', idle: null, told: 0, sent: 0 };
    sessions.add(session);
    socket.on('error', () => {});
    socket.on('close', () => sessions.delete(session));
    if (options.hangsAt === 'line') return;
    let rest = '';
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(line, session);
    });
    socket.write(`* OK [CAPABILITY ${capabilities}] ready\r\n`);
  };
  const server = options.tls ? createTlsServer(options.tls, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    deliver(user, mail) {
      boxOf(user).push(mail);
      for (const session of sessions) if (session.idle && session.user === user) tellNews(session);
    },
    refuse(words) {
      refusal = words;
    },
    signIns: () => signIns,
    async close() {
      for (const { socket } of sessions) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The UIDs that a set names, of a box whose mails are numbered from 1 without gaps. */
function uidsOf(words: string, count: number): number[] {
  const set = /(?:UID |^\w+ )((?:[\d*]+(?::[\d*]+)?,?)+)/.exec(words)?.[1] ?? '1:*';
  const number = (text: string) => (text === '*' ? count : Number(text));
  const uids = set.split(',').flatMap((part) => {
    const [from = '', to = from] = part.split(':');
    const [low, high] = [number(from), number(to)].sort((a, b) => a - b) as [number, number];
    return Array.from({ length: high - low + 1 }, (_, index) => low + index);
  });
  return uids.filter((uid) => uid >= 1 && uid <= count);
}

/** Asked for the mails themselves, not only for what there is. */
const isWhole = (words: string) => /BODY/i.test(words);

function sendMail(input: { uid: number; mail: Buffer; words: string }, socket: Socket) {
  const { uid, mail, words } = input;
  const head = `* ${uid} FETCH (UID ${uid} RFC822.SIZE ${mail.length} INTERNALDATE "${internalDate(new Date())}"`;
  if (!isWhole(words)) return socket.write(`${head})\r\n`);
  socket.write(`${head} BODY[] {${mail.length}}\r\n`);
  socket.write(mail);
  return socket.write(')\r\n');
}

function internalDate(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return `${day}-${month}-${year} ${time} +0000`;
}
