import { duration, type FormatContext, type Notification, ticketNumber } from '@ventanilla/web';
import type { TFunction } from 'i18next';

export type NoticeTone = 'rojo' | 'ambar' | 'verde' | 'gris' | 'acc';

/** How a line reads: who did it stands out, then what happened, then what it is about. */
export interface NoticeWords {
  /** Whoever did it, where they are named. */
  who: string | null;
  what: string;
  about: string;
  tone: NoticeTone;
}

type Words = TFunction<'notifications'>;

/** Puts one line into words. */
export function wordsOf(line: Notification, t: Words, format: FormatContext): NoticeWords {
  if (line.mailbox) return mailboxWords(line.mailbox, t);
  if (line.duty) return dutyWords(line.duty, t, format);
  if (line.ofRun) return runWords(line, t);
  const { ticket } = line;
  const number = ticket ? ticketNumber(ticket.number) : '';
  const subject = ticket?.subject.trim() || t('noSubject');
  const about = [subject, ticket?.organization ?? ticket?.requester].filter(Boolean).join(' · ');
  const who = line.actor.name;
  switch (line.kind) {
    case 'assigned':
      return { who, what: t(who ? 'gaveYou' : 'isYours', { number }), about, tone: 'acc' };
    case 'reassigned':
      return { who: null, what: t('notYours', { number }), about: by(about, who, t), tone: 'gris' };
    case 'answered':
    case 'mentioned': {
      const more = line.count - 1;
      const what =
        line.kind === 'mentioned'
          ? t('mentioned')
          : more
            ? t('answeredMore', { count: more })
            : t('answered');
      const words = ticket?.words?.trim();
      return {
        who: who ?? ticket?.requester ?? null,
        what,
        about: [number, words || subject].join(' · '),
        tone: 'acc',
      };
    }
    default:
      return {
        who: null,
        what: clockWords(line, number, t, format),
        about,
        tone: line.kind === 'breached' ? 'rojo' : 'ambar',
      };
  }
}

/** Many tickets at once, which are counted and not named. */
function runWords({ kind, actor, count }: Notification, t: Words): NoticeWords {
  const who = actor.name;
  if (kind === 'assigned')
    return { who, what: t(who ? 'gaveMany' : 'areYours', { count }), about: '', tone: 'acc' };
  return {
    who: null,
    what: t('notYoursMany', { count }),
    about: who ? t('by', { name: who }) : '',
    tone: 'gris',
  };
}

/** Who it was comes first: there is room for little of what it is about. */
const by = (about: string, who: string | null, t: Words) =>
  who ? `${t('by', { name: who })} · ${about}` : about;

/** A clock that still runs says how long; one that is over says what it was. */
function clockWords({ kind, clock }: Notification, number: string, t: Words, format: FormatContext): string {
  const isOver = !clock?.dueAt || clock.state === 'met' || clock.state === 'cancelled';
  if (isOver) return t(kind === 'breached' ? 'wasLate' : 'wasDue', { number });
  const leftMs = Date.parse(clock.dueAt ?? '') - format.now.getTime();
  return leftMs >= 0
    ? t('dueIn', { number, time: duration(leftMs) })
    : t('late', { number, time: duration(-leftMs) });
}

function mailboxWords({ address, state }: NonNullable<Notification['mailbox']>, t: Words): NoticeWords {
  return state === 'began'
    ? { who: null, what: t('mailboxBegan', { address }), about: t('mailboxBeganText'), tone: 'rojo' }
    : { who: null, what: t('mailboxEnded', { address }), about: t('mailboxEndedText'), tone: 'verde' };
}

/** One that is still open says how long; one that is not says how it ended. */
function dutyWords(
  { name, dueAt, state }: NonNullable<Notification['duty']>,
  t: Words,
  format: FormatContext,
): NoticeWords {
  const about = t('duty.about');
  if (state !== 'open')
    return {
      who: null,
      what: t(`duty.${state}`, { name }),
      about,
      tone: state === 'missed' ? 'rojo' : 'gris',
    };
  const leftMs = Date.parse(dueAt) - format.now.getTime();
  const time = duration(Math.abs(leftMs));
  return leftMs >= 0
    ? { who: null, what: t('duty.soon', { name, time }), about, tone: 'ambar' }
    : { who: null, what: t('duty.late', { name, time }), about, tone: 'rojo' };
}
