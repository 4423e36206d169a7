import { sendTestMail } from '@ventanilla/contracts/mailer';
import { recordAudit } from '../../platform/audit.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { findSystemMail, toSystemMail } from '../mailer/index.ts';
import { lockOneAgent } from './identity.store.ts';
import { mailAgent } from './mail-agent.ts';
import { demandAgent } from './route-deps.ts';

/** Whether mail that leaves arrives: one to oneself. */
export function testMailRoutes(platform: Platform): RouteBinding[] {
  return [
    route(sendTestMail, ({ actor, transact }) => {
      const own = demandAgent(actor);
      return transact(async (work) => {
        const to = await lockOneAgent(own, work);
        const id = await mailAgent({ kind: 'outgoing_test', to }, work, platform);
        await recordAudit({ action: 'outgoing.tested', subjectType: 'system_mail', subjectId: id }, work);
        return toSystemMail(await findSystemMail({ id, ofTickets: false }, work.tx));
      });
    }),
  ];
}
