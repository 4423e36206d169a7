import { Link } from '@tanstack/react-router';
import { shortDate, type TicketCard, ticketNumber } from '@ventanilla/web';
import clsx from 'clsx';
import { Flag } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { usePhoto } from '../../../shared/agents/agents.ts';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { ChannelIcon } from '../../../shared/components/channel-icon.tsx';
import { Chip, toneOf } from '../../../shared/components/chip.tsx';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { LazyCardTime } from '../../../shared/tickets/lazy-card-time.tsx';
import { categoryColours, useStatuses } from '../../../shared/tickets/status-labels.ts';
import type { ShownColumn } from '../list.rules.ts';
import { type CellMenuKind, useListDesk } from '../list-desk.ts';
import classes from './cells.module.css';

interface ChangeProps {
  kind: CellMenuKind;
  card: TicketCard;
  /** What the button changes and what it is now. */
  label: string;
  can: boolean;
  children: ReactNode;
}

/** A value that opens its menu where the server lets it be changed. */
function Change({ kind, card, label, can, children }: ChangeProps) {
  const desk = useListDesk();
  if (!can) return <span className={classes.value}>{children}</span>;
  return (
    <button
      type="button"
      className={clsx(classes.value, classes.change)}
      aria-label={label}
      aria-haspopup="menu"
      data-change={kind}
      onClick={({ currentTarget }) => desk.openMenu(kind, card, currentTarget)}
    >
      {children}
    </button>
  );
}

export function TitleCell({ card, isPlain = false }: { card: TicketCard; isPlain?: boolean }) {
  const { t } = useTranslation('list');
  const desk = useListDesk();
  return (
    <span className={classes.title}>
      {isPlain ? null : <ChannelIcon channel={card.channel} />}
      {card.unread ? <span className={classes.unread} role="img" aria-label={t('cell.unread')} /> : null}
      <Link
        className={clsx(classes.link, card.unread && classes.bold)}
        to="/tickets/$ticketId"
        params={{ ticketId: card.id }}
        draggable={false}
        data-card={card.id}
        onFocus={() => desk.setActive(card.id)}
      >
        {card.subject || t('cell.noSubject')}
      </Link>
    </span>
  );
}

export function StatusCell({ card }: { card: TicketCard }) {
  const { t } = useTranslation('list');
  const { labelOf } = useStatuses();
  const value = labelOf(card.status.key);
  const label = t('cell.changeStatus', { number: ticketNumber(card.number), value });
  return (
    <Change kind="status" card={card} label={label} can={card.can.includes('set_status')}>
      <span className={classes.dot} style={{ background: categoryColours[card.status.category] }} />
      <span className={classes.text}>{value}</span>
    </Change>
  );
}

export function FlagCell({ card }: { card: TicketCard }) {
  const { t } = useTranslation('list');
  const value = card.flag?.name ?? t('cell.noFlag');
  const label = t('cell.changeFlag', { number: ticketNumber(card.number), value });
  return (
    <Change kind="flag" card={card} label={label} can={card.can.includes('flag')}>
      <span className={classes.flag} data-flag={card.flag?.key} title={value}>
        <Flag size={13} strokeWidth={1.75} aria-hidden />
        {card.flag ? <span className={classes.text}>{card.flag.name}</span> : null}
      </span>
    </Change>
  );
}

export function PriorityCell({ card }: { card: TicketCard }) {
  const { t } = useTranslation('list');
  const value = card.priority?.name ?? t('cell.noPriority');
  const label = t('cell.changePriority', { number: ticketNumber(card.number), value });
  return (
    <Change kind="priority" card={card} label={label} can={card.can.includes('classify')}>
      {card.priority ? (
        <Chip tone={toneOf[card.priority.colour]}>{value}</Chip>
      ) : (
        <span className={classes.none} aria-hidden>
          –
        </span>
      )}
    </Change>
  );
}

export function TypeCell({ card }: { card: TicketCard }) {
  const { t } = useTranslation('list');
  const value = card.type?.name ?? t('cell.noType');
  const label = t('cell.changeType', { number: ticketNumber(card.number), value });
  return (
    <Change kind="type" card={card} label={label} can={card.can.includes('classify')}>
      {card.type ? (
        <span className={classes.text} title={value}>
          {value}
        </span>
      ) : (
        <span className={classes.none} aria-hidden>
          –
        </span>
      )}
    </Change>
  );
}

export function OwnerCell({ card, isPlain = false }: { card: TicketCard; isPlain?: boolean }) {
  const { t } = useTranslation('list');
  const photoUrl = usePhoto(card.owner?.id ?? null);
  const value = card.owner?.name ?? t('cell.nobody');
  const label = t('cell.changeOwner', { number: ticketNumber(card.number), value });
  return (
    <Change kind="owner" card={card} label={label} can={card.can.includes('assign')}>
      {card.owner ? (
        <>
          <Avatar name={value} photoUrl={photoUrl} />
          {isPlain ? null : (
            <span className={classes.text} title={value}>
              {value.split(' ')[0]}
            </span>
          )}
        </>
      ) : (
        <span className={classes.none}>{value}</span>
      )}
    </Change>
  );
}

export function ClockCell({ card }: { card: TicketCard }) {
  return card.clock || card.noNews ? (
    <Suspense fallback={null}>
      <LazyCardTime card={card} />
    </Suspense>
  ) : null;
}

function DueCell({ at }: { at: string | null }) {
  const format = useFormat();
  return at ? <time dateTime={at}>{shortDate(at, format)}</time> : null;
}

const quiet = (text: string | null | undefined) => <span className={classes.quiet}>{text}</span>;
const ago = (at: string | null) => (at ? <TimeAgo at={at} /> : null);

function TagsCell({ tags }: Pick<TicketCard, 'tags'>) {
  return (
    <span className={classes.tags} title={tags.map(({ name }) => name).join(', ')}>
      {tags.map(({ key, name, colour }) => (
        <Chip key={key} tone={toneOf[colour]}>
          {name}
        </Chip>
      ))}
    </span>
  );
}

/** What each column shows of a ticket. */
export const cells: Record<ShownColumn, (card: TicketCard) => ReactNode> = {
  number: (card) => <span className={classes.number}>{ticketNumber(card.number)}</span>,
  subject: (card) => <TitleCell card={card} />,
  requester: (card) => quiet(card.requester.name),
  organization: (card) => quiet(card.requester.organizationName),
  status: (card) => <StatusCell card={card} />,
  flag: (card) => <FlagCell card={card} />,
  priority: (card) => <PriorityCell card={card} />,
  type: (card) => <TypeCell card={card} />,
  tags: (card) => <TagsCell tags={card.tags} />,
  owner: (card) => <OwnerCell card={card} />,
  department: (card) => quiet(card.department?.name),
  line: (card) => quiet(card.line?.name),
  channel: (card) => <ChannelIcon channel={card.channel} />,
  clock: (card) => <ClockCell card={card} />,
  due: (card) => <DueCell at={card.dueAt} />,
  created: (card) => ago(card.createdAt),
  activity: (card) => ago(card.activityAt),
  customer: (card) => ago(card.customerLastAt),
  ours: (card) => ago(card.ourLastAt),
  closed: (card) => ago(card.closedAt),
};

/** Columns whose values stand at their end. */
export const atEnd: ReadonlySet<string> = new Set(['clock', 'due']);
