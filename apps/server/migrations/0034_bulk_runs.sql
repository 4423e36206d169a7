-- One action of somebody over many tickets: done one ticket after the other, each by the same command as by hand.
create table bulk_runs (
  id uuid primary key,
  agent_id uuid not null references agents (id) on delete cascade,
  action jsonb not null,
  -- The run that this one takes back.
  undo_of uuid references bulk_runs (id) on delete cascade,
  state text not null check (state in ('queued', 'running', 'done', 'cancelled')),
  total integer not null,
  changed integer not null default 0,
  unchanged integer not null default 0,
  failed integer not null default 0,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index bulk_runs_of_agent on bulk_runs (agent_id, id desc);
create index bulk_runs_by_age on bulk_runs (created_at);
create index bulk_runs_undo on bulk_runs (undo_of) where undo_of is not null;

-- The tickets of a run, fixed when it begins, and what became of each.
create table bulk_run_rows (
  run_id uuid not null references bulk_runs (id) on delete cascade,
  ticket_id uuid not null references tickets (id) on delete cascade,
  -- Null: not done yet.
  outcome text check (outcome in ('changed', 'unchanged', 'failed')),
  -- What it had before and after, of what changed: ids, keys and marks.
  before jsonb,
  after jsonb,
  -- Why not, as a code with what fills its phrase.
  reason text,
  reason_params jsonb,
  primary key (run_id, ticket_id)
);
create index bulk_rows_waiting on bulk_run_rows (run_id, ticket_id) where outcome is null;
create index bulk_rows_failed on bulk_run_rows (run_id, ticket_id) where outcome = 'failed';
create index bulk_rows_of_ticket on bulk_run_rows (ticket_id);

-- What a run did to somebody's tickets is told them in one line.
alter table notifications drop constraint notifications_subject_type_check;
alter table notifications add constraint notifications_subject_type_check
  check (subject_type in ('ticket', 'mailbox', 'bulk_run'));
