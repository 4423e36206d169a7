/** What people are told of in the notification centre. `mentioned` is kept for notes that name somebody. */
export const notificationKinds = [
  'assigned',
  'reassigned',
  'answered',
  'warned',
  'breached',
  'mentioned',
  'mailbox',
  'duty',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** How somebody gets to know: in the centre, by a sound, by a notice of the operating system, by mail. */
export const notificationWays = ['app', 'sound', 'desktop', 'email'] as const;
export type NotificationWay = (typeof notificationWays)[number];

/** When nothing sounds, appears or is mailed; wall times of the person's zone. */
export interface QuietHours {
  /** `20:00`. A night ends before it begins: from eight in the evening to eight in the morning. */
  from: string;
  to: string;
  /** Whole days without it, Monday 1 to Sunday 7. */
  restDays: number[];
}

/** When mail about notices leaves: each at once, those of an hour together, or those of a day. */
export type MailDigest = { how: 'immediately' } | { how: 'hourly' } | { how: 'daily'; at: string };

/** What one person chose about notices. */
export interface NoticeChoices {
  kinds: Record<NotificationKind, Record<NotificationWay, boolean>>;
  quiet: QuietHours | null;
  /** Besides the quiet hours, nothing until this instant. */
  silentUntil: string | null;
  digest: MailDigest;
  /** Null: the zone of the house. */
  timeZone: string | null;
}

const usual = { app: true, sound: true, desktop: true, email: false };

/**
 * What holds for whoever changed nothing. No mail: departments already write to whoever is given a ticket, and those
 * who keep mailboxes are always written to.
 */
export const defaultNoticeChoices: NoticeChoices = {
  kinds: {
    assigned: usual,
    reassigned: { ...usual, sound: false, desktop: false },
    answered: usual,
    warned: usual,
    breached: usual,
    mentioned: usual,
    mailbox: usual,
    duty: { ...usual, sound: false },
  },
  quiet: null,
  silentUntil: null,
  digest: { how: 'immediately' },
  timeZone: null,
};

/** Somebody's choices, with the usual ones where they made none. */
export function completeChoices(chosen: Partial<NoticeChoices> | undefined): NoticeChoices {
  return {
    ...defaultNoticeChoices,
    ...chosen,
    kinds: { ...defaultNoticeChoices.kinds, ...chosen?.kinds },
  };
}

/** A wall clock: the day of the week, Monday 1 to Sunday 7, and `HH:MM`. */
export interface DayAndTime {
  weekday: number;
  time: string;
}

/** Why it is quiet at a reading of a person's wall clock, or null where it is not. */
export function quietAt({ weekday, time }: DayAndTime, quiet: QuietHours | null): 'day' | 'hours' | null {
  if (!quiet) return null;
  if (quiet.restDays.includes(weekday)) return 'day';
  const { from, to } = quiet;
  const isWithin = from < to ? time >= from && time < to : time >= from || time < to;
  return isWithin ? 'hours' : null;
}
