import type { Language } from '@ventanilla/contracts/common';
import type { SystemMailKind } from '@ventanilla/contracts/mailer';
import type { Platform } from '../../platform/platform.ts';
import type { Work } from '../../platform/work.ts';
import { findBrand, toOwnOrganization } from '../brand/index.ts';
import { type MailMatter, sendSystemMail } from '../mailer/index.ts';

const productName = 'Ventanilla';

/** Queues a mail to one of the company's people in their language, in its name and colour; answers its id. */
export async function mailAgent(
  input: {
    kind: SystemMailKind;
    to: { name: string; email: string; language: Language };
    link?: string;
    uselessAt?: Date;
    /** Name of whoever invites; without one, the company does. */
    inviter?: string | null;
    /** What else the phrases of this kind name. */
    params?: Record<string, string>;
    matter?: MailMatter;
    replyTo?: string | null;
    thread?: string;
  },
  work: Work,
  deps: Pick<Platform, 'keyring' | 'publicUrl'>,
): Promise<string> {
  const { to } = input;
  const row = await findBrand(work.tx);
  const brand = row && toOwnOrganization(row);
  const organization = brand?.name ?? productName;
  return sendSystemMail(
    {
      kind: input.kind,
      fromName: organization,
      to: { name: to.name, address: to.email },
      language: to.language,
      params: { ...input.params, name: to.name, organization, inviter: input.inviter ?? organization },
      link: input.link ?? null,
      uselessAt: input.uselessAt ?? null,
      brand: brand ?? null,
      ...(input.matter ? { matter: input.matter } : {}),
      ...(input.replyTo ? { replyTo: input.replyTo } : {}),
      ...(input.thread ? { thread: input.thread } : {}),
    },
    work,
    deps,
  );
}
