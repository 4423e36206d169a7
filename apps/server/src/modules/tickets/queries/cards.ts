import type { StoredRules } from '@ventanilla/contracts/department-rules';
import type { TicketCard } from '@ventanilla/contracts/tickets';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import { toInstant } from '../../../platform/clock.ts';
import { encodeCursor } from '../../../platform/cursor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import { allowedActions } from '../tickets.policy.ts';
import { type TicketRow, visibleTo } from '../tickets.store.ts';

export interface CardRow extends TicketRow {
  requester_name: string;
  organization_name: string | null;
  owner_name: string | null;
  department_name: string | null;
  line_name: string | null;
  flag_name: string | null;
  priority_name: string | null;
  priority_colour: string | null;
  type_name: string | null;
  tags: TicketCard['tags'];
  department_rules: StoredRules | null;
  kept_closing: { department_id: string; rules: StoredRules } | null;
  seen_at: Date | null;
}

/**
 * Everything a card shows, for the tickets that `source` selects as `t`; the order is the caller's.
 * One statement, whatever the number of cards.
 */
export function selectCards(input: {
  source: RawBuilder<unknown>;
  actor: Actor;
  tail?: RawBuilder<unknown>;
  /** False where the statement is another for each filter: there is room for the plans of few. */
  isPlanKept?: boolean;
}) {
  const { language } = input.actor;
  const named = (of: RawBuilder<unknown>) =>
    language === 'en' ? sql`coalesce(${of}.name_en, ${of}.name)` : sql`${of}.name`;
  const reader = input.actor.kind === 'agent' ? input.actor.id : null;
  return sql<CardRow>`
    select t.*, c.name as requester_name, o.name as organization_name, a.name as owner_name, d.name as department_name,
      l.name as line_name,      d.rules as department_rules, r.seen_at,
      case when k.id is not null then json_build_object('department_id', k.id, 'rules', k.rules) end as kept_closing,
      ${named(sql`f`)} as flag_name, ${named(sql`p`)} as priority_name, p.colour as priority_colour, ${named(sql`y`)} as type_name,
      coalesce((select json_agg(json_build_object('key', g.key, 'name', ${named(sql`g`)}, 'colour', coalesce(g.colour, e.colour))
          order by e.position, g.position)
        from ticket_tags h join tags g on g.key = h.tag_key join tag_facets e on e.key = g.facet_key
        where h.ticket_id = t.id), '[]') as tags
    from (${input.source}) t
    join contacts c on c.id = t.requester_id
    left join organizations o on o.id = coalesce(t.organization_id, c.organization_id)
    left join agents a on a.id = t.owner_id
    left join departments d on d.id = t.department_id
    left join lines l on l.id = t.line_id
    left join departments k on k.id = (t.close_kept->>${input.actor.id}::text)::uuid
    left join flags f on f.key = t.flag
    left join priorities p on p.key = t.priority_key
    left join ticket_types y on y.key = t.type_key
    left join ticket_reads r on r.ticket_id = t.id and r.agent_id = ${reader}::uuid
    ${input.tail ?? sql`order by t.activity_at desc, t.id desc`} ${input.isPlanKept === false ? sql`` : keepPlan}`;
}

/** Row → DTO; `can` is what this actor may do now. */
export function toCard(row: CardRow, actor: Actor): TicketCard {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    status: { key: row.status_key, category: row.status_category },
    stage: row.stage,
    channel: row.channel,
    requester: { id: row.requester_id, name: row.requester_name, organizationName: row.organization_name },
    owner: row.owner_id ? { id: row.owner_id, name: row.owner_name ?? '' } : null,
    department: row.department_id ? { id: row.department_id, name: row.department_name ?? '' } : null,
    line: row.line_id ? { id: row.line_id, name: row.line_name ?? '' } : null,
    flag: row.flag ? { key: row.flag, name: row.flag_name ?? '' } : null,
    priority: row.priority_key
      ? { key: row.priority_key, name: row.priority_name ?? '', colour: row.priority_colour ?? '' }
      : null,
    type: row.type_key ? { key: row.type_key, name: row.type_name ?? '' } : null,
    tags: row.tags,
    dueAt: toInstant(row.due_at),
    createdAt: toInstant(row.created_at),
    activityAt: toInstant(row.activity_at),
    customerLastAt: toInstant(row.customer_last_at),
    ourLastAt: toInstant(row.our_last_at),
    firstAnswerAt: toInstant(row.first_answer_at),
    ownerFirstAnswerAt: toInstant(row.owner_first_answer_at),
    closedAt: toInstant(row.closed_at),
    preview: row.preview,
    previewAuthor: row.preview_author,
    unread: row.customer_last_at !== null && (row.seen_at === null || row.seen_at < row.customer_last_at),
    noteCount: row.note_count,
    attachmentCount: row.attachment_count,
    hasPrevious: row.previous_ticket_id !== null,
    deliveryFailed: row.delivery_failed,
    isSpam: row.is_spam,
    clock: row.clock,
    noNews: row.no_news,
    version: row.version,
    can: allowedActions(row, actor),
  };
}

/** The card of one ticket that the caller has just changed or read through the gate. */
export async function cardOf(input: { ticketId: string; actor: Actor }, db: Db): Promise<TicketCard> {
  const source = sql`select * from tickets where id = ${input.ticketId}`;
  const { rows } = await selectCards({ source, actor: input.actor }).execute(db);
  return toCard(rows[0]!, input.actor);
}

/** The cards of those of these tickets that the actor sees, in no order. */
export async function cardsOf(
  { ticketIds, actor }: { ticketIds: readonly string[]; actor: Actor },
  db: Db,
): Promise<TicketCard[]> {
  const source = sql`select t.* from tickets t where t.id = any(${[...ticketIds]}::uuid[]) and ${visibleTo(actor)}`;
  const { rows } = await selectCards({ source, actor }).execute(db);
  return rows.map((row) => toCard(row, actor));
}

/** A page of cards of which one more was read, newest activity first. */
export function toPage(
  rows: CardRow[],
  limit: number,
  actor: Actor,
): { items: TicketCard[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toCard(row, actor)),
    nextCursor: rows.length > limit && last ? encodeCursor([last.activity_at.toISOString(), last.id]) : null,
  };
}
