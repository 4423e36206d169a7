import { ActionIcon, Button } from '@mantine/core';
import { dayAndTime, fullDateTime, type ScheduledReply } from '@ventanilla/web';
import { CalendarClock, X } from 'lucide-react';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { Chip } from '../../../shared/components/chip.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import { AnswersLine } from '../conversation/answers-link.tsx';
import classes from '../conversation/message.module.css';
import own from './later.module.css';
import { useScheduled } from './use-scheduled.ts';

interface ScheduledItemProps {
  reply: ScheduledReply;
  /** First name of the customer, whose word stops it. */
  customer: string;
}

/** An answer that leaves at its hour: dashed, because nothing of it has happened, with what its writer can still do. */
export function ScheduledItem({ reply, customer }: ScheduledItemProps) {
  const { t } = useTranslation('sending');
  const format = useFormat();
  const isMine = useMe().agent.id === reply.agent.id;
  const { isBusy, edit, sendNow, cancel } = useScheduled(reply);
  const files = reply.uploads.filter(({ inline }) => !inline).map(({ fileName }) => fileName);
  const nameId = `scheduled-${reply.id}`;
  return (
    <article className={`${classes.message} ${classes.ours}`} aria-labelledby={nameId} tabIndex={-1}>
      <Avatar name={reply.agent.name} size="md" />
      <div className={classes.column}>
        <header className={classes.head}>
          <span className={classes.author} id={nameId}>
            {reply.agent.name}
          </span>
          <span title={fullDateTime(reply.dueAt, format)}>
            <Chip tone="accent" icon={<CalendarClock size={12} aria-hidden />}>
              {t('scheduled.mark', { when: dayAndTime(reply.dueAt, format) })}
            </Chip>
          </span>
          {isMine ? (
            <span className={own.buttons}>
              <Button size="compact-sm" variant="subtle" disabled={isBusy} onClick={() => void edit()}>
                {t('scheduled.edit')}
              </Button>
              <Button size="compact-sm" variant="subtle" disabled={isBusy} onClick={() => void sendNow()}>
                {t('scheduled.sendNow')}
              </Button>
              <ActionIcon
                variant="subtle"
                disabled={isBusy}
                aria-label={t('scheduled.cancel')}
                title={t('scheduled.cancel')}
                onClick={() => void cancel()}
              >
                <X size={15} strokeWidth={1.75} aria-hidden />
              </ActionIcon>
            </span>
          ) : null}
        </header>
        {reply.answers ? <AnswersLine answers={reply.answers} /> : null}
        <div className={own.waiting}>
          {reply.text}
          {files.length > 0 ? <p className={own.files}>{files.join(' · ')}</p> : null}
        </div>
        <p className={own.condition}>
          {[
            ...(reply.from ? [t('scheduled.from', { address: reply.from })] : []),
            ...(reply.cc.length > 0 ? [t('scheduled.cc', { addresses: reply.cc.join(', ') })] : []),
            ...(reply.bcc.length > 0 ? [t('scheduled.bcc', { addresses: reply.bcc.join(', ') })] : []),
            ...(reply.andThen === 'keep' ? [] : [t(`scheduled.andThen.${reply.andThen}`)]),
            t('scheduled.stops', { name: customer }),
          ].join(' ')}
        </p>
      </div>
    </article>
  );
}
