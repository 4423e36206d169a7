import { type TicketCard, ticketNumber } from '@ventanilla/web';
import { Archive, CircleCheck, CircleDot, Ellipsis, UserPlus } from 'lucide-react';
import type { ComponentType, MouseEvent } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { endingOf } from './card-actions.rules.ts';
import { useCardDesk } from './card-desk.ts';
import classes from './card-quick.module.css';

type Icon = ComponentType<{ size?: number; strokeWidth?: number; 'aria-hidden'?: boolean }>;

interface QuickButtonProps {
  icon: Icon;
  label: string;
  keyName?: string;
  onClick(event: MouseEvent<HTMLButtonElement>): void;
}

/** Out of the tab order: the keys T, A, S, E and M do the same for the card with the focus, and «…» holds all. */
function QuickButton({ icon: Icon, label, keyName, onClick }: QuickButtonProps) {
  return (
    <button
      type="button"
      className={classes.button}
      tabIndex={-1}
      aria-label={label}
      title={keyName ? `${label} (${keyName})` : label}
      onClick={onClick}
    >
      <Icon size={14} strokeWidth={1.75} aria-hidden />
    </button>
  );
}

/** What can be done with a card under the pointer or the focus: only what the server allows. */
export function CardQuick({ card }: { card: TicketCard }) {
  const { t } = useTranslation('board');
  const desk = useCardDesk();
  const number = ticketNumber(card.number);
  const ending = endingOf(card);
  const canTake = card.can.includes('take') && !card.owner;
  return (
    <fieldset className={classes.quick} aria-label={t('quick.label', { number })}>
      <span className={classes.fine}>
        {card.can.includes('assign') ? (
          <QuickButton
            icon={UserPlus}
            label={t('quick.assign')}
            keyName="A"
            onClick={({ currentTarget }) => desk.openLayer('assign', card, currentTarget)}
          />
        ) : null}
        {card.can.includes('set_status') ? (
          <QuickButton
            icon={CircleDot}
            label={t('quick.status')}
            keyName="S"
            onClick={({ currentTarget }) => desk.openLayer('status', card, currentTarget)}
          />
        ) : null}
        {ending ? (
          <QuickButton
            icon={ending === 'close' ? CircleCheck : Archive}
            label={t(`quick.${ending}`)}
            keyName="E"
            onClick={() => desk.run(card, { kind: ending })}
          />
        ) : null}
      </span>
      <button
        type="button"
        className={classes.button}
        aria-label={t('quick.more', { number })}
        aria-haspopup="menu"
        title={t('quick.more', { number })}
        onClick={({ currentTarget }) => desk.openLayer('menu', card, currentTarget)}
      >
        <Ellipsis size={14} strokeWidth={1.75} aria-hidden />
      </button>
      {canTake ? (
        <button
          type="button"
          className={classes.take}
          aria-label={t('card.takeNumber', { number })}
          title={`${t('card.take')} (T)`}
          onClick={() => desk.run(card, { kind: 'take' })}
        >
          {t('card.take')}
        </button>
      ) : null}
    </fieldset>
  );
}
