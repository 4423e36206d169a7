import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type TicketCard, ticketNumber } from '@ventanilla/web';
import clsx from 'clsx';
import { History, MailWarning, Paperclip, StickyNote } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../shared/components/avatar.tsx';
import { ChannelIcon } from '../../shared/components/channel-icon.tsx';
import { Chip } from '../../shared/components/chip.tsx';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import { useMe } from '../../shared/session/session.ts';
import { statusesQuery } from './board.queries.ts';
import classes from './board-card.module.css';

interface BoardCardProps {
  card: TicketCard;
  onTake: (card: TicketCard) => void;
}

/** Categories that the column says already. */
const untold = new Set(['open', 'in_progress']);

export const BoardCard = memo(function BoardCard({ card, onTake }: BoardCardProps) {
  const { t } = useTranslation('board');
  const { agent } = useMe();
  const number = ticketNumber(card.number);
  const isFresh = card.unread && card.stage === 'new' && !card.owner;
  const isMine = card.owner?.id === agent.id;
  const preview =
    card.previewAuthor === 'agent' && isMine ? t('card.you', { text: card.preview }) : card.preview;
  return (
    <article
      className={clsx(classes.card, isFresh && classes.fresh)}
      aria-labelledby={`card-title-${card.id}`}
    >
      <div className={classes.head}>
        <ChannelIcon channel={card.channel} />
        <span className={classes.number}>{number}</span>
        <span aria-hidden>·</span>
        <TimeAgo at={card.activityAt} />
      </div>
      <h3 className={classes.title}>
        {card.unread ? <span className={classes.dot} role="img" aria-label={t('card.unread')} /> : null}
        <Link
          id={`card-title-${card.id}`}
          className={classes.link}
          to="/tickets/$ticketId"
          params={{ ticketId: card.id }}
          data-card={card.id}
        >
          {card.subject || t('card.noSubject')}
        </Link>
      </h3>
      <div className={classes.who}>
        <span className={classes.name}>{card.requester.name}</span>
        {card.requester.organizationName ? (
          <>
            <span className={classes.separator} aria-hidden>
              ·
            </span>
            <span className={classes.organization}>{card.requester.organizationName}</span>
          </>
        ) : null}
      </div>
      {preview ? <p className={classes.preview}>{preview}</p> : null}
      <CardFoot card={card} number={number} isMine={isMine} onTake={onTake} />
    </article>
  );
});

interface CardFootProps extends BoardCardProps {
  number: string;
  isMine: boolean;
}

function CardFoot({ card, number, isMine, onTake }: CardFootProps) {
  const { t } = useTranslation('board');
  const canTake = card.can.includes('take') && !card.owner;
  const icon = { size: 12, strokeWidth: 2, 'aria-hidden': true };
  return (
    <div className={classes.foot}>
      <CardStatus card={card} />
      {card.deliveryFailed ? (
        <Chip tone="rojo" icon={<MailWarning {...icon} />}>
          {t('card.deliveryFailed')}
        </Chip>
      ) : null}
      {card.hasPrevious ? (
        <span title={t('card.previousTitle')}>
          <Chip tone="line" icon={<History {...icon} />}>
            {t('card.previous')}
          </Chip>
        </span>
      ) : null}
      <span className={classes.right}>
        {card.attachmentCount > 0 ? (
          <Amount label={t('card.files', { count: card.attachmentCount })} count={card.attachmentCount}>
            <Paperclip {...icon} />
          </Amount>
        ) : null}
        {card.noteCount > 0 ? (
          <Amount label={t('card.notes', { count: card.noteCount })} count={card.noteCount}>
            <StickyNote {...icon} />
          </Amount>
        ) : null}
        {card.owner ? (
          <Avatar
            name={card.owner.name}
            label={isMine ? t('card.ownerYou') : t('card.owner', { name: card.owner.name })}
          />
        ) : null}
        {canTake ? (
          <Button
            className={classes.take}
            variant="default"
            size="xs"
            aria-label={t('card.takeNumber', { number })}
            onClick={() => onTake(card)}
          >
            {t('card.take')}
          </Button>
        ) : null}
      </span>
    </div>
  );
}

function Amount({ label, count, children }: { label: string; count: number; children: React.ReactNode }) {
  return (
    <span className={classes.amount} title={label} role="img" aria-label={label}>
      {children}
      {count}
    </span>
  );
}

function CardStatus({ card }: { card: TicketCard }) {
  const { i18n } = useTranslation();
  const { data: statuses } = useQuery(statusesQuery);
  if (untold.has(card.status.category)) return null;
  const status = statuses?.find(({ key }) => key === card.status.key);
  if (!status) return null;
  return <Chip tone="azul">{i18n.language === 'en' ? status.labels.en : status.labels.es}</Chip>;
}
