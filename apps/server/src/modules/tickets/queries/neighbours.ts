import type { BoardColumnKey } from '@ventanilla/contracts/board';
import type { TicketCard } from '@ventanilla/contracts/tickets';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { getTicketFor, visibleTo } from '../tickets.store.ts';
import { selectCards, toCard } from './cards.ts';

/**
 * What stands above and below a ticket in a column of the actor's board, by the order of the column. A ticket that
 * has left the column (closed a moment ago) still says where it stood. Throws `tickets.not_found`.
 */
export async function getColumnNeighbours(
  input: { column: BoardColumnKey; ticketId: string; actor: Actor },
  db: Db,
): Promise<{ previous: TicketCard | null; next: TicketCard | null }> {
  const ticket = await getTicketFor(input, db);
  const nearest = (side: 'above' | 'below', owner: RawBuilder<unknown>) => sql`
    (select t.*, ${sql.lit(side)} as side from tickets t
    where ${owner} and t.stage = ${sql.lit(input.column)} and t.closed_at is null and not t.is_spam and ${visibleTo(input.actor)}
      and (t.activity_at, t.id) ${side === 'above' ? sql`>` : sql`<`} (${ticket.activity_at}, ${ticket.id}::uuid)
    order by t.activity_at ${side === 'above' ? sql`asc` : sql`desc`}, t.id ${side === 'above' ? sql`asc` : sql`desc`}
    limit 1)`;
  const mine = sql`t.owner_id = ${input.actor.id}::uuid`;
  const owners = input.column === 'new' ? [mine, sql`t.owner_id is null`] : [mine];
  const source = sql.join(
    (['above', 'below'] as const).flatMap((side) => owners.map((owner) => nearest(side, owner))),
    sql` union all `,
  );
  const { rows } = await selectCards({ source, actor: input.actor }).execute(db);
  // Newest first: of what stands above the last is the nearest, of what stands below the first.
  const sided = rows as ((typeof rows)[number] & { side: 'above' | 'below' })[];
  const previous = sided.filter(({ side }) => side === 'above').at(-1);
  const next = sided.find(({ side }) => side === 'below');
  return {
    previous: previous ? toCard(previous, input.actor) : null,
    next: next ? toCard(next, input.actor) : null,
  };
}
