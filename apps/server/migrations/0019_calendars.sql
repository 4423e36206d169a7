-- Calendars of business hours. What one says (zone, week, seasons, holidays, openings) is one document with a contract
-- of its own, because it is always read and written whole.
create table calendars (
  id uuid primary key,
  name text not null,
  definition jsonb not null,
  -- The one that holds where none is chosen.
  is_default boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index calendars_name on calendars (lower(name));
create unique index calendars_one_default on calendars (is_default) where is_default;

-- Every version a calendar has had, the present one included.
create table calendar_versions (
  calendar_id uuid not null references calendars (id) on delete cascade,
  version integer not null,
  at timestamptz not null,
  -- Who made it: {kind, id}.
  actor jsonb not null,
  name text not null,
  definition jsonb not null,
  primary key (calendar_id, version)
);
