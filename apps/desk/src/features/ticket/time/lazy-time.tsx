import type { TicketDetail } from '@ventanilla/web';
import { Suspense } from 'react';
import { lazyPart } from '../../../shared/components/lazy-part.ts';
import { loadPhrases } from '../../../shared/i18n/page-phrases.ts';
import { useTimeQuestion } from './asking.ts';

// With their phrases: the conversation is there first.
const load = async () => (await Promise.all([import('./time.ts'), loadPhrases('time')]))[0];

export const TimeRow = lazyPart(async () => ({ default: (await load()).TimeRow }));
export const TimeLine = lazyPart(async () => ({ default: (await load()).TimeLine }));
const TimeDialog = lazyPart(async () => ({ default: (await load()).TimeDialog }));

/** Asks for the time that a ticket took, whenever its closing waits for it. */
export function TimeQuestion({ detail }: { detail: TicketDetail }) {
  const question = useTimeQuestion(detail.ticket.id);
  if (!question) return null;
  return (
    <Suspense fallback={null}>
      <TimeDialog ticketId={detail.ticket.id} onAnswer={question.answer} />
    </Suspense>
  );
}
