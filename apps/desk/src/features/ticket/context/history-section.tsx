import { Button, UnstyledButton } from '@mantine/core';
import { dayAndTime, fullDateTime, type HistoryEntry } from '@ventanilla/web';
import {
  ArrowLeftRight,
  CircleCheck,
  CircleDot,
  CircleX,
  EyeOff,
  History,
  Inbox,
  type LucideIcon,
  Mail,
  Phone,
  RotateCcw,
  Send,
  StickyNote,
  UserMinus,
  UserPlus,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useMe } from '../../../shared/session/session.ts';
import { useStatuses } from '../status-labels.ts';
import classes from './context.module.css';
import {
  filterHistory,
  type HistoryFilter,
  type HistoryPhrase,
  historyFilters,
  historySentence,
} from './history-sentence.ts';

/** Lines shown before asking for the rest. */
const shownAtFirst = 8;

const icons: Record<HistoryPhrase, LucideIcon> = {
  created: Inbox,
  taken: UserPlus,
  assigned: ArrowLeftRight,
  released: UserMinus,
  status: CircleDot,
  statusByItself: CircleDot,
  closed: CircleCheck,
  ignored: EyeOff,
  reopened: RotateCcw,
  wrote: Mail,
  answered: Send,
  registered: Phone,
  noted: StickyNote,
  sent: Send,
  notSent: CircleX,
  queued: Send,
  other: History,
};

/** What happened: who, what, from → to, when; newest first. */
export function HistorySection({ history }: { history: HistoryEntry[] }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const [filter, setFilter] = useState<HistoryFilter>('all');
  const [isWhole, setIsWhole] = useState(false);
  const matching = filterHistory(history, filter);
  const shown = isWhole ? matching : matching.slice(0, shownAtFirst);
  return (
    <div className={classes.section}>
      <div className={classes.heading}>
        <h2>{t('context.history')}</h2>
        <div className={classes.filters} role="group" aria-label={t('context.filterHistory')}>
          {historyFilters.map((name) => (
            <UnstyledButton key={name} aria-pressed={name === filter} onClick={() => setFilter(name)}>
              {t(`context.filters.${name}`)}
            </UnstyledButton>
          ))}
        </div>
      </div>
      {matching.length === 0 ? <p className={classes.empty}>{t('context.noHistory')}</p> : null}
      <ul className={classes.lines}>
        {shown.map((entry) => (
          <HistoryLine key={entry.id} entry={entry} />
        ))}
      </ul>
      {matching.length > shown.length ? (
        <Button mt={8} size="xs" variant="subtle" onClick={() => setIsWhole(true)}>
          {t('desk:actions.loadMore')}
        </Button>
      ) : null}
    </div>
  );
}

function HistoryLine({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const { labelOf } = useStatuses();
  const { agent } = useMe();
  const { phrase, byYou, values } = historySentence(entry, {
    agentId: agent.id,
    statusLabel: labelOf,
    nobody: t('conversation.system'),
  });
  const Icon = icons[phrase];
  return (
    <li>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      <span>{byYou ? t(`history.byYou.${phrase}`, values) : t(`history.by.${phrase}`, values)}</span>
      <time dateTime={entry.at} title={fullDateTime(entry.at, format)}>
        {dayAndTime(entry.at, format)}
      </time>
    </li>
  );
}
