-- The queue of triage: how it is ordered, and each person's way through it day by day.

-- One row for each time somebody said how much each factor counts; the last one holds. None: the defaults.
create table triage_weights (
  version integer primary key,
  weights jsonb not null,
  agent_id uuid not null references agents (id),
  at timestamptz not null
);

-- Days are those of the organisation's clock.
create table triage_rounds (
  agent_id uuid not null references agents (id),
  day date not null,
  paused_at timestamptz,
  primary key (agent_id, day)
);

create table triage_steps (
  agent_id uuid not null references agents (id),
  day date not null,
  ticket_id uuid not null references tickets (id),
  outcome text not null check (outcome in ('settled', 'answered', 'skipped')),
  at timestamptz not null,
  primary key (agent_id, day, ticket_id)
);

-- Where somebody wanted a ticket instead, and why; kept for whoever sets the weights.
create table triage_disagreements (
  agent_id uuid not null references agents (id),
  day date not null,
  ticket_id uuid not null references tickets (id),
  placement text not null check (placement in ('up', 'down', 'last')),
  reason text not null,
  at timestamptz not null,
  primary key (agent_id, day, ticket_id)
);
create index triage_disagreements_at on triage_disagreements (at desc);
