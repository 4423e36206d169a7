import type { Me, NotificationKind, NotificationWay } from '@ventanilla/web';
import i18next, { type TFunction } from 'i18next';

/** Monday to Sunday, as ISO 8601 counts them. */
export const isoWeekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The first Monday of 2024, from which days of the week are named. */
const mondayMs = Date.UTC(2024, 0, 1);

/** `lunes`. */
export function dayName(day: number, language: string): string {
  const at = new Date(mondayMs + (day - 1) * 86_400_000);
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(at);
}

interface Chosen {
  preferences: Pick<Me['preferences'], 'notices' | 'sounds' | 'desktopNotices'>;
  /** The kinds that concern this person. */
  kinds: readonly NotificationKind[];
}

/** What somebody chose about notices, in whole sentences. */
export function sentencesOf({ preferences, kinds }: Chosen, t: TFunction<'notifications'>): string[] {
  const { notices, sounds, desktopNotices } = preferences;
  const { quiet, digest } = notices;
  const language = i18next.language;
  const list = (names: readonly string[], type: 'disjunction' | 'conjunction' = 'disjunction') =>
    new Intl.ListFormat(language, { type }).format(names);
  const of = (way: NotificationWay) =>
    kinds
      .filter((kind) => notices.kinds[kind][way] && !(way === 'email' && kind === 'mailbox'))
      .map((kind) => lowerFirst(t(`own.kinds.${kind}`)));
  const [heard, seen, mailed] = [sounds ? of('sound') : [], desktopNotices ? of('desktop') : [], of('email')];
  const at = digest.how === 'daily' ? digest.at : '';
  const sentences = [
    heard.length > 0 ? t('own.sounds', { list: list(heard) }) : t('own.noSound'),
    seen.length > 0 ? t('own.appears', { list: list(seen) }) : '',
    mailed.length > 0 ? t(`own.mails.${digest.how}`, { list: list(mailed), at }) : t('own.noMail'),
    quiet ? t(mailed.length > 0 ? 'own.night' : 'own.nightNoMail', { from: quiet.from, to: quiet.to }) : '',
    quiet && quiet.restDays.length > 0
      ? t('own.restDays', {
          list: list(
            quiet.restDays.map((day) => dayName(day, language)),
            'conjunction',
          ),
        })
      : '',
  ];
  return sentences.filter((sentence) => sentence !== '');
}

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase() + text.slice(1);
