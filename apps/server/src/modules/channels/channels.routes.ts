import * as contracts from '@ventanilla/contracts/channels';
import { AppError } from '../../platform/errors.ts';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { findIntake } from './email/intake/queue.store.ts';
import { type IntakeDeps, takeInMail } from './email/intake/take-in-mail.ts';

/** Intake by API; what each route demands and gives stands in its contract. */
export function channelRoutes(platform: Platform, deps: IntakeDeps): RouteBinding[] {
  return intakeRoutes(platform, deps);
}

function intakeRoutes({ db }: Platform, deps: IntakeDeps): RouteBinding[] {
  return [
    route(contracts.intakeEmail, async ({ body, query, reply }) => {
      const taken = await takeInMail({ bytes: Buffer.from(body), recipient: query.recipient ?? null }, deps);
      if (taken.result) return taken.result;
      reply.code(202);
      return { intakeId: taken.intakeId };
    }),
    route(contracts.getIntake, async ({ params, actor }) => {
      // A program asks about what it handed over itself; a person may come upon any mail, so they read every ticket.
      const row =
        actor.kind === 'agent' && actor.scope !== 'all' ? null : await findIntake(params.intakeId, db);
      if (!row) throw new AppError('intake.not_found');
      const { id, ...rest } = row;
      return { intakeId: id, ...rest };
    }),
  ];
}
