import './mailer.tables.ts';
import * as contracts from '@ventanilla/contracts/mailer';
import type { Actor } from '../../platform/actor.ts';
import { recordAudit } from '../../platform/audit.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import type { SealedColumn } from '../../platform/keyring/reseal.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { giveBackSystemMails } from './deliver-system-mail.ts';
import { findSystemMail, listSystemMails, toSystemMail } from './mailer.queries.ts';
import { openBody, sealPurpose } from './send-system-mail.ts';

export {
  claimSystemMails,
  holdSystemMails,
  readSystemMail,
  recordSystemMail,
  type SystemMailJob,
  type SystemMailOutcome,
} from './deliver-system-mail.ts';
export { type MailMatter, writeMail } from './mail-text.ts';
export { findSystemMail, toSystemMail } from './mailer.queries.ts';
export { sendSystemMail } from './send-system-mail.ts';

/** What this module keeps sealed. */
export const mailerSealed: readonly SealedColumn[] = [
  { table: 'system_mails', key: 'id', column: 'sealed_body', purpose: sealPurpose },
];

/** System mails are kept for this long. */
const daysKept = 30;
const dayMs = 24 * 60 * 60 * 1000;

/** Mail that the product writes by itself to its own people: invitations, forgotten passwords, warnings. */
export function createMailerModule(platform: Platform): Module {
  const { db, clock } = platform;
  return {
    name: 'mailer',
    routes: [
      route(contracts.listSystemMails, async ({ query, actor }) => {
        demandPerson(actor);
        return listSystemMails({ ...query, ofTickets: actor.scope === 'all' }, db);
      }),
      route(contracts.getSystemMail, async ({ params, actor, transact }) => {
        demandPerson(actor);
        const row = await findSystemMail({ id: params.systemMailId, ofTickets: actor.scope === 'all' }, db);
        if (!row.local || row.sealed_body === null) return { ...toSystemMail(row), text: null };
        const { text } = openBody(row.sealed_body, platform);
        await transact((work) =>
          recordAudit({ action: 'system_mail.read', subjectType: 'system_mail', subjectId: row.id }, work),
        );
        return { ...toSystemMail(row), text };
      }),
    ],
    giveBackWork: () => giveBackSystemMails(platform),
    jobs: [
      {
        name: 'clean-system-mails',
        cron: '41 9 * * *',
        async run() {
          const limit = new Date(clock.now().getTime() - daysKept * dayMs);
          await db.deleteFrom('system_mails').where('created_at', '<', limit).execute();
        },
      },
    ],
  };
}

/** A link of these mails makes its reader somebody: no program gets them, whatever its key may do. */
function demandPerson(actor: Actor): void {
  if (actor.kind !== 'agent') throw new AppError('auth.forbidden');
}
