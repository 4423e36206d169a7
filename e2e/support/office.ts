import { type Dovecot, startDovecot } from '../../apps/server/src/testing/dovecot.ts';
import { type SmtpSink, startSmtpSink } from '../../apps/server/src/testing/mail.ts';
import {
  createMailClient,
  type OutsideMail,
  startMailRelay,
} from '../../apps/server/src/testing/mail-client.ts';
import { dataOf } from '../../packages/web/src/api/client.ts';
import { openClient } from './client.ts';
import { type Product, startProduct } from './product.ts';

export const supportAddress = 'soporte@escuela.example';
export const imapLogin = { user: 'soporte', password: 'clave del buzon 2026' };

export const admin = {
  name: 'Lucía Ferrer',
  email: 'lucia@escuela.example',
  password: 'pizarra y tiza 2026',
  organizationName: 'Escuela Horizonte',
};
export const colleague = {
  name: 'Bruno Salas',
  email: 'bruno@escuela.example',
  password: 'cuaderno y goma 2026',
};

/** The other ends of the mail: the customer's mail program, the school's IMAP server, and who receives answers. */
export interface MailGround {
  dovecot: Dovecot;
  sink: SmtpSink;
  /** Sends by SMTP to the school's mail server, which puts it into the inbox; answers the Message-ID. */
  send(mail: Omit<OutsideMail, 'to'>): Promise<string>;
  close(): Promise<void>;
}

export async function startMailGround(): Promise<MailGround> {
  const dovecot = await startDovecot({ [imapLogin.user]: imapLogin.password, avisos: imapLogin.password });
  const sink = await startSmtpSink();
  const relay = await startMailRelay(({ bytes }) => dovecot.deliver(imapLogin.user, bytes));
  const client = createMailClient(relay);
  return {
    dovecot,
    sink,
    send: (mail) => client.send({ ...mail, to: supportAddress }),
    async close() {
      client.close();
      await relay.close();
      await sink.close();
      await dovecot.destroy();
    },
  };
}

export interface Office {
  product: Product;
  /** Signed in as the administrator. */
  api: ReturnType<typeof openClient>;
  /** Sends by SMTP to the product's own intake. */
  send(mail: Omit<OutsideMail, 'to'> & { to?: string }): Promise<string>;
  close(): Promise<void>;
}

interface OfficeInput {
  env?: Record<string, string>;
  /** Where answers go; without it they stay in the local outbox. */
  sink?: SmtpSink;
  /** The inbox to fetch from; without it mail comes by the built-in intake only. */
  dovecot?: { port: number };
  /** What becomes of fetched mail; left out: it is marked read. */
  afterFetch?: 'mark_read' | 'move';
}

/** The product with its administrator, a colleague and one mailbox, made through the API. */
export async function openOffice(input: OfficeInput = {}): Promise<Office> {
  const product = await startProduct({ env: input.env, prepared: true });
  try {
    const api = openClient(product);
    const token = product.setupLink().split('#token=')[1] ?? '';
    await dataOf(api.POST('/api/v1/setup', { body: { ...admin, token } }));
    await dataOf(api.POST('/api/v1/agents', { body: { ...colleague, roleKey: 'agent' } }));
    await dataOf(
      api.POST('/api/v1/mailboxes', {
        body: {
          name: 'Soporte',
          address: supportAddress,
          imap: input.dovecot ? imapServer(input.dovecot) : null,
          smtp: input.sink ? { ...input.sink.server } : null,
          afterFetch: input.afterFetch ?? 'mark_read',
        },
      }),
    );
    const client = createMailClient({ port: product.smtpPort });
    return {
      product,
      api,
      send: (mail) => client.send({ to: supportAddress, ...mail }),
      async close() {
        client.close();
        await product.remove();
      },
    };
  } catch (error) {
    await product.remove();
    throw error;
  }
}

export function imapServer({ port }: { port: number }) {
  return { host: '127.0.0.1', port, security: 'none' as const, ...imapLogin };
}
