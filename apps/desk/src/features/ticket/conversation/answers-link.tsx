import { dayAndTime, type TicketMessage } from '@ventanilla/web';
import { CornerDownRight } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { ticketAddress } from '../ticket-place.ts';
import classes from './message.module.css';

interface AnswersLinkProps {
  ticketId: string;
  answers: NonNullable<TicketMessage['answers']>;
  onJump?: ((messageId: string) => void) | undefined;
}

/** Which message another one answers; it leads there, and opens it in a tab of its own like any link. */
export function AnswersLink({ ticketId, answers, onJump }: AnswersLinkProps) {
  const jump = (event: MouseEvent) => {
    if (!onJump || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onJump(answers.id);
  };
  return (
    <a className={classes.answers} href={ticketAddress(ticketId, answers.id)} onClick={jump}>
      <AnswersWords answers={answers} />
    </a>
  );
}

/** The same of a message that is not there yet. */
export function AnswersLine({ answers }: Pick<AnswersLinkProps, 'answers'>) {
  return (
    <span className={classes.answers}>
      <AnswersWords answers={answers} />
    </span>
  );
}

function AnswersWords({ answers }: Pick<AnswersLinkProps, 'answers'>) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  const name = answers.authorName || t('conversation.system');
  return (
    <>
      <CornerDownRight size={13} strokeWidth={1.75} aria-hidden />
      {t('conversation.answers', { name, when: dayAndTime(answers.at, format) })}
    </>
  );
}
