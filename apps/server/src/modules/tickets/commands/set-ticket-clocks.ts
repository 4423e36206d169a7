import type { CardClock } from '@ventanilla/contracts/clocks';
import { sql } from 'kysely';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { appendEvents, event, type NewEvent } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { ticketSubject } from '../tickets.store.ts';

/** What is different about the clocks of a ticket. */
export interface TicketClockChange {
  ticketId: string;
  clock: CardClock | null;
  noNews: boolean;
  /** Whether the card shows something else than before. */
  isOnCard: boolean;
  /** What the log says besides, once the ticket's version is known. */
  tell(version: number): NewEvent[];
}

/**
 * Writes what the cards of some tickets show of their clocks, and tells the log. The version stays: nobody edited the
 * ticket, and whoever edits it now is not refused for a clock. Readers of the stream ask for the card all the same.
 */
export async function setTicketClocks(changes: readonly TicketClockChange[], work: Work): Promise<void> {
  if (changes.length === 0) return;
  const { rows } = await sql<{ id: string; version: number }>`
    select id, version from tickets where id = any(${changes.map(({ ticketId }) => ticketId)}::uuid[])
    order by id for no key update ${keepPlan}`.execute(work.tx);
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const shown = changes
    .filter(({ isOnCard }) => isOnCard)
    .map(({ ticketId, clock, noNews }) => ({ id: ticketId, clock, no_news: noNews }));
  if (shown.length > 0) {
    await sql`update tickets t set clock = nullif(n.clock, 'null'::jsonb), no_news = n.no_news
      from jsonb_to_recordset(${JSON.stringify(shown)}::jsonb) as n (id uuid, clock jsonb, no_news boolean)
      where t.id = n.id ${keepPlan}`.execute(work.tx);
  }
  const events = changes.flatMap(({ ticketId, isOnCard, tell }) => {
    const version = versions.get(ticketId);
    if (version === undefined) return [];
    const told = tell(version);
    // Anything that is told of a ticket makes its readers ask for the card: one event is enough.
    if (told.length > 0 || !isOnCard) return told;
    return [event('ticket.clock_changed@1', ticketSubject(ticketId), { ticketId, version })];
  });
  await appendEvents(events, work);
}
