import type { Language } from '@ventanilla/contracts/common';
import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import type { Keyring } from '../../platform/keyring/keyring.ts';
import type { Work } from '../../platform/work.ts';
import { type MailBody, type MailMatter, writeMail } from './mail-text.ts';

/** Sealed texts of system mails open for this purpose only. */
export const sealPurpose = 'system-mail';

export interface NewSystemMail {
  kind: SystemMailKind;
  /** Who it comes from, as its reader sees it: the company's name. */
  fromName: string;
  to: { name: string; address: string };
  language: Language;
  params: Record<string, string>;
  /** Address that the mail leads to, often with a secret. */
  link: string | null;
  /** When the link ends: the mail is not sent after that. */
  uselessAt: Date | null;
  /** The company's looks; null: Ventanilla's own. */
  brand?: { color: string } | null;
  /** What it tells besides its phrases. */
  matter?: MailMatter;
  /** Where an answer to it goes, as a secret of its reader; without one, nowhere. */
  replyTo?: string | null;
  /** Message-ID without angle brackets under which mail programs keep all mails of one matter together. */
  thread?: string;
}

/** What is sealed of a system mail. */
interface SealedMail extends MailBody {
  replyTo?: string | null;
  thread?: string | null;
}

/** Queues a mail of the product itself in the caller's transaction; channels deliver it. Answers its id. */
export async function sendSystemMail(
  mail: NewSystemMail,
  work: Work,
  deps: { keyring: Keyring; publicUrl: string | null },
): Promise<string> {
  const id = work.ids.uuid();
  const { subject, text, html } = writeMail({ ...mail, look: mail.brand ?? null });
  const domain = deps.publicUrl ? new URL(deps.publicUrl).hostname : 'ventanilla.local';
  await work.tx
    .insertInto('system_mails')
    .values({
      id,
      kind: mail.kind,
      message_id: `${id}@${domain}`,
      from_name: oneLine(mail.fromName),
      to_name: oneLine(mail.to.name),
      to_address: mail.to.address,
      subject,
      sealed_body: sealBody({ text, html, replyTo: mail.replyTo ?? null, thread: mail.thread ?? null }, deps),
      state: 'queued',
      next_try_at: work.now,
      useless_at: mail.uselessAt,
      leased_until: null,
      sent_at: null,
      server_said: null,
      created_at: work.now,
    })
    .execute();
  return id;
}

/** A line break in a name would end the header. */
function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function sealBody(body: SealedMail, { keyring }: { keyring: Keyring }): string {
  return keyring.seal(JSON.stringify(body), sealPurpose);
}

/** Throws KeyringError when no key of this installation opens it. */
export function openBody(sealed: string, { keyring }: { keyring: Keyring }): SealedMail {
  return JSON.parse(keyring.open(sealed, sealPurpose)) as SealedMail;
}
