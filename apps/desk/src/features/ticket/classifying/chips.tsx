import type { TicketCard } from '@ventanilla/web';
import { Flag } from 'lucide-react';
import { Chip, toneOf } from '../../../shared/components/chip.tsx';
import header from '../header/header.module.css';
import classes from './classifying.module.css';

/** The flag in its colour and its word. */
export function FlagFace({ flag, none }: { flag: TicketCard['flag']; none: string }) {
  return (
    <span className={flag ? classes.flag : classes.noFlag} data-flag={flag?.key}>
      <Flag size={13} aria-hidden />
      <span className={header.chipText}>{flag?.name ?? none}</span>
    </span>
  );
}

export function PriorityFace({ priority, none }: { priority: TicketCard['priority']; none: string }) {
  return priority ? (
    <Chip tone={toneOf[priority.colour]}>{priority.name}</Chip>
  ) : (
    <span className={header.muted}>{none}</span>
  );
}

/** What stands in the head until the menus are there: the same words in the same places. */
export function StillChips({ ticket }: { ticket: TicketCard }) {
  return (
    <>
      {ticket.flag ? (
        <span className={header.chip}>
          <FlagFace flag={ticket.flag} none="" />
        </span>
      ) : null}
      {ticket.priority ? (
        <span className={header.chip}>
          <PriorityFace priority={ticket.priority} none="" />
        </span>
      ) : null}
    </>
  );
}
