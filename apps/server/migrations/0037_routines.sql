-- What people do again and again. Everybody with one of the roles, in one of the departments or named has it.
create table routines (
  id uuid primary key,
  name text not null,
  note text not null,
  role_keys text[] not null,
  department_ids uuid[] not null,
  agent_ids uuid[] not null,
  schedule jsonb not null,
  items jsonb not null,
  position integer not null,
  -- Of one that came with the product: which.
  template_key text unique,
  version integer not null default 1,
  created_at timestamptz not null,
  archived_at timestamptz
);

-- One person's duty of one period, with the words and items that the routine had when it began.
create table routine_runs (
  id uuid primary key,
  routine_id uuid not null references routines (id),
  agent_id uuid not null references agents (id),
  -- The day that it is of, before it is put off; of an event, with its ticket.
  period text not null,
  name text not null,
  note text not null,
  every text not null,
  items jsonb not null,
  opens_at timestamptz not null,
  due_at timestamptz not null,
  ends_at timestamptz not null,
  time_zone text not null,
  ticket_id uuid references tickets (id),
  state text not null default 'open' check (state in ('open', 'done', 'skipped', 'missed')),
  closed_at timestamptz,
  -- When its person was told that it is due; once at most.
  told_at timestamptz,
  check (opens_at < ends_at and due_at <= ends_at),
  check ((state = 'open') = (closed_at is null)),
  unique (routine_id, agent_id, period)
);
create index routine_runs_of_agent on routine_runs (agent_id, ends_at);
create index routine_runs_open on routine_runs (due_at) where state = 'open';
create index routine_runs_due on routine_runs (due_at);
