-- What agents write before it is sent: drafts, what drafts were, and answers that wait for their moment.

create table drafts (
  ticket_id uuid not null references tickets (id) on delete cascade,
  agent_id uuid not null references agents (id) on delete cascade,
  kind text not null check (kind in ('reply', 'note')),
  -- Sanitised; images as `upload:UPLOAD_ID`.
  html text not null,
  text text not null,
  cc text[] not null default '{}',
  -- Attached files and images of the text, none of them taken by a message yet.
  upload_ids uuid[] not null default '{}',
  -- May be of a message that is gone: it only says what the writer had seen.
  seen_message_id uuid,
  -- Milliseconds of the save, always growing: a device that knew an earlier draft never guesses a later one's.
  rev bigint not null,
  updated_at timestamptz not null,
  primary key (ticket_id, agent_id, kind)
);

-- Snapshots outlive the draft, so that what was discarded can be brought back.
create table draft_versions (
  id uuid primary key,
  ticket_id uuid not null references tickets (id) on delete cascade,
  agent_id uuid not null references agents (id) on delete cascade,
  kind text not null check (kind in ('reply', 'note')),
  reason text not null check (reason in ('saved', 'shortened', 'conflict', 'discarded', 'replaced')),
  html text not null,
  text text not null,
  cc text[] not null default '{}',
  upload_ids uuid[] not null default '{}',
  seen_message_id uuid,
  saved_at timestamptz not null
);
create index draft_versions_draft on draft_versions (ticket_id, agent_id, kind, saved_at desc);
create index draft_versions_saved on draft_versions (saved_at);

-- `pending` → `sent`, `undone` by its author, or `stopped` when it was due and could not be sent.
create table scheduled_replies (
  id uuid primary key,
  ticket_id uuid not null references tickets (id) on delete cascade,
  agent_id uuid not null references agents (id) on delete cascade,
  state text not null default 'pending' check (state in ('pending', 'sent', 'undone', 'stopped')),
  due_at timestamptz not null,
  and_then text not null check (and_then in ('keep', 'close', 'wait')),
  text text not null,
  html text,
  cc text[] not null default '{}',
  upload_ids uuid[] not null default '{}',
  with_signature boolean not null,
  seen_message_id uuid,
  -- Dotted code of the error that stopped it.
  reason text,
  message_id uuid references messages (id) on delete cascade,
  created_at timestamptz not null,
  -- When it left `pending`.
  done_at timestamptz,
  check ((state = 'pending') = (done_at is null)),
  check ((state = 'stopped') = (reason is not null)),
  check ((state = 'sent') = (message_id is not null))
);
create index scheduled_replies_shown on scheduled_replies (ticket_id, due_at) where state in ('pending', 'stopped');
create index scheduled_replies_done on scheduled_replies (done_at) where done_at is not null;
