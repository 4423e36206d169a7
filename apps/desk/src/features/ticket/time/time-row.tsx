import { ActionIcon, Popover, UnstyledButton } from '@mantine/core';
import { dayAndTime, type TicketDetail, type TimeEntry } from '@ventanilla/web';
import { Timer, X } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import classes from './time.module.css';
import { TimeForm } from './time-form.tsx';
import { minutesText, useTime } from './use-time.ts';

/** The time that people noted on a ticket; opened, who and when, and one's own to be added. */
export function TimeRow({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation('time');
  const [isOpen, setIsOpen] = useState(false);
  const { ticket, timeSpent } = detail;
  const time = useTime(ticket.id);
  const mayNote = ticket.can.includes('note') && !ticket.isSpam;
  const said = timeSpent.minutes > 0 ? minutesText(timeSpent.minutes) : t('none');
  return (
    <>
      <dt>{t('spent')}</dt>
      <dd>
        <Popover
          opened={isOpen}
          onChange={setIsOpen}
          position="bottom-end"
          shadow="lg"
          width={300}
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <UnstyledButton
              className={classes.opener}
              aria-label={`${t('spent')}: ${said}`}
              onClick={() => setIsOpen(!isOpen)}
            >
              <Timer size={13} strokeWidth={1.75} aria-hidden />
              {timeSpent.minutes > 0 ? said : mayNote ? t('add') : said}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('spent')}>
            <Entries
              entries={timeSpent.entries}
              mayNote={mayNote}
              onRemove={(entry) => void time.remove(entry)}
            />
            {mayNote ? (
              <TimeForm
                submitLabel={t('save')}
                onCancel={() => setIsOpen(false)}
                onSubmit={async (noted) => {
                  if (await time.add(noted)) setIsOpen(false);
                }}
              />
            ) : null}
          </Popover.Dropdown>
        </Popover>
      </dd>
    </>
  );
}

interface EntriesProps {
  entries: readonly TimeEntry[];
  mayNote: boolean;
  onRemove(entry: TimeEntry): void;
}

function Entries({ entries, mayNote, onRemove }: EntriesProps) {
  const { t } = useTranslation('time');
  const format = useFormat();
  const { agent } = useMe();
  if (entries.length === 0) return null;
  return (
    <ul className={classes.entries} aria-label={t('entries')}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <b>{minutesText(entry.minutes)}</b>
          <span>
            {entry.agent.name}
            {entry.billable ? ` · ${t('isBillable')}` : ''}
            <small>{dayAndTime(entry.at, format)}</small>
          </span>
          {mayNote && entry.agent.id === agent.id ? (
            <ActionIcon
              size={24}
              aria-label={t('remove', { time: minutesText(entry.minutes), who: entry.agent.name })}
              onClick={() => onRemove(entry)}
            >
              <X size={13} aria-hidden />
            </ActionIcon>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
