import { ticketNumber } from '@ventanilla/web';
import clsx from 'clsx';
import { ArrowRight, List, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { keyName } from '../../../shared/actions/key-names.ts';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { ChannelIcon } from '../../../shared/components/channel-icon.tsx';
import { TimeAgo } from '../../../shared/components/time-ago.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { MarkedText } from '../marked-text.tsx';
import { nameMarks } from '../marks.ts';
import classes from './palette.module.css';
import type { PaletteItem, PaletteTicket } from './palette.rules.ts';

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };

/** The element that stands for an item; the box names the one with the mark. */
export function optionId(key: string): string {
  return `palette-item-${key}`;
}

interface PaletteOptionProps {
  item: PaletteItem;
  typed: string;
  isActive: boolean;
  onPoint(): void;
  onChoose(): void;
}

/** One line of the palette. The focus stays in the box: pointing only moves the mark. */
export function PaletteOption({ item, typed, isActive, onPoint, onChoose }: PaletteOptionProps) {
  return (
    <div
      id={optionId(item.key)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={clsx(classes.option, isActive && classes.active)}
      onPointerMove={isActive ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Content item={item} typed={typed} isActive={isActive} />
    </div>
  );
}

function Content({ item, typed, isActive }: Pick<PaletteOptionProps, 'item' | 'typed' | 'isActive'>) {
  const { t } = useTranslation('search');
  if (item.kind === 'ticket') return <TicketLine ticket={item.ticket} typed={typed} isActive={isActive} />;
  if (item.kind === 'person') {
    const { name, emails, organization } = item.person;
    const about = [emails[0], organization?.name].filter(Boolean).join(' · ');
    return <NameLine name={name} about={about} typed={typed} isActive={isActive} />;
  }
  if (item.kind === 'organization') {
    const { name, parentName } = item.organization;
    const about = parentName ? t('palette.partOf', { name: parentName }) : '';
    return <NameLine name={name} about={about} typed={typed} isActive={isActive} isSquare />;
  }
  if (item.kind === 'all')
    return <Line icon={<List {...icon} />} title={t('palette.all')} end={<kbd>⇧↵</kbd>} />;
  const { name = '', place, keys } = item.action;
  const first = keys?.[0];
  return (
    <Line
      icon={place === 'go' ? <ArrowRight {...icon} /> : <Zap {...icon} />}
      title={<MarkedText text={name} marks={nameMarks(name, typed)} />}
      end={first ? <kbd>{keyName(first)}</kbd> : null}
    />
  );
}

interface NameLineProps {
  name: string;
  about: string;
  typed: string;
  isActive: boolean;
  isSquare?: boolean;
}

/** Somebody, or an organisation: what opens is their tickets. */
function NameLine({ name, about, typed, isActive, isSquare = false }: NameLineProps) {
  const { t } = useTranslation('search');
  return (
    <>
      <span className={clsx(classes.icon, isSquare && classes.square)}>
        <Avatar name={name} />
      </span>
      <span className={classes.words}>
        <span className={classes.title}>
          <MarkedText text={name} marks={nameMarks(name, typed)} />
        </span>{' '}
        <span className={classes.about}>
          <MarkedText text={about} marks={nameMarks(about, typed)} />
        </span>
      </span>
      <span className={classes.end}>
        {t('palette.theirTickets')} {isActive ? <kbd>↵</kbd> : null}
      </span>
    </>
  );
}

function Line({ icon: sign, title, end }: { icon: ReactNode; title: ReactNode; end: ReactNode }) {
  return (
    <>
      <span className={classes.icon}>{sign}</span>
      <span className={classes.words}>
        <span className={classes.title}>{title}</span>
      </span>
      <span className={classes.end}>{end}</span>
    </>
  );
}

interface TicketLineProps {
  ticket: PaletteTicket;
  typed: string;
  isActive: boolean;
}

function TicketLine({ ticket, typed, isActive }: TicketLineProps) {
  const { t } = useTranslation('search');
  const { requester, match } = ticket;
  const who = [requester.name, requester.organizationName].filter(Boolean).join(' · ');
  return (
    <>
      <span className={classes.icon}>
        <ChannelIcon channel={ticket.channel} size={16} />
      </span>
      <span className={classes.words}>
        <span className={classes.title}>
          <MarkedText
            text={ticket.subject || ticketNumber(ticket.number)}
            marks={ticket.subjectMarks ?? []}
          />
        </span>{' '}
        <span className={classes.about}>
          {ticketNumber(ticket.number)} · <MarkedText text={who} marks={nameMarks(who, typed)} />
        </span>
        {match && match.marks.length > 0 ? (
          <span className={classes.snippet}>
            {match.visibility === 'internal' ? <b>{t('note')} · </b> : null}
            <MarkedText text={match.snippet} marks={match.marks} />
          </span>
        ) : null}
      </span>
      <span className={classes.end}>{isActive ? <kbd>↵</kbd> : <TimeAgo at={ticket.activityAt} />}</span>
    </>
  );
}
