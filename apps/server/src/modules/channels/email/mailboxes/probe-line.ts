import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import type { MailServer } from '../../channels.tables.ts';

/** Each of them within this time. */
const stepMs = 8_000;
const lineBytesMax = 64 * 1024;

/** How many addresses a name has. */
export async function findHost({ host }: Pick<MailServer, 'host'>): Promise<number> {
  if (isIP(host)) return 1;
  return (await lookup(host, { all: true })).length;
}

/** Opens a line to the server's port. The caller ends it. */
export async function openLine({ host, port }: Pick<MailServer, 'host' | 'port'>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: stepMs });
    socket.once('connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
    socket.once('error', reject);
    socket.once('timeout', () => {
      socket.destroy();
      reject(late());
    });
  });
}

export interface Encryption {
  /** `TLSv1.3` */
  protocol: string;
  /** When the certificate ends. */
  validTo: Date | null;
}

/**
 * Encrypts an open line as the server's settings say, at once or by STARTTLS (RFC 8314, RFC 3207, RFC 3501 §6.2.1),
 * and verifies the certificate. Throws what TLS or the server says against it. `ca`: for tests.
 */
export async function encryptLine(
  kind: 'imap' | 'smtp',
  { server, socket, ca }: { server: MailServer; socket: Socket; ca?: string | undefined },
): Promise<Encryption> {
  if (server.security === 'starttls') await (kind === 'imap' ? startTlsImap(socket) : startTlsSmtp(socket));
  const options: ConnectionOptions = {
    socket,
    ...(isIP(server.host) ? { host: server.host } : { servername: server.host }),
    ...(ca === undefined ? {} : { ca }),
  };
  const secured = await handshake(options);
  const { valid_to: validTo } = secured.getPeerCertificate();
  const encryption = {
    protocol: secured.getProtocol() ?? 'TLS',
    validTo: validTo ? new Date(validTo) : null,
  };
  secured.destroy();
  return encryption;
}

function handshake(options: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls(options, () => {
      clearTimeout(timer);
      resolve(secured);
    });
    const timer = setTimeout(() => {
      secured.destroy();
      reject(late());
    }, stepMs);
    secured.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    // A server that hangs up in the middle says nothing else.
    secured.once('close', () => reject(new Error('the server closed the connection while TLS began')));
  });
}

async function startTlsImap(socket: Socket): Promise<void> {
  const lines = createLines(socket);
  await lines.until(/^\* (OK|PREAUTH|BYE)/i);
  socket.write('a1 STARTTLS\r\n');
  const answer = await lines.until(/^a1 /i);
  lines.stop();
  if (!/^a1 OK/i.test(answer)) throw new Error(`STARTTLS: ${answer}`);
}

async function startTlsSmtp(socket: Socket): Promise<void> {
  const lines = createLines(socket);
  await lines.until(/^\d{3} /);
  socket.write('EHLO [127.0.0.1]\r\n');
  await lines.until(/^\d{3} /);
  socket.write('STARTTLS\r\n');
  const answer = await lines.until(/^\d{3} /);
  lines.stop();
  if (!answer.startsWith('220')) throw new Error(`STARTTLS: ${answer}`);
}

/** Reads what a server says in the clear, line by line. */
function createLines(socket: Socket) {
  let text = '';
  let wake = () => {};
  let failure: Error | null = null;
  const onData = (bytes: Buffer) => {
    text += bytes.toString('latin1');
    if (text.length > lineBytesMax) failure = new Error('the server says too much');
    wake();
  };
  const onEnd = () => {
    failure ??= new Error('the server closed the connection');
    wake();
  };
  socket.on('data', onData).on('close', onEnd).on('error', onEnd);
  const next = (wanted: RegExp): string | null => {
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      const line = text.slice(0, end).trim();
      text = text.slice(end + 1);
      if (wanted.test(line)) return line;
    }
    return null;
  };
  return {
    /** The next line of that kind; those before it are passed over. */
    async until(wanted: RegExp): Promise<string> {
      const timer = setTimeout(() => {
        failure = late();
        wake();
      }, stepMs);
      try {
        for (;;) {
          const line = next(wanted);
          if (line !== null) return line;
          if (failure) throw failure;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        clearTimeout(timer);
      }
    },
    stop() {
      socket.off('data', onData).off('close', onEnd).off('error', onEnd);
    },
  };
}

function late(): Error {
  return Object.assign(new Error(`no answer in ${stepMs / 1000} s`), { code: 'ETIMEDOUT' });
}
