import { type TicketCard, ticketNumber } from '@ventanilla/web';
import clsx from 'clsx';
import { type MouseEvent, memo } from 'react';
import { ChannelIcon } from '../../shared/components/channel-icon.tsx';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { atEnd, ClockCell, cells, FlagCell, OwnerCell, PriorityCell, TitleCell } from './cells/cells.tsx';
import { type Columns, isShown } from './list.rules.ts';
import { useListDesk } from './list-desk.ts';
import classes from './list-table.module.css';

interface ListRowProps {
  card: TicketCard;
  isSelected: boolean;
  isActive: boolean;
  /** It no longer belongs here, and goes in a moment. */
  isGone: boolean;
}

function SelectBox({ card, isSelected }: Pick<ListRowProps, 'card' | 'isSelected'>) {
  const { t } = useTranslation('list');
  const desk = useListDesk();
  return (
    <span className={classes.check}>
      <input
        type="checkbox"
        aria-label={t('select.one', { number: ticketNumber(card.number) })}
        checked={isSelected}
        // Which way it goes, and how far, is told by the click.
        readOnly
        onClick={(event: MouseEvent) => {
          event.stopPropagation();
          desk.toggle(card.id, event.shiftKey);
        }}
      />
    </span>
  );
}

/** A ticket as a row of the table. */
export const ListRow = memo(function ListRow(props: ListRowProps & { columns: Columns; index: number }) {
  const { card, isSelected, isActive, isGone, columns, index } = props;
  const { t } = useTranslation('list');
  return (
    <div
      className={clsx(classes.row, isActive && classes.active, isGone && classes.gone)}
      role="row"
      aria-rowindex={index + 2}
      data-selected={isSelected || undefined}
      data-row={card.id}
    >
      <span role="cell" className={classes.cell}>
        <SelectBox card={card} isSelected={isSelected} />
      </span>
      {columns.map(({ key }) => (
        <span key={key} role="cell" className={clsx(classes.cell, atEnd.has(key) && classes.end)}>
          {isGone && key === 'subject' ? <span className={classes.goneText}>{t('cell.gone')}</span> : null}
          {isShown(key) ? cells[key](card) : null}
        </span>
      ))}
    </div>
  );
});

/** A ticket as a card, for phones. */
export const ListCard = memo(function ListCard({ card, isSelected, isActive, isGone }: ListRowProps) {
  const { t } = useTranslation('list');
  return (
    <article
      className={clsx(classes.card, isActive && classes.active, isGone && classes.gone)}
      data-selected={isSelected || undefined}
      data-flag={card.flag?.key}
      data-row={card.id}
      aria-label={card.subject || t('cell.noSubject')}
    >
      <SelectBox card={card} isSelected={isSelected} />
      <div className={classes.cardHead}>
        <ChannelIcon channel={card.channel} />
        <span className={classes.cardNumber}>{ticketNumber(card.number)}</span>
        <span aria-hidden>·</span>
        <TimeAgo at={card.activityAt} />
        <span className={classes.cardClock}>
          <ClockCell card={card} />
        </span>
      </div>
      <h2 className={classes.cardTitle}>
        <TitleCell card={card} isPlain />
      </h2>
      <p className={classes.cardWho}>
        {isGone ? t('cell.gone') : (card.requester.organizationName ?? card.requester.name)}
      </p>
      <div className={classes.cardFoot}>
        <FlagCell card={card} />
        <PriorityCell card={card} />
        <span className={classes.cardOwner}>
          <OwnerCell card={card} isPlain />
        </span>
      </div>
    </article>
  );
});
