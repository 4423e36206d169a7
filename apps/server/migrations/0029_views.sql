-- Filters that somebody keeps, for themselves, a team or everybody.
create table views (
  id uuid primary key,
  name text not null,
  colour text,
  filter jsonb not null,
  sort text not null,
  layout jsonb,
  audience text not null check (audience in ('personal', 'team', 'everyone')),
  team_id uuid references teams (id),
  owner_id uuid not null references agents (id),
  version integer not null default 1,
  created_at timestamptz not null,
  -- Removed, and to be put back if that was a mistake.
  deleted_at timestamptz,
  check ((audience = 'team') = (team_id is not null))
);
create index views_owner on views (owner_id) where deleted_at is null;
create index views_shared on views (audience, team_id) where deleted_at is null and audience <> 'personal';
