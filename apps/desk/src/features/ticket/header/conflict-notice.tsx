import { Button } from '@mantine/core';
import { relativeTime, type TicketDetail } from '@ventanilla/web';
import { UsersRound } from 'lucide-react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useStatuses } from '../../../shared/tickets/status-labels.ts';
import type { TicketCommands } from '../use-ticket-commands.ts';
import classes from './header.module.css';

/** Somebody set another status first: theirs stands, ours can still be set. Nothing is overwritten in silence. */
export function ConflictNotice({ detail, commands }: { detail: TicketDetail; commands: TicketCommands }) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  const { labelOf } = useStatuses();
  const { conflict } = commands;
  if (!conflict) return null;
  const theirs = labelOf(detail.ticket.status.key);
  const mine = labelOf(conflict.statusKey);
  const change = detail.history.find(({ type }) => type === 'ticket.status_changed');
  const name = change?.actor.name ?? t('conversation.system');
  return (
    <div className={classes.notice}>
      <Banner
        tone="azul"
        role="alert"
        icon={<UsersRound size={16} strokeWidth={1.75} aria-hidden />}
        title={t('taken.title', { name })}
        action={
          <span className={classes.noticeActions}>
            <Button size="xs" variant="default" onClick={commands.dismissConflict}>
              {t('taken.keep', { status: theirs })}
            </Button>
            {detail.ticket.can.includes('set_status') ? (
              <Button size="xs" variant="default" onClick={() => void commands.setStatus(conflict.statusKey)}>
                {t('taken.set', { status: mine })}
              </Button>
            ) : null}
          </span>
        }
      >
        {t('taken.text', { theirs, mine, when: change ? relativeTime(change.at, format) : '' })}
      </Banner>
    </div>
  );
}
