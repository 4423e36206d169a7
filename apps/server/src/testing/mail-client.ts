import { type ParsedMail, simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import { SMTPServer } from 'smtp-server';

export interface OutsideMail {
  from: string;
  to: string;
  cc?: string;
  subject: string;
  text?: string;
  html?: string;
  /** With angle brackets. */
  messageId?: string;
  inReplyTo?: string;
  references?: string[];
  attachments?: { filename: string; content: Buffer | string; contentType?: string }[];
}

/** A customer's mail program: a real SMTP client that speaks to a server of this machine. */
export function createMailClient(server: { port: number }) {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: server.port,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: 20,
  });
  return {
    /** Answers the Message-ID, once the server said 250. */
    async send(mail: OutsideMail): Promise<string> {
      const { messageId } = await transport.sendMail(mail);
      return messageId;
    },
    close: () => transport.close(),
  };
}

/** A mail server for one domain: takes mail by SMTP on a free port and hands over the bytes. */
export async function startMailRelay(
  deliver: (input: { to: string; bytes: Buffer }) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    async onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      for (const { address } of session.envelope.rcptTo)
        deliver({ to: address, bytes: Buffer.concat(chunks) });
      callback();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A mail as another program understands it: not our own parser. */
export function readMail(raw: string): Promise<ParsedMail> {
  return simpleParser(raw);
}
