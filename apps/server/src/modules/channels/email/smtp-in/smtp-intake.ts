import type { AddressInfo } from 'node:net';
import { mailBytesMax } from '@ventanilla/contracts/channels';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Service } from '../../../../platform/module.ts';
import { isPublicAddress } from '../../../../platform/outside/public-address.ts';
import type { Platform } from '../../../../platform/platform.ts';
import type { RemoteHop } from '../authentication/authenticate-mail.ts';
import type { IntakeResults } from '../intake/intake-results.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import type { KnownAccounts } from '../mailboxes/known-accounts.ts';
import type { MailAccount } from '../mailboxes/mailboxes.store.ts';
import { findReceiver } from '../mailboxes/recipients.rules.ts';
import { type ByteBudget, createByteBudget } from './byte-budget.ts';
import { createGate } from './gate.ts';

/**
 * Mail is taken in no faster than tickets are made of it, which would only lengthen the wait after the 250. A sender
 * waits this long for its turn at most, and a mail keeps its place this long at most.
 */
const turnMs = 10_000;
const placeMs = 2_000;
const connectionsMax = 500;
/** Mail on its way in, in memory: four of the largest. */
const bytesAtOnceMax = 4 * mailBytesMax;
const recipientsMax = 100;
const idleMs = 60_000;
const closeMs = 2_000;
/** How long until the port is tried again when another process has it. */
const portRetryMs = 10_000;

type SmtpIntakeDeps = Pick<Platform, 'clock' | 'log'> & {
  intake: RawIntake;
  results: IntakeResults;
  accounts: KnownAccounts;
};

export interface SmtpIntake extends Service {
  /** Where it listens, once it does. */
  address(): { host: string; port: number } | null;
}

/** A refusal in the words that the sending server will show. */
function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

const busy = () =>
  refusal(452, 'Demasiado correo a la vez, intente en unos minutos / Too much mail at once, try again later');

/**
 * The built-in SMTP server for mail that a local system hands over. It answers 250 only when the bytes are durable,
 * 451 when they could not be kept, 452 when more comes at once than memory is kept for, 550 for an address that no
 * mailbox has, 552 beyond the size limit.
 */
export function createSmtpIntake(
  input: { host: string; port: number | null; bytesAtOnce?: number },
  deps: SmtpIntakeDeps,
): SmtpIntake {
  const budget = createByteBudget({ bytesMax: input.bytesAtOnce ?? bytesAtOnceMax });
  let server: SMTPServer | null = null;
  let bound: { host: string; port: number } | null = null;
  let retry: NodeJS.Timeout | null = null;
  let stopped = true;

  async function listen(): Promise<void> {
    if (stopped || input.port === null) return;
    const next = makeServer({ ...deps, budget });
    try {
      await new Promise<void>((resolve, reject) => {
        next.once('error', reject);
        next.listen(input.port!, input.host, resolve);
      });
    } catch (error) {
      deps.log.warn({ port: input.port, err: error }, 'SMTP intake could not listen; it will try again');
      retry = setTimeout(() => void listen(), portRetryMs);
      return;
    }
    next.on('error', (error) => deps.log.debug({ err: error }, 'SMTP connection ended with an error'));
    server = next;
    bound = { host: input.host, port: (next.server.address() as AddressInfo).port };
  }

  return {
    name: 'smtp-intake',
    role: 'worker',
    async start() {
      stopped = false;
      await listen();
    },
    async stop() {
      stopped = true;
      if (retry) clearTimeout(retry);
      const closing = server;
      server = null;
      bound = null;
      if (closing) await new Promise<void>((resolve) => closing.close(resolve));
    },
    address: () => bound,
  };
}

