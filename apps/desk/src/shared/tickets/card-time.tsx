import type { TicketCard } from '@ventanilla/web';
import { ClockMark } from './clock-mark.tsx';
import { NoNews } from './no-news.tsx';

/** What presses on a card: that the customer hears nothing, and what is left of its clock. */
export function CardTime({ card: { clock, noNews } }: { card: TicketCard }) {
  return (
    <>
      {noNews ? <NoNews isShort={clock !== null} /> : null}
      {clock ? <ClockMark clock={clock} /> : null}
    </>
  );
}
