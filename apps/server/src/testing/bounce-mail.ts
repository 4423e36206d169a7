import { mailboxAddress } from './mail.ts';

export interface BounceText {
  /** Message-ID of the mail that came back, with angle brackets. */
  originalId: string;
  recipient: string;
  action?: 'failed' | 'delayed';
  status?: string;
  said?: string;
  to?: string;
}

let counter = 0;

/** A delivery report as Postfix sends it (RFC 3464). Each is another mail. */
export function makeBounce(bounce: BounceText): Buffer {
  counter += 1;
  const { action = 'failed', status = '5.1.1', said = '550 5.1.1 User unknown' } = bounce;
  return Buffer.from(
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.colegio.example (Mail Delivery System)',
      `To: ${bounce.to ?? mailboxAddress}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Auto-Submitted: auto-replied',
      `Message-ID: <rebote-${process.pid}-${counter}@mx.colegio.example>`,
      'Date: Mon, 02 Mar 2026 09:05:00 -0600',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      `I'm sorry to have to inform you that your message could not be delivered.`,
      '',
      `<${bounce.recipient}>: host mx.colegio.example said: ${said}`,
      '--b1',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.colegio.example',
      '',
      `Final-Recipient: rfc822; ${bounce.recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; ${said}`,
      '',
      '--b1',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${bounce.originalId}`,
      `To: ${bounce.recipient}`,
      '',
      '--b1--',
      '',
    ].join('\r\n'),
  );
}
