import { Link } from '@tanstack/react-router';
import type { TriageItem } from '@ventanilla/contracts/triage';
import { ticketNumber } from '@ventanilla/web';
import { type ReactNode, useEffect, useRef } from 'react';
import { Avatar } from '../../shared/components/avatar.tsx';
import { ChannelIcon } from '../../shared/components/channel-icon.tsx';
import { Chip } from '../../shared/components/chip.tsx';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { ClockMark } from '../../shared/tickets/clock-mark.tsx';
import { NoNews } from '../../shared/tickets/no-news.tsx';
import classes from './focus.module.css';
import { FocusData } from './focus-data.tsx';
import { ReasonsBox } from './reasons-box.tsx';
import type { Advice } from './use-advice.ts';

interface FocusCardProps {
  item: TriageItem;
  isFirst: boolean;
  advice: Advice;
  onDisagree(): void;
  /** Its messages and the answer. */
  children: ReactNode;
}

/** One ticket with what is needed to decide about it. */
export function FocusCard({ item, isFirst, advice, onDisagree, children }: FocusCardProps) {
  const { t } = useTranslation(['triage', 'desk']);
  const { card, facts } = item;
  const place = useRef<HTMLElement>(null);
  // Each ticket is read from its beginning, also by whoever listens.
  useEffect(() => place.current?.focus({ preventScroll: true }), [item.id]);
  return (
    <article
      ref={place}
      tabIndex={-1}
      className={classes.card}
      aria-label={`${t('focus')}: ${ticketNumber(card.number)} ${card.subject}`}
      data-focus={card.id}
    >
      <div className={classes.scroll}>
        <header className={classes.head}>
          <p className={classes.meta}>
            <ChannelIcon channel={card.channel} />
            <Link to="/tickets/$ticketId" params={{ ticketId: card.id }} className={classes.number}>
              {ticketNumber(card.number)}
            </Link>
            <span aria-hidden>·</span>
            <TimeAgo at={card.createdAt} />
            <span className={classes.grow} />
            {card.noNews ? <NoNews isShort={card.clock !== null} /> : null}
            {card.clock ? <ClockMark clock={card.clock} isLong /> : null}
          </p>
          <h2>{card.subject}</h2>
          <p className={classes.who}>
            <Avatar name={card.requester.name} />
            <b>{card.requester.name}</b>
            {card.requester.organizationName ? <span>{card.requester.organizationName}</span> : null}
            {facts.marks.map((mark) => (
              <Chip key={mark} tone="rojo">
                {t(`short.${mark}`)}
              </Chip>
            ))}
          </p>
        </header>
        <ReasonsBox item={item} isFirst={isFirst} onDisagree={onDisagree} />
        <div className={classes.body}>
          <div className={classes.said}>{children}</div>
          <FocusData item={item} advice={advice} />
        </div>
      </div>
      <div id="triage-answer" className={classes.answer} />
    </article>
  );
}
