-- Promises of time and the clocks that keep them. What a policy promises and what stops its clocks is one document with
-- a contract of its own, because it is always read and written whole.

alter table departments add column calendar_id uuid references calendars (id);
alter table organizations add column calendar_id uuid;
alter table organizations add constraint organizations_calendar foreign key (calendar_id) references calendars (id) not valid;

create table sla_policies (
  id uuid primary key,
  name text not null,
  -- Which tickets: the language of filters. The first active policy whose filter holds is a ticket's.
  filter jsonb not null,
  position integer not null,
  -- Null: the calendar of the customer's organisation, else of the department, else the one that holds elsewhere.
  calendar_id uuid references calendars (id),
  -- {metric: {target, warn}}
  targets jsonb not null,
  -- {metric: [status categories that stop its clock]}
  pauses jsonb not null,
  active boolean not null default true,
  version integer not null default 1
);
create unique index sla_policies_name on sla_policies (lower(name));
-- Until somebody says otherwise: a first answer within eight business hours.
insert into sla_policies (id, name, filter, position, targets, pauses) values
  ('01890000-0000-7000-8000-0000000051a0', 'General', '{"and": []}', 1,
   '{"first_response": {"target": {"kind": "business", "ms": 28800000}, "warn": {"fraction": 0.75}}}',
   '{"resolution": ["waiting_customer"], "no_news": ["waiting_customer"]}');

-- What each promise to a ticket has come to. Every row can be made again from the log, the policies and the calendars.
create table ticket_clocks (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  metric text not null check (metric in ('first_response', 'next_response', 'resolution', 'no_news')),
  -- Each time that the customer waits for an answer is a turn of its own.
  turn integer not null,
  policy_id uuid references sla_policies (id) on delete set null,
  policy_version integer not null,
  -- Null: the office hours that are assumed while there is no calendar.
  calendar_id uuid references calendars (id) on delete set null,
  calendar_version integer not null,
  target jsonb not null,
  state text not null check (state in ('running', 'paused', 'met', 'breached', 'cancelled')),
  started_at timestamptz not null,
  -- Milliseconds that it may use and, at `counted_at`, those that it has; of business time or natural as its target says.
  limit_ms bigint not null,
  used_ms bigint not null,
  counted_at timestamptz not null,
  -- When it will be over; null while it is stopped, or where that hour never comes.
  due_at timestamptz,
  warn_at timestamptz,
  paused_since timestamptz,
  -- When these hours came, whatever happened after.
  warned_at timestamptz,
  breached_at timestamptz,
  met_at timestamptz,
  ended_at timestamptz,
  unique (ticket_id, metric, turn)
);
create index ticket_clocks_open on ticket_clocks (ticket_id) where ended_at is null;
create index ticket_clocks_calendar on ticket_clocks (calendar_id) where ended_at is null;
create index ticket_clocks_policy on ticket_clocks (policy_id);

-- What a card shows of the clock that presses most, written by the module of clocks: a card must not cost a join more.
alter table tickets add column clock jsonb;
-- Nothing was told to the customer for longer than promised.
alter table tickets add column no_news boolean not null default false;

-- Clocks begin with what happens from now on; open tickets of before get theirs when something happens to them, or when
-- the clocks are counted anew.
insert into event_cursors (consumer, pos) select 'run-clocks.on-ticket-changed', pos from events_head
on conflict do nothing;
