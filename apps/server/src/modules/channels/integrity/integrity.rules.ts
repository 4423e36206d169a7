/**
 * What must never be, as queries that answer the ids of what is wrong: none in a sound installation. They take no
 * parameters, so that whoever has a connection of any kind can ask them.
 */
export const integrityRules = {
  ticketsWithoutMessage: `
    select t.id::text as id from tickets t where not exists (select 1 from messages m where m.ticket_id = t.id)`,
  messagesWithoutBody: `
    select m.id::text as id from messages m where not exists (select 1 from message_bodies b where b.message_id = m.id)`,
  messagesWithoutSearch: `
    select m.id::text as id from messages m where not exists (select 1 from message_search s where s.message_id = m.id)`,
  wrongLastMessage: `
    select t.id::text as id from tickets t join messages m on m.id = t.last_message_id where m.ticket_id <> t.id`,
  messagesWithoutEvent: `
    select m.id::text as id from messages m where not exists (
      select 1 from events e where e.type = 'message.added' and e.subject_type = 'ticket' and e.subject_id = m.ticket_id
        and e.payload ->> 'messageId' = m.id::text)`,
  ticketsWithoutEvent: `
    select t.id::text as id from tickets t where not exists (
      select 1 from events e where e.type = 'ticket.created' and e.subject_type = 'ticket' and e.subject_id = t.id)`,
  eventsAheadOfTicket: `
    select distinct t.id::text as id from events e join tickets t on e.subject_type = 'ticket' and t.id = e.subject_id
    where (e.payload ->> 'version')::int > t.version`,
  // Neither in the log nor waiting for it.
  eventsLost: `
    select e.id::text as id from events e where not exists (select 1 from events_log l where l.event_id = e.id)
      and not exists (select 1 from events_pending p where p.event_id = e.id)`,
  eventsLoggedTwice: `select event_id::text as id from events_log group by event_id having count(*) > 1`,
  // What is not in the log yet, or not yet read by the ledger, is under way and no fault.
  ledgerDisagrees: `
    select t.id::text as id from tickets t
    where not exists (select 1 from ticket_intervals i where i.ticket_id = t.id and i.ended_at is null
        and i.status_key = t.status_key and i.owner_id is not distinct from t.owner_id)
      and not exists (select 1 from events e left join events_log l on l.event_id = e.id
        where e.subject_type = 'ticket' and e.subject_id = t.id and (l.pos is null or l.pos > (
          select c.pos from event_cursors c where c.consumer = 'record-interval.on-ticket-changed')))
      and not exists (select 1 from event_set_aside s where s.subject_id = t.id)`,
  ledgerOverlaps: `
    select i.ticket_id::text as id from ticket_intervals i where i.ended_at is null
    group by i.ticket_id having count(*) > 1`,
  sentWithoutTime: `
    select id::text as id from outbound_messages where state = 'sent' and sent_at is null`,
  mailsDoneWithoutResult: `
    select id::text as id from inbound_raw where state = 'done' and result is null`,
  mailsOfNoTicket: `
    select r.id::text as id from inbound_raw r where r.state = 'done' and r.result ->> 'action' in ('created', 'appended')
      and not exists (select 1 from messages m where m.id = r.message_id and m.ticket_id = r.ticket_id)`,
} as const;
