import nodemailer from 'nodemailer';
import type { Keyring } from '../../../../platform/keyring/keyring.ts';
import { limitsOf } from '../../../tickets/index.ts';
import { smtpOptions } from '../mailboxes/connection-options.ts';
import { type MailAccount, openSecrets } from '../mailboxes/mailboxes.store.ts';

const mailsPerConnection = 100;

type Transport = ReturnType<typeof makeTransport>;

/** One pool of connections per mailbox, made anew when its settings change. */
export function createTransports(deps: { keyring: Keyring; patienceMs: number }) {
  const kept = new Map<string, { version: number; transport: Transport }>();

  return {
    /** Null where the mailbox has no outgoing server. Throws KeyringError when its password cannot be opened. */
    of(account: MailAccount): Transport | null {
      const old = kept.get(account.id);
      if (old?.version === account.version) return old.transport;
      old?.transport.close();
      kept.delete(account.id);
      if (!account.smtp) return null;
      const transport = makeTransport(account, deps);
      kept.set(account.id, { version: account.version, transport });
      return transport;
    },
    close() {
      for (const { transport } of kept.values()) transport.close();
      kept.clear();
    },
  };
}

export type Transports = ReturnType<typeof createTransports>;

function makeTransport(account: MailAccount, deps: { keyring: Keyring; patienceMs: number }) {
  return nodemailer.createTransport({
    ...smtpOptions(account.smtp!, openSecrets(account, deps.keyring).smtp),
    socketTimeout: deps.patienceMs,
    pool: true,
    maxConnections: limitsOf(account).connections,
    maxMessages: mailsPerConnection,
  });
}
