import { z } from 'zod';
import { id, instant, page, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'problems';

/**
 * Why somebody should look: `too_many` mails of one address in an hour, the `same_words` again and again, or more
 * automatic answers asked for than one address gets.
 */
export const mailAlarmReasons = ['too_many', 'same_words', 'answers_capped'] as const;

export const mailAlarm = z.object({
  id,
  reason: z.enum(mailAlarmReasons),
  /** Whose mail it is. */
  address: z.string(),
  mailbox: z.object({ id, name: z.string(), address: z.string() }),
  /** Where the mail goes meanwhile; nothing of it is lost. Null for who may not see it. */
  ticket: z.object({ id, number: z.number().int() }).nullable(),
  /** Mails since it began. */
  mails: z.number().int(),
  firstAt: instant,
  lastAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
});
export type MailAlarm = z.infer<typeof mailAlarm>;

export const listMailAlarms = defineRoute({
  operationId: 'listMailAlarms',
  method: 'GET',
  path: '/api/v1/mail-alarms',
  summary: 'Mail that looks like two machines answering each other, newest first',
  tag,
  access: 'set_aside:manage',
  query: pageQuery.extend({
    /** Those that somebody has acknowledged instead of the open ones. */
    acknowledged: z.enum(['true', 'false']).default('false'),
  }),
  responses: { 200: page(mailAlarm) },
  errors: [],
});

export const acknowledgeMailAlarm = defineRoute({
  operationId: 'acknowledgeMailAlarm',
  method: 'POST',
  path: '/api/v1/mail-alarms/{alarmId}/acknowledge',
  summary: 'Say that somebody has looked; the next mail of that kind raises another alarm',
  tag,
  access: 'set_aside:manage',
  params: z.object({ alarmId: id }),
  responses: { 200: mailAlarm },
  errors: ['mail_alarms.not_found'],
});

export const mailAlarmRoutes = [listMailAlarms, acknowledgeMailAlarm];
