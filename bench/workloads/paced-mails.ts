import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import type { Bench } from './context.ts';
import type { BenchMail } from './mails.ts';

const connections = 8;

/**
 * Sends mails by SMTP at a steady pace, each when it is due, whether or not the ones before were taken. Answers how
 * many were refused.
 */
export async function sendPaced(
  { mails, perSecond }: { mails: readonly BenchMail[]; perSecond: number },
  { product, corpus }: Bench,
): Promise<number> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: product.smtpPort,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
  });
  let errors = 0;
  const began = performance.now();
  const sending = mails.map(async ({ from, bytes }, index) => {
    await sleep(Math.max(0, (index * 1000) / perSecond - (performance.now() - began)));
    try {
      await transport.sendMail({ envelope: { from, to: corpus.mailbox.address }, raw: bytes });
    } catch {
      errors += 1;
    }
  });
  await Promise.all(sending);
  transport.close();
  return errors;
}
