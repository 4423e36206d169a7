import type { BuiltInField } from '@ventanilla/contracts/filter-fields';
import { type RawBuilder, sql } from 'kysely';

/** Fields that a ticket may have several values of, or that stand beside it. */
export type SeveralField = 'tag' | 'contactTag' | 'mark' | 'ownerTeam' | 'accountManager' | 'successManager';
/** Asked in ways of their own. */
type SpecialField = 'unread' | 'text';

/** Where each field stands in a row `t` of tickets; what is a switch is never null. */
export const columns: Record<Exclude<BuiltInField, SeveralField | SpecialField>, RawBuilder<unknown>> = {
  status: sql`t.status_key`,
  statusCategory: sql`t.status_category`,
  stage: sql`t.stage`,
  lastWriter: sql`(case when t.our_last_at is null and t.customer_last_at is null then null
    when t.our_last_at is null or t.customer_last_at > t.our_last_at then 'customer' else 'us' end)`,
  priority: sql`t.priority_key`,
  type: sql`t.type_key`,
  subject: sql`t.subject_key`,
  flag: sql`t.flag`,
  owner: sql`t.owner_id`,
  department: sql`t.department_id`,
  line: sql`t.line_id`,
  requester: sql`t.requester_id`,
  organization: sql`t.organization_id`,
  channel: sql`t.channel`,
  channelAccount: sql`t.channel_account_id`,
  createdAt: sql`t.created_at`,
  activityAt: sql`t.activity_at`,
  customerLastAt: sql`t.customer_last_at`,
  ourLastAt: sql`t.our_last_at`,
  firstAnswerAt: sql`t.first_answer_at`,
  resolvedAt: sql`t.resolved_at`,
  closedAt: sql`t.closed_at`,
  statusSince: sql`(select i.started_at from ticket_intervals i
    where i.ticket_id = t.id and i.ended_at is null limit 1)`,
  dueAt: sql`t.due_at`,
  clockDueAt: sql`(t.clock->>'dueAt')::timestamptz`,
  clockState: sql`(t.clock->>'state')`,
  clockMetric: sql`(t.clock->>'metric')`,
  noNews: sql`t.no_news`,
  spam: sql`t.is_spam`,
  deliveryFailed: sql`t.delivery_failed`,
  followUp: sql`(t.previous_ticket_id is not null)`,
  notes: sql`t.note_count`,
  attachments: sql`t.attachment_count`,
  number: sql`t.number`,
  title: sql`t.subject`,
};

/** Rows beside a ticket, and what of them is asked. */
export interface Beside {
  rows: RawBuilder<unknown>;
  value: RawBuilder<unknown>;
}

export const besides: Record<SeveralField, Beside> = {
  tag: { rows: sql`ticket_tags g where g.ticket_id = t.id`, value: sql`g.tag_key` },
  contactTag: { rows: sql`contact_tags g where g.contact_id = t.requester_id`, value: sql`g.tag_key` },
  mark: {
    rows: sql`(select tag_key from ticket_tags where ticket_id = t.id
      union all select tag_key from contact_tags where contact_id = t.requester_id) g
      join tags k on k.key = g.tag_key where k.mark is not null`,
    value: sql`k.mark`,
  },
  accountManager: {
    rows: sql`organizations g where g.id = t.organization_id and g.account_manager_id is not null`,
    value: sql`g.account_manager_id`,
  },
  successManager: {
    rows: sql`organizations g where g.id = t.organization_id and g.success_manager_id is not null`,
    value: sql`g.success_manager_id`,
  },
  ownerTeam: { rows: sql`agent_teams g where g.agent_id = t.owner_id`, value: sql`g.team_id` },
};

export const isBeside = (field: string): field is SeveralField => field in besides;
