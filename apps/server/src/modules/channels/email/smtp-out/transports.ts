import nodemailer from 'nodemailer';
import { limitsOf } from '../../../tickets/index.ts';
import type { MailServer } from '../../channels.tables.ts';
import { smtpOptions } from '../mailboxes/connection-options.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import type { SignIns } from '../mailboxes/sign-ins.ts';

const mailsPerConnection = 100;

type Transport = ReturnType<typeof makeTransport>;

/** One pool of connections per mailbox, made anew when its settings change. */
export function createTransports(deps: { signIns: SignIns; patienceMs: number }) {
  const kept = new Map<string, { version: number; transport: Transport }>();

  return {
    /** Null where the mailbox has no outgoing server. Throws KeyringError when its password cannot be opened. */
    of(account: MailAccount): Transport | null {
      const old = kept.get(account.id);
      if (old?.version === account.version) return old.transport;
      old?.transport.close();
      kept.delete(account.id);
      if (!account.smtp) return null;
      const transport = makeTransport({ ...account, smtp: account.smtp }, deps);
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

function makeTransport(
  account: MailAccount & { smtp: MailServer },
  { signIns, patienceMs }: { signIns: SignIns; patienceMs: number },
) {
  const { server, signIn } = signIns.smtp(account);
  const transport = nodemailer.createTransport({
    ...smtpOptions(server, signIn),
    socketTimeout: patienceMs,
    pool: true,
    maxConnections: limitsOf(account).connections,
    maxMessages: mailsPerConnection,
  });
  signIns.provideTokens(transport, account);
  return transport;
}
