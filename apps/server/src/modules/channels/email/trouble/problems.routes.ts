import { countMax } from '@ventanilla/contracts/common';
import * as contracts from '@ventanilla/contracts/problems';
import type { Actor } from '../../../../platform/actor.ts';
import { AppError } from '../../../../platform/errors.ts';
import { sendDownload } from '../../../../platform/files/download.ts';
import { type RouteBinding, route } from '../../../../platform/http/index.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { countFailing } from '../health/mailbox-health.queries.ts';
import type { RawIntake } from '../intake/raw-intake.ts';
import { nestedMailName } from '../parse/safe-file-name.ts';
import type { MailReader } from '../replay/mail-reader.ts';
import { rereadMail } from '../replay/reread-mail.ts';
import { countProblems, findMailProblem, listProblems, setLooked } from './problems.store.ts';

/** «Bandeja de problemas»: what went wrong, with its cause and what can be done. */
export function problemRoutes(
  platform: Platform,
  deps: { reader: MailReader; intake: RawIntake },
): RouteBinding[] {
  const { db } = platform;
  const look = async (problemId: string, looked: boolean, actor: Actor) => {
    const agentId = actor.kind === 'agent' ? actor.id : null;
    const found = await setLooked({ problemId, looked, agentId, now: platform.clock.now() }, db);
    if (!found) throw new AppError('problems.not_found');
    return undefined;
  };
  return [
    route(contracts.listProblems, ({ query, actor }) =>
      listProblems({ ...query, looked: query.looked === 'true', seesMail: seesMail(actor) }, db),
    ),
    route(contracts.countProblems, async () => {
      const { byKind, known } = await countProblems({ max: countMax + 1 }, db);
      const all = Object.values(byKind).reduce((sum, count) => sum + count, 0);
      const failingMailboxes = await countFailing(db);
      return {
        all: { value: Math.min(all, countMax), capped: all > countMax },
        byKind,
        known,
        failingMailboxes,
      };
    }),
    route(contracts.lookAtProblem, ({ params, actor }) => look(params.problemId, true, actor)),
    route(contracts.unlookAtProblem, ({ params, actor }) => look(params.problemId, false, actor)),
    route(contracts.retryProblem, async ({ params, actor }) => {
      const mail = await findMailProblem(params.problemId, db);
      if (!mail) throw new AppError('problems.not_found');
      const { read, inTurn } = deps.reader;
      const outcome = await inTurn(() => rereadMail({ inboundId: mail.id, actor }, { ...platform, read }));
      if (outcome === 'queued') deps.intake.announce();
      return { outcome: outcome === 'unreadable' || outcome === 'queued' ? outcome : ('read' as const) };
    }),
    route(contracts.downloadProblemMail, async ({ params, actor, reply }) => {
      const mail = seesMail(actor) ? await findMailProblem(params.problemId, db) : undefined;
      if (!mail || !(await platform.files.has(mail.sha256))) throw new AppError('problems.not_found');
      const fileName = nestedMailName({ subject: mail.subject, fallback: 'original.eml' });
      const stream = platform.files.stream(mail.sha256);
      return sendDownload({ fileName, sizeBytes: Number(mail.size_bytes), stream }, reply);
    }),
  ];
}

/** A mail without a ticket has no gate of its own: it is for those who read every ticket. */
function seesMail(actor: Actor): boolean {
  return actor.scope === 'all' && actor.permissions.has('tickets:read');
}
