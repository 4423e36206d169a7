import { dayAndTime, fullDateTime, type HistoryEntry } from '@ventanilla/web';
import { CalendarClock, Flag, type LucideIcon, SignalHigh, Tag, Tags, Type } from 'lucide-react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';

const kinds = ['title', 'type', 'subject', 'priority', 'flag', 'due', 'tag', 'contact_tag', 'field'] as const;
type Kind = (typeof kinds)[number];

const icons: Partial<Record<Kind, LucideIcon>> = {
  title: Type,
  flag: Flag,
  priority: SignalHigh,
  due: CalendarClock,
  tag: Tag,
  contact_tag: Tag,
};

/** What a ticket was said to be, by whom: set, changed or taken away. */
export function ClassifiedLine({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation(['classify', 'ticket']);
  const format = useFormat();
  const { agent } = useMe();
  const kind: Kind = kinds.find((one) => one === entry.how) ?? 'field';
  const Icon = icons[kind] ?? Tags;
  const shown = (value: string | null) =>
    value === null ? '' : kind === 'due' ? dayAndTime(value, format) : value;
  const way =
    entry.from !== null && entry.to !== null
      ? 'changed'
      : entry.to !== null
        ? 'set'
        : entry.from !== null
          ? 'emptied'
          : 'touched';
  const values = {
    who: entry.actor.name ?? t('ticket:conversation.system'),
    what: t(`history.what.${kind}`, { about: entry.about ?? '' }),
    from: shown(entry.from),
    to: shown(entry.to),
  };
  const byYou = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
  const sentence = byYou ? t(`history.byYou.${way}`, values) : t(`history.by.${way}`, values);
  return (
    <li>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      <span>{entry.note === null ? sentence : t('history.note', { sentence, note: entry.note })}</span>
      <time dateTime={entry.at} title={fullDateTime(entry.at, format)}>
        {dayAndTime(entry.at, format)}
      </time>
    </li>
  );
}
