import type { Language } from '@ventanilla/contracts/common';
import type { EventActor, EventType } from '@ventanilla/contracts/events';
import type { HistoryEntry } from '@ventanilla/contracts/ticket-history';
import { sql } from 'kysely';
import { toInstant } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { nameChanges } from '../classifying/name-changes.ts';

/** Entries shown of one ticket. */
export const historyMax = 200;

interface HistoryRow {
  id: number;
  at: Date;
  type: EventType;
  actor: EventActor;
  actor_name: string | null;
  from_name: string | null;
  to_name: string | null;
  payload: Record<string, unknown>;
}

/** What happened to a ticket, newest first, with the names of agents resolved: who, what, when, from → to. */
export async function listHistory(
  input: { ticketId: string; language: Language },
  db: Db,
): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryRow>`
    select e.id, e.at, e.type, e.actor, e.payload, coalesce(a.name, c.name, k.name) as actor_name,
      coalesce(f.name, rf.name, df.name, lf.name,
        case when lower(b.from_address) <> lower(own.address) then b.from_address end) as from_name,
      coalesce(t.name, rt.name, dt.name, lt.name) as to_name
    from (select * from events where subject_id = ${input.ticketId} and type <> 'ticket.clock_changed' order by id desc limit ${historyMax}) e
    left join agents a on a.id = case when e.actor->>'kind' = 'agent' then (e.actor->>'id')::uuid end
    left join contacts c on c.id = case when e.actor->>'kind' = 'contact' then (e.actor->>'id')::uuid end
    left join api_keys k on e.actor->>'kind' = 'api_key' and k.id::text = e.actor->>'id'
    left join agents f on f.id = case when e.type = 'ticket.owner_changed' then (e.payload->>'from')::uuid end
    left join agents t on t.id = case when e.type = 'ticket.owner_changed' then (e.payload->>'to')::uuid end
    left join contacts rf on rf.id = case when e.type = 'ticket.requester_changed' then (e.payload->>'from')::uuid end
    left join contacts rt on rt.id = case when e.type = 'ticket.requester_changed' then (e.payload->>'to')::uuid end
    left join departments df
      on df.id = case when e.type = 'ticket.department_changed' then (e.payload->>'from')::uuid end
    left join departments dt
      on dt.id = case when e.type = 'ticket.department_changed' then (e.payload->>'to')::uuid end
    left join lines lf on lf.id = case when e.type = 'ticket.line_changed' then (e.payload->>'from')::uuid end
    left join lines lt on lt.id = case when e.type = 'ticket.line_changed' then (e.payload->>'to')::uuid end
    left join message_bodies b on b.message_id = case when e.type = 'message.added' and e.payload->>'direction' = 'out'
      then (e.payload->>'messageId')::uuid end
    left join (select ca.address from tickets o join channel_accounts ca on ca.id = o.channel_account_id
      where o.id = ${input.ticketId}) own on true
    order by e.id desc ${keepPlan}`.execute(db);
  const classified = rows.filter(({ type }) => type === 'ticket.classified');
  const named = await nameChanges({ logged: classified, language: input.language }, db);
  return rows.map((row) => ({
    id: row.id,
    at: toInstant(row.at),
    type: row.type,
    actor: { ...row.actor, name: row.actor_name },
    about: null,
    note: null,
    ...resolve(row),
    ...named.get(row.id),
  }));
}

/** `note`, `out`, `in`, or `registered` where an agent wrote down what the customer said. */
function howWritten({ payload, actor }: HistoryRow): string | null {
  if (payload['visibility'] === 'internal') return 'note';
  if (payload['authorKind'] === 'customer' && actor.kind === 'agent') return 'registered';
  return typeof payload['direction'] === 'string' ? payload['direction'] : null;
}

function resolve(row: HistoryRow): Pick<HistoryEntry, 'from' | 'to' | 'how' | 'messageId'> {
  const { payload } = row;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const key = (value: unknown) => text((value as { key?: unknown } | undefined)?.key);
  switch (row.type) {
    case 'ticket.owner_changed':
      return { from: row.from_name, to: row.to_name, how: text(payload['how']), messageId: null };
    case 'ticket.status_changed':
      return {
        from: key(payload['from']),
        to: key(payload['to']),
        how: text(payload['reason']),
        messageId: null,
      };
    case 'ticket.department_changed':
    case 'ticket.line_changed':
    case 'ticket.requester_changed':
      return { from: row.from_name, to: row.to_name, how: null, messageId: null };
    case 'requester.proposal_changed':
      return { from: null, to: text(payload['state']), how: null, messageId: text(payload['messageId']) };
    case 'message.sender_trusted': {
      const to = payload['trusted'] === true ? 'trusted' : 'marked';
      return { from: null, to, how: null, messageId: text(payload['messageId']) };
    }
    case 'message.also_received':
      return { from: null, to: null, how: null, messageId: text(payload['messageId']) };
    case 'ticket.created':
      return { from: null, to: key(payload['status']), how: null, messageId: null };
    case 'message.added':
      // Of an answer from another address than the ticket's mailbox has: that address.
      return {
        from: row.from_name,
        to: null,
        how: howWritten(row),
        messageId: text(payload['messageId']),
      };
    case 'message.delivery_changed':
      return { from: null, to: text(payload['state']), how: null, messageId: text(payload['messageId']) };
    case 'message.authenticated':
      return { from: null, to: null, how: text(payload['dmarc']), messageId: text(payload['messageId']) };
    case 'message.recipients_refused':
      return { from: null, to: null, how: null, messageId: text(payload['messageId']) };
    case 'message.recipient_settled':
      return { from: null, to: null, how: text(payload['how']), messageId: text(payload['messageId']) };
    case 'message.reread':
      return { from: null, to: null, how: null, messageId: text(payload['messageId']) };
    case 'ticket.time_noted':
      return {
        from: null,
        to: String(payload['minutes']),
        how: payload['isRemoved'] === true ? 'removed' : 'noted',
        messageId: null,
      };
    case 'sla.warned':
    case 'sla.breached':
      return { from: null, to: text(payload['metric']), how: null, messageId: null };
    case 'ticket.spam_changed':
      return {
        from: null,
        to: payload['isSpam'] === true ? 'spam' : 'not_spam',
        how: text(payload['by']),
        messageId: null,
      };
    case 'message.bounced':
      return {
        from: null,
        to: null,
        how: payload['permanent'] === true ? 'permanent' : 'temporary',
        messageId: text(payload['messageId']),
      };
    default:
      return { from: null, to: null, how: null, messageId: null };
  }
}
