import * as acks from '@ventanilla/contracts/acknowledgements';
import * as alarms from '@ventanilla/contracts/mail-alarms';
import * as spam from '@ventanilla/contracts/spam';
import type { Actor } from '../../../platform/actor.ts';
import { type RouteBinding, type RouteContext, route } from '../../../platform/http/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Work } from '../../../platform/work.ts';
import { cardOf, listSpam } from '../../tickets/index.ts';
import { readAcknowledgement } from './acknowledge/acknowledgements.store.ts';
import { setAcknowledgement } from './acknowledge/set-acknowledgement.ts';
import { checkTemplate, renderTemplate } from './acknowledge/template.rules.ts';
import { acknowledgeMailAlarm, listMailAlarms } from './loops/mail-alarms.store.ts';
import { findAccount } from './mailboxes/mailboxes.store.ts';
import { readSpamLevel, setSpamLevel } from './spam/judge-mail.ts';
import { markNotSpam, markSpam } from './spam/mark-spam.ts';
import { listSenders, removeSender, setSender } from './spam/senders.store.ts';

/** Automatic answers, loops and spam; what each route demands and gives stands in its contract. */
export function machineRoutes({ db }: Pick<Platform, 'db'>): RouteBinding[] {
  return [...acknowledgementRoutes(db), ...alarmRoutes(db), ...spamRoutes(db), ...senderRoutes(db)];
}

type Db = Platform['db'];

/** Whom the preview greets. */
const example = {
  es: { name: 'Ana Pérez', subject: 'No puedo entrar' },
  en: { name: 'Ana Pérez', subject: 'I cannot sign in' },
};

function acknowledgementRoutes(db: Db): RouteBinding[] {
  return [
    route(acks.getAcknowledgement, ({ params }) => readAcknowledgement(params, db)),
    route(acks.setAcknowledgement, ({ params, body, ifMatch, transact }) =>
      transact((work) => setAcknowledgement({ ...params, version: ifMatch, change: body }, work)),
    ),
    route(acks.previewAcknowledgement, async ({ params, body }) => {
      checkTemplate(body.template);
      // Throws where there is no such mailbox.
      await readAcknowledgement(params, db);
      const account = await findAccount({ id: params.mailboxId }, db);
      const brand = await db.selectFrom('brands').select('name').orderBy('created_at').executeTakeFirst();
      return renderTemplate(body.template, {
        ...example[body.language],
        number: 'V-1024',
        mailbox: account?.name ?? '',
        organization: brand?.name ?? '',
      });
    }),
  ];
}

function alarmRoutes(db: Db): RouteBinding[] {
  return [
    route(alarms.listMailAlarms, ({ actor, query }) =>
      listMailAlarms({ ...query, actor, acknowledged: query.acknowledged === 'true' }, db),
    ),
    route(alarms.acknowledgeMailAlarm, ({ params, transact }) =>
      transact((work) => acknowledgeMailAlarm(params, work)),
    ),
  ];
}

/** Runs a command on one ticket and answers its card as the actor now sees it. */
function change<P>(
  { transact, actor }: Pick<RouteContext<never>, 'transact'> & { actor: Actor },
  command: (input: P, work: Work) => Promise<{ id: string }>,
  input: P,
) {
  return transact(async (work) => cardOf({ ticketId: (await command(input, work)).id, actor }, work.tx));
}

function spamRoutes(db: Db): RouteBinding[] {
  return [
    route(spam.listSpam, ({ actor, query }) => listSpam({ ...query, actor }, db)),
    route(spam.markSpam, (context) => change(context, markSpam, { ...context.params, ...context.body })),
    route(spam.markNotSpam, (context) =>
      change(context, markNotSpam, { ...context.params, ...context.body }),
    ),
  ];
}

function senderRoutes(db: Db): RouteBinding[] {
  return [
    route(spam.listMailSenders, ({ query }) => listSenders(query, db)),
    route(spam.addMailSender, ({ body, transact }) => transact((work) => setSender(body, work))),
    route(spam.removeMailSender, async ({ params, transact }) => {
      await transact((work) => removeSender(params, work));
      return undefined;
    }),
    route(spam.getSpamRules, async () => ({ level: await readSpamLevel(db) })),
    route(spam.setSpamRules, async ({ body, transact }) => {
      await transact((work) => setSpamLevel(body, work));
      return body;
    }),
  ];
}
