/** How a mailbox sends, where it differs from what its provider allows. */
export interface SendingSettings {
  /** Mails tried a minute. */
  perMinute?: number;
  /** Connections to its server at a time. */
  connections?: number;
  /** Largest mail as it travels, in megabytes. */
  mailMegabytes?: number;
}

/** How a mailbox sends. */
export interface SendingLimits {
  /** Mails tried a minute; null: no limit of ours. */
  perMinute: number | null;
  /** Connections to its server at a time, of one process. */
  connections: number;
  /** Largest mail as it travels, in bytes: files count by a third more than on disk. */
  mailBytes: number;
}

const bytesPerMegabyte = 1_000_000;

/**
 * What a provider lets through, below its published limits: Gmail takes 25 MB a mail and slows down bursts; Exchange
 * Online takes 30 mails a minute and three connections.
 */
const providers: readonly { host: RegExp; limits: SendingLimits }[] = [
  {
    host: /(^|\.)(gmail|google|googlemail)\.com$/i,
    limits: { perMinute: 60, connections: 3, mailBytes: 24 * bytesPerMegabyte },
  },
  {
    host: /(^|\.)(office365|outlook)\.com$/i,
    limits: { perMinute: 30, connections: 3, mailBytes: 24 * bytesPerMegabyte },
  },
];
const otherwise: SendingLimits = { perMinute: null, connections: 3, mailBytes: 20 * bytesPerMegabyte };

/** The limits of a mailbox: those set for it, else its provider's, else careful ones. */
export function limitsOf(account: {
  smtp: { host: string } | null;
  sending: SendingSettings;
}): SendingLimits {
  const { smtp, sending } = account;
  const known = providers.find(({ host }) => smtp && host.test(smtp.host))?.limits ?? otherwise;
  return {
    perMinute: sending.perMinute ?? known.perMinute,
    connections: sending.connections ?? known.connections,
    mailBytes: sending.mailMegabytes ? sending.mailMegabytes * bytesPerMegabyte : known.mailBytes,
  };
}
