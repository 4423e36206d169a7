-- One line of somebody's notification centre: everything of one kind on one ticket or mailbox since it was last read.
create table notifications (
  id uuid primary key,
  agent_id uuid not null references agents (id) on delete cascade,
  kind text not null
    check (kind in ('assigned', 'reassigned', 'answered', 'warned', 'breached', 'mentioned', 'mailbox')),
  subject_type text not null check (subject_type in ('ticket', 'mailbox')),
  subject_id uuid not null,
  -- What the last of it is about: the message, or the clock.
  object_id uuid,
  -- Of a mailbox: whether the trouble began or ended.
  state text check (state in ('began', 'ended')),
  -- Who did the last of it.
  actor_kind text not null check (actor_kind in ('agent', 'contact', 'system', 'api_key')),
  actor_id uuid,
  count integer not null check (count > 0),
  -- Position in the log of the last event that it tells of: an event that is read twice adds nothing.
  pos bigint not null,
  at timestamptz not null,
  read_at timestamptz,
  -- It waits for the next mail to this person.
  mail_pending boolean not null default false,
  unique (agent_id, kind, subject_id)
);
create index notifications_of_agent on notifications (agent_id, at desc, id desc);
create index notifications_unread on notifications (agent_id) where read_at is null;
create index notifications_to_mail on notifications (agent_id) where mail_pending;
create index notifications_of_subject on notifications (agent_id, subject_id) where read_at is null;
create index notifications_by_age on notifications (at);

-- People are told of what happens from now on.
insert into event_cursors (consumer, pos) select 'write-notifications.on-ticket-changed', pos from events_head
on conflict do nothing;
