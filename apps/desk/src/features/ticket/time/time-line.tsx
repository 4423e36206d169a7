import { dayAndTime, fullDateTime, type HistoryEntry } from '@ventanilla/web';
import { Timer } from 'lucide-react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import { minutesText } from './use-time.ts';

/** That somebody noted time on a ticket, or took it back. */
export function TimeLine({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation(['time', 'ticket']);
  const format = useFormat();
  const { agent } = useMe();
  const way = entry.how === 'removed' ? 'removed' : 'noted';
  const values = {
    who: entry.actor.name ?? t('ticket:conversation.system'),
    time: minutesText(Number(entry.to ?? 0)),
  };
  const byYou = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
  return (
    <li>
      <Timer size={14} strokeWidth={1.75} aria-hidden />
      <span>{byYou ? t(`history.byYou.${way}`, values) : t(`history.by.${way}`, values)}</span>
      <time dateTime={entry.at} title={fullDateTime(entry.at, format)}>
        {dayAndTime(entry.at, format)}
      </time>
    </li>
  );
}
