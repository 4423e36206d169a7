import { createServer, type Socket } from 'node:net';

/** A small IMAP server that lets in by XOAUTH2 only, and says what it was told. One inbox for everybody. */
export interface XOAuth2Imap {
  port: number;
  /** Every SASL answer, decoded. */
  said: string[];
  /** What came after each refusal's challenge: it must be an empty line. */
  afterChallenge: string[];
  deliver(mail: Buffer): void;
  /** UIDs that are marked read. */
  seen: Set<number>;
  /** Sign-ins that succeeded. */
  entered: () => number;
  /** Breaks every connection. */
  drop(): void;
  close(): Promise<void>;
}

const capabilities = 'CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2 IDLE UIDPLUS';
/** developers.google.com/gmail/imap/xoauth2-protocol: exactly this, and nothing before or after. */
const mark = String.fromCharCode(1);
const saslPattern = new RegExp(`^user=([^${mark}]+)${mark}auth=Bearer ([^${mark}\\s]+)${mark}${mark}$`);

export async function startXOAuth2Imap(
  takes: (user: string, accessToken: string) => boolean,
): Promise<XOAuth2Imap> {
  const mails: Buffer[] = [];
  const sockets = new Set<Socket>();
  const idlers = new Set<Socket>();
  const told: Pick<XOAuth2Imap, 'said' | 'afterChallenge' | 'seen'> = {
    said: [],
    afterChallenge: [],
    seen: new Set(),
  };
  let entered = 0;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    const say = (line: string | Buffer) => socket.write(typeof line === 'string' ? `${line}\r\n` : line);
    /** Takes the next line in place of a command. */
    let waiting: ((line: string) => void) | null = null;
    let text = '';
    let announced = mails.length;
    say(`* OK [${capabilities}] listo`);
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      for (let end = text.indexOf('\r\n'); end !== -1; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (waiting) waiting(line);
        else command(line);
      }
    });

    function authenticate(tag: string, base64: string) {
      const sasl = Buffer.from(base64, 'base64').toString('utf8');
      told.said.push(sasl);
      const parts = saslPattern.exec(sasl);
      if (parts && takes(parts[1]!, parts[2]!)) {
        entered += 1;
        say(`${tag} OK [${capabilities}] adentro`);
        return;
      }
      const challenge = { status: '400', schemes: 'Bearer', scope: 'https://mail.google.com/' };
      say(`+ ${Buffer.from(JSON.stringify(challenge)).toString('base64')}`);
      waiting = (line) => {
        waiting = null;
        told.afterChallenge.push(line);
        say(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)`);
      };
    }

    function command(line: string) {
      const [, tag = '*', name = '', rest = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? [];
      const done = () => {
        // What came meanwhile is told with the next answer (RFC 3501 §7.3.1).
        if (announced !== mails.length) say(`* ${mails.length} EXISTS`);
        announced = mails.length;
        say(`${tag} OK listo`);
      };
      switch (name.toUpperCase()) {
        case 'CAPABILITY':
          say(`* ${capabilities}`);
          return done();
        case 'AUTHENTICATE':
          return authenticate(tag, rest.split(' ')[1] ?? '');
        case 'LIST':
        case 'LSUB':
          say('* LIST () "/" "INBOX"');
          return done();
        case 'SELECT':
        case 'EXAMINE':
          say('* FLAGS (\\Seen)');
          announced = mails.length;
          say(`* ${announced} EXISTS`);
          say('* OK [UIDVALIDITY 77] .');
          say(`* OK [UIDNEXT ${mails.length + 1}] .`);
          return say(`${tag} OK [READ-WRITE] listo`);
        case 'UID':
          uid(rest);
          return done();
        case 'IDLE':
          say('+ espera');
          idlers.add(socket);
          waiting = () => {
            waiting = null;
            idlers.delete(socket);
            done();
          };
          return undefined;
        case 'LOGOUT':
          say('* BYE');
          done();
          return socket.end();
        default:
          return done();
      }
    }

    function uid(rest: string) {
      const [, name = '', set = '', items = ''] = /^(\S+) (?:UID )?(\S+) ?(.*)$/.exec(rest) ?? [];
      const uids = range(set, mails.length);
      if (name === 'SEARCH') say(`* SEARCH ${uids.join(' ')}`.trim());
      if (name === 'STORE') for (const each of uids) told.seen.add(each);
      if (name !== 'FETCH') return;
      for (const each of uids) {
        const mail = mails[each - 1]!;
        const parts = [`UID ${each}`];
        if (/RFC822\.SIZE/.test(items)) parts.push(`RFC822.SIZE ${mail.byteLength}`);
        if (/INTERNALDATE/.test(items)) parts.push('INTERNALDATE "02-Mar-2026 15:00:00 +0000"');
        if (!/BODY/.test(items)) say(`* ${each} FETCH (${parts.join(' ')})`);
        else {
          say(`* ${each} FETCH (${parts.join(' ')} BODY[] {${mail.byteLength}}`);
          say(mail);
          say(')');
        }
      }
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    ...told,
    port,
    deliver(mail) {
      mails.push(mail);
      for (const socket of idlers) socket.write(`* ${mails.length} EXISTS\r\n`);
    },
    entered: () => entered,
    drop() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `2:*`, `1,3` or `1:3` among the mails that there are; `n:*` always names the last one. */
function range(set: string, last: number): number[] {
  const uids = set.split(',').flatMap((part) => {
    const [from = '', to = from] = part.split(':');
    const [low, high] = [Number(from), to === '*' ? last : Number(to)].sort((a, b) => a - b) as [
      number,
      number,
    ];
    return Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => low + index);
  });
  return [...new Set(uids)].filter((uid) => uid >= 1 && uid <= last);
}
