import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CardPart } from '@ventanilla/contracts/boards';
import { type TicketCard, ticketNumber } from '@ventanilla/web';
import clsx from 'clsx';
import { BellOff, Flag, History, MailWarning, Paperclip, StickyNote } from 'lucide-react';
import { memo, type ReactNode, Suspense, useId, useRef } from 'react';
import { usePhoto } from '../../shared/agents/agents.ts';
import { Avatar } from '../../shared/components/avatar.tsx';
import { ChannelIcon } from '../../shared/components/channel-icon.tsx';
import { Chip, toneOf } from '../../shared/components/chip.tsx';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useMe } from '../../shared/session/session.ts';
import { LazyCardTime } from '../../shared/tickets/lazy-card-time.tsx';
import { statusesQuery } from '../../shared/tickets/statuses.ts';
import type { LeftCard } from './board.rules.ts';
import classes from './board-card.module.css';
import { endsWithOwnWords, withParts } from './card-parts.rules.ts';
import { CardPresence } from './card-presence.tsx';
import { CardQuick } from './card-quick.tsx';
import { useColumnName } from './column-name.ts';
import { useDraggableCard } from './drag/drag-store.ts';
import { useMutedUntil } from './notices/mutes.ts';

interface BoardCardProps {
  card: TicketCard;
  /** What it shows besides its number, time, subject and requester. */
  shows: readonly CardPart[];
  /** Somebody else changed it since it was last looked at. */
  isChanged: boolean;
  /** What became of it, where it is only still shown because somebody reads here. */
  left: LeftCard | undefined;
}

/** Categories that the column says already. */
const untold = new Set(['open', 'in_progress']);
/** Colours of priorities and tags that ask for no attention. */
const calm = new Set(['grey', 'blue']);
/** Further ones are read on the ticket. */
const tagsMax = 3;
const icon = { size: 12, strokeWidth: 2, 'aria-hidden': true };

export const BoardCard = memo(function BoardCard({ card: whole, shows, isChanged, left }: BoardCardProps) {
  const { t } = useTranslation('board');
  const { agent } = useMe();
  const card = withParts(whole, shows);
  const element = useRef<HTMLElement>(null);
  // A ticket may stand in several columns.
  const titleId = useId();
  const isDragged = useDraggableCard(element, left ? null : whole);
  const number = ticketNumber(card.number);
  const isFresh = isChanged || (card.unread && card.stage === 'new' && !card.owner);
  const isMine = card.owner?.id === agent.id;
  const preview = endsWithOwnWords(card, agent.id) ? t('card.you', { text: card.preview }) : card.preview;
  return (
    <article
      ref={element}
      className={clsx(
        classes.card,
        isFresh && classes.fresh,
        left && classes.gone,
        isDragged && classes.dragged,
      )}
      aria-labelledby={titleId}
      data-flag={card.flag?.key}
    >
      <div className={classes.head}>
        <ChannelIcon channel={card.channel} />
        <span className={classes.number}>{number}</span>
        <span aria-hidden>·</span>
        <TimeAgo at={card.activityAt} />
        {isChanged ? (
          <>
            <span aria-hidden>·</span>
            <span className={classes.changed}>{t('card.changed')}</span>
          </>
        ) : null}
        <span className={classes.due}>
          <Muted ticketId={card.id} />
          {card.clock || card.noNews ? (
            <Suspense fallback={null}>
              <LazyCardTime card={card} />
            </Suspense>
          ) : null}
        </span>
      </div>
      <h3 className={classes.title}>
        {card.unread ? <span className={classes.dot} role="img" aria-label={t('card.unread')} /> : null}
        <Link
          id={titleId}
          className={classes.link}
          to="/tickets/$ticketId"
          params={{ ticketId: card.id }}
          draggable={false}
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
      {left ? (
        <LeftFoot left={left} before={whole} />
      ) : (
        <CardFoot card={card} whole={whole} shows={shows} isMine={isMine} />
      )}
    </article>
  );
});

interface CardFootProps {
  card: TicketCard;
  /** With all that it has, for what can be done with it. */
  whole: TicketCard;
  shows: readonly CardPart[];
  isMine: boolean;
}

function CardFoot({ card, whole, shows, isMine }: CardFootProps) {
  const { t } = useTranslation('board');
  return (
    <div className={classes.foot}>
      <span className={classes.chips}>
        {card.flag ? (
          <span className={classes.flag}>
            <Flag {...icon} />
            {card.flag.name}
          </span>
        ) : null}
        {card.priority && !calm.has(card.priority.colour) ? (
          <Chip tone={toneOf[card.priority.colour]}>{card.priority.name}</Chip>
        ) : null}
        {card.tags.slice(0, tagsMax).map(({ key, name, colour }) => (
          <Chip key={key} tone={calm.has(colour) ? 'line' : toneOf[colour]}>
            {name}
          </Chip>
        ))}
        {shows.includes('status') && !untold.has(card.status.category) ? <CardStatus card={card} /> : null}
        {card.department ? <Chip tone="line">{card.department.name}</Chip> : null}
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
      </span>
      <CardPresence ticketId={card.id} />
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
        {card.owner && shows.includes('owner') ? <Owner owner={card.owner} isMine={isMine} /> : null}
        <span
          className={clsx(classes.quick, (whole.owner || !whole.can.includes('take')) && classes.floating)}
        >
          <CardQuick card={whole} />
        </span>
      </span>
    </div>
  );
}

function Owner({ owner, isMine }: { owner: NonNullable<TicketCard['owner']>; isMine: boolean }) {
  const { t } = useTranslation('board');
  const photoUrl = usePhoto(owner.id);
  return (
    <Avatar
      name={owner.name}
      photoUrl={photoUrl}
      label={isMine ? t('card.ownerYou') : t('card.owner', { name: owner.name })}
    />
  );
}

/** Where a card went that is only still shown: what it became, or that it is no longer here. */
function LeftFoot({ left, before }: { left: LeftCard; before: TicketCard }) {
  const { t } = useTranslation('board');
  const columnName = useColumnName();
  const { agent } = useMe();
  const { to, card } = left;
  let text = t('card.leftGone');
  if (to) text = t('card.leftTo', { column: columnName(to) });
  else if (card?.stage === 'done' && before.stage !== 'done') text = t('card.leftDone');
  else if (card?.owner && card.owner.id !== agent.id && card.owner.id !== before.owner?.id)
    text = t('card.leftTaken', { name: card.owner.name });
  else if (card) text = t('card.leftHere');
  return (
    <div className={classes.foot}>
      <span className={classes.leftText}>{text}</span>
    </div>
  );
}

function Muted({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('board');
  const time = useMutedUntil({ ticketId });
  if (!time) return null;
  const label = t('card.muted', { time });
  return (
    <span title={label} role="img" aria-label={label} className={classes.amount}>
      <BellOff {...icon} />
    </span>
  );
}

function Amount({ label, count, children }: { label: string; count: number; children: ReactNode }) {
  return (
    <span className={classes.amount} title={label} role="img" aria-label={label}>
      {children}
      {count}
    </span>
  );
}

function CardStatus({ card }: { card: TicketCard }) {
  const { language } = useTranslation();
  const { data: statuses } = useQuery(statusesQuery);
  const status = statuses?.find(({ key }) => key === card.status.key);
  if (!status) return null;
  return <Chip tone="azul">{language === 'en' ? status.labels.en : status.labels.es}</Chip>;
}
