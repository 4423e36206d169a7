-- Boards that people make: of their own, for a team or for everybody.
create table boards (
  id uuid primary key,
  owner_id uuid not null references agents (id),
  -- The one that everybody has; it is written down when its owner first changes it.
  is_default boolean not null default false,
  name text,
  audience text not null check (audience in ('personal', 'team', 'everyone')),
  team_id uuid references teams (id),
  version integer not null default 0,
  created_at timestamptz not null,
  -- Removed, and to be put back if that was a mistake.
  deleted_at timestamptz,
  check ((audience = 'team') = (team_id is not null)),
  check (is_default = (name is null)),
  check (not is_default or (audience = 'personal' and deleted_at is null))
);
create unique index boards_default on boards (owner_id) where is_default;
create index boards_owner on boards (owner_id) where deleted_at is null;
create index boards_shared on boards (audience, team_id) where deleted_at is null and audience <> 'personal';
create table board_columns (
  id uuid primary key,
  board_id uuid not null references boards (id),
  position integer not null,
  -- None: it goes by the phrase of what it is made of.
  name text,
  colour text,
  source text not null check (source in ('new', 'answered', 'your_turn', 'filter')),
  filter jsonb,
  sort text not null,
  shows text[] not null,
  card_limit integer check (card_limit > 0),
  created_at timestamptz not null,
  deleted_at timestamptz,
  check ((source = 'filter') = (filter is not null)),
  check (source <> 'filter' or name is not null)
);
create index board_columns_board on board_columns (board_id);
