-- What a department's people may do, whom it tells, its teams, and the lines of business that cross departments.

-- {assign, take, flag, close: who; flags: {key: who}; atMost; replyCloses: [channel]; closeNeeds: [part]}. What is left
-- out is as without rules: everybody whose role lets them.
alter table departments add column rules jsonb not null default '{}';
-- {event: who is told}, as in the contract; what is left out is the product's own default.
alter table departments add column notices jsonb not null default '{}';

create table teams (
  id uuid primary key,
  name text not null,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index teams_name on teams (lower(name));
create table agent_teams (
  agent_id uuid not null references agents (id),
  team_id uuid not null references teams (id),
  primary key (agent_id, team_id)
);
create index agent_teams_team on agent_teams (team_id);

-- A kind of customers (schools, companies) whose notices go to people of its own, whatever the department.
create table lines (
  id uuid primary key,
  name text not null,
  active boolean not null default true,
  position integer not null,
  notices jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index lines_name on lines (lower(name));
alter table organizations add column line_id uuid references lines (id);
alter table tickets add column line_id uuid;
alter table tickets add constraint tickets_line foreign key (line_id) references lines (id) not valid;

-- Mails about tickets begin with what happens from now on: nobody is told of an installation's past.
insert into event_cursors (consumer, pos) select 'mail-people.on-ticket-changed', pos from events_head on conflict do nothing;
