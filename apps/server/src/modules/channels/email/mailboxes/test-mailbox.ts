import { ImapFlow } from 'imapflow';
import nodemailer from 'nodemailer';
import { AppError } from '../../../../platform/errors.ts';
import type { MailServer } from '../../channels.tables.ts';
import { imapFailure, smtpFailure } from './connection-failures.rules.ts';
import { imapOptions, smtpOptions } from './connection-options.ts';

/** A real attempt with each server, within this time. */
const testMs = 10_000;

export interface TestedServer extends MailServer {
  password: string | null;
}

/** Signs in to each server and leaves. Throws the AppError that says which one failed, and how. */
export async function testMailbox(input: {
  imap: TestedServer | null;
  smtp: TestedServer | null;
}): Promise<void> {
  await Promise.all([
    input.imap ? testImap(input.imap) : undefined,
    input.smtp ? testSmtp(input.smtp) : undefined,
  ]);
}

async function testImap(server: TestedServer): Promise<void> {
  const client = new ImapFlow({ ...imapOptions(server, server.password), verifyOnly: true });
  // Reported by connect() as well; without a listener a late one would end the process.
  client.on('error', () => {});
  try {
    await within(client.connect());
  } catch (cause) {
    const { code, params } = imapFailure(cause, server);
    throw new AppError(code, { params, cause });
  } finally {
    client.close();
  }
}

async function testSmtp(server: TestedServer): Promise<void> {
  const transport = nodemailer.createTransport(smtpOptions(server, server.password));
  try {
    await within(transport.verify());
  } catch (cause) {
    const { code, params } = smtpFailure(cause, server);
    throw new AppError(code, { params, cause });
  } finally {
    transport.close();
  }
}

function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error(`no answer in ${testMs / 1000} s`), { code: 'ETIMEDOUT' });
    timer = setTimeout(() => reject(error), testMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
