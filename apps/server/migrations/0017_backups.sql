-- Copies of the whole installation: when one was made, by whom, and what came of it.
create table backup_runs (
  id uuid primary key,
  -- Null when its hour made it; otherwise who asked for it.
  asked_by uuid references agents (id),
  -- Day of the schedule, in the company's time zone, that it was made for.
  due_on date,
  state text not null check (state in ('waiting', 'running', 'done', 'incomplete', 'failed')),
  asked_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- Name of the copy in its folder.
  copy_id text,
  folder text,
  rows_count bigint,
  files_count integer,
  added_bytes bigint,
  missing_files integer,
  problem text,
  -- When it was removed because newer ones took its place.
  removed_at timestamptz
);
create index backup_runs_recent on backup_runs (asked_at desc, id desc);
