import type pg from 'pg';

/** What must be zero in every installation that is at rest. */
export interface Integrity {
  ticketsWithoutMessage: number;
  messagesWithoutBody: number;
  /** Of tickets whose events the ledger has read. */
  ticketsWithoutInterval: number;
  /** Neither in the log nor waiting for it. */
  lostEvents: number;
  /** Mail that became a ticket according to its row, which is not there. */
  intakeWithoutMessage: number;
}

const queries: Record<keyof Integrity, string> = {
  ticketsWithoutMessage:
    'select count(*) from tickets t where not exists (select from messages m where m.ticket_id = t.id)',
  messagesWithoutBody:
    'select count(*) from messages m where not exists (select from message_bodies b where b.message_id = m.id)',
  ticketsWithoutInterval: `select count(*) from tickets t
    where not exists (select from ticket_intervals i where i.ticket_id = t.id and i.ended_at is null)
      and exists (select from events e join events_log l on l.event_id = e.id
        where e.subject_id = t.id and e.type = 'ticket.created'
          and l.pos <= (select pos from event_cursors where consumer = 'record-interval.on-ticket-changed'))`,
  lostEvents: `select count(*) from events e
    where not exists (select from events_log l where l.event_id = e.id)
      and not exists (select from events_pending p where p.event_id = e.id)`,
  intakeWithoutMessage: `select count(*) from inbound_raw r
    where r.message_id is not null and not exists (select from messages m where m.id = r.message_id)`,
};

/** Counts what does not fit together; all of it as one instant sees it. */
export async function countInconsistencies(client: pg.ClientBase): Promise<Integrity> {
  await client.query('begin isolation level repeatable read, read only');
  try {
    const counts = {} as Integrity;
    for (const [name, query] of Object.entries(queries)) {
      const { rows } = await client.query<{ count: string }>(query);
      counts[name as keyof Integrity] = Number(rows[0]!.count);
    }
    return counts;
  } finally {
    await client.query('commit');
  }
}
