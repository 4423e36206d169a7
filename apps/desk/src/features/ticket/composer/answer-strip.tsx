import { ActionIcon, UnstyledButton } from '@mantine/core';
import { dayAndTime, type TicketMessage } from '@ventanilla/web';
import { Reply, X } from 'lucide-react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './answer-strip.module.css';

interface AnswerStripProps {
  /** Null while it is being fetched. */
  message: TicketMessage | null;
  onShow: () => void;
  onRemove: () => void;
}

/** Which message the answer is to: a press shows it, the cross makes it an answer to the whole conversation. */
export function AnswerStrip({ message, onShow, onRemove }: AnswerStripProps) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  const words = message?.text.replace(/\s+/g, ' ').trim() ?? '';
  return (
    <div className={classes.strip}>
      <Reply size={14} strokeWidth={1.75} aria-hidden />
      <UnstyledButton className={classes.what} title={t('composer.answersShow')} onClick={onShow}>
        {message ? (
          <>
            <span className={classes.who}>
              {t('composer.answers', {
                name: message.author.name || message.from,
                when: dayAndTime(message.at, format),
              })}
            </span>
            {words ? <q className={classes.words}>{words}</q> : null}
          </>
        ) : (
          t('composer.answersEarlier')
        )}
      </UnstyledButton>
      <ActionIcon
        size={24}
        className={classes.remove}
        aria-label={t('composer.answersRemove')}
        onClick={onRemove}
      >
        <X size={13} aria-hidden />
      </ActionIcon>
    </div>
  );
}