function makeServer(deps: SmtpIntakeDeps & { budget: ByteBudget }): SMTPServer {
  const gate = createGate({ turnMs });
  const receivers = new WeakMap<SMTPServerSession, Map<string, MailAccount>>();

  return new SMTPServer({
    banner: 'Ventanilla',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    size: mailBytesMax,
    maxClients: connectionsMax,
    socketTimeout: idleMs,
    closeTimeout: closeMs,
    onMailFrom(address, _session, callback) {
      // A size that is announced is refused before the mail is sent.
      const { SIZE } = (address.args || {}) as { SIZE?: string };
      return callback(deps.budget.fits(Math.max(Number(SIZE) || 0, 1)) ? null : busy());
    },
    onRcptTo(address, session, callback) {
      const known = receivers.get(session) ?? new Map<string, MailAccount>();
      if (session.envelope.rcptTo.length === 0) known.clear();
      if (known.size >= recipientsMax)
        return callback(refusal(452, 'Demasiados destinatarios / Too many recipients'));
      deps.accounts
        .find((accounts) => findReceiver(address.address, accounts))
        .then(
          (account) => {
            if (!account) {
              const words = `Ningún buzón recibe correo para ${address.address} / No mailbox here receives for that address`;
              return callback(refusal(550, words));
            }
            receivers.set(session, known.set(address.address, account));
            return callback();
          },
          () => callback(refusal(451, 'Intente de nuevo en unos minutos / Try again in a few minutes')),
        );
    },
    onData(stream, session, callback) {
      const recipients = [...(receivers.get(session) ?? [])];
      void gate.enter().then(async (leave) => {
        let storedAt: number | null = null;
        try {
          const ids = await takeIn({ stream, recipients, remote: remoteOf(session) }, deps);
          storedAt = performance.now();
          callback(null, `Recibido ${ids.join(' ')}`);
          await Promise.all(ids.map((id) => deps.results.wait(id, placeMs)));
        } catch (error) {
          if (storedAt === null) callback(error as Error);
        } finally {
          leave(storedAt === null ? null : performance.now() - storedAt);
        }
      });
    },
  });
}

/** A relay of our own says nothing of where a mail is from: only whoever comes from outside is remembered. */
function remoteOf(session: SMTPServerSession): RemoteHop | null {
  const { remoteAddress: ip, hostNameAppearsAs: helo, envelope } = session;
  if (!isPublicAddress(ip)) return null;
  const mailFrom = envelope.mailFrom ? envelope.mailFrom.address : '';
  return { ip, helo: String(helo).slice(0, 255), mailFrom: mailFrom.slice(0, 320) };
}

async function takeIn(
  input: {
    stream: SMTPServerDataStream;
    recipients: readonly [string, MailAccount][];
    remote: RemoteHop | null;
  },
  deps: SmtpIntakeDeps & { budget: ByteBudget },
): Promise<string[]> {
  const held = { bytes: 0 };
  try {
    return await store({ ...input, bytes: await readBytes(input.stream, held, deps) }, deps);
  } finally {
    deps.budget.give(held.bytes);
  }
}

/** Beyond a limit the rest is read and dropped: the sender hears the answer only after its last byte. */
async function readBytes(
  stream: SMTPServerDataStream,
  held: { bytes: number },
  { budget }: { budget: ByteBudget },
): Promise<Buffer> {
  let chunks: Buffer[] = [];
  let isOver = false;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (isOver || stream.sizeExceeded) continue;
    isOver = !budget.take(chunk.byteLength);
    if (isOver) {
      budget.give(held.bytes);
      held.bytes = 0;
      chunks = [];
    } else {
      held.bytes += chunk.byteLength;
      chunks.push(chunk);
    }
  }
  if (stream.sizeExceeded) throw refusal(552, 'El correo es demasiado grande / The mail is too large');
  if (isOver) throw busy();
  return Buffer.concat(chunks);
}

async function store(
  input: {
    bytes: Buffer;
    recipients: readonly [string, MailAccount][];
    remote: RemoteHop | null;
  },
  deps: SmtpIntakeDeps,
): Promise<string[]> {
  const { bytes, recipients, remote } = input;
  const receivedAt = deps.clock.now();
  const byAccount = new Map(recipients.map(([recipient, account]) => [account.id, recipient]));
  try {
    const stored = await Promise.all(
      [...byAccount].map(([channelAccountId, recipient]) =>
        deps.intake.store({ source: 'smtp', channelAccountId, recipient, bytes, receivedAt, remote }),
      ),
    );
    return stored.map(({ intakeId }) => intakeId);
  } catch (error) {
    deps.log.error({ err: error }, 'mail could not be stored; its sender was told to try again');
    throw refusal(451, 'No se pudo guardar, intente más tarde / Could not be stored, try again later');
  }
}
