-- Mail that arrives: how long it takes, how each mailbox is doing, history that is taken in later, and Sent folders.

-- When the other server took the mail (INTERNALDATE); null: it came to us directly.
alter table inbound_raw add column arrived_at timestamptz;
-- `out`: from a Sent folder. Somebody of ours wrote it in their mail program; it only joins its conversation.
alter table inbound_raw add column direction text not null default 'in' check (direction in ('in', 'out'));
-- What came lately to a mailbox, for its delay and its count of today; history does not count.
create index inbound_raw_lately on inbound_raw (channel_account_id, received_at) where origin = 'live' and direction = 'in';

-- How reading a mailbox goes. Without a row: nothing was tried yet.
create table mailbox_health (
  channel_account_id uuid primary key references channel_accounts (id) on delete cascade,
  -- The outage under way: its first failure and how many there were. Null: none.
  failing_since timestamptz,
  failures integer not null default 0,
  -- When administrators were told of it.
  told_at timestamptz,
  -- When they were told that nothing leaves from it; null: they were not, or it does.
  sending_told_at timestamptz,
  -- Works again since; the outage is over when it stays so for a while.
  well_since timestamptz,
  -- The server asked for a pause; null: it does not.
  asked_to_wait_since timestamptz,
  -- Space of the mailbox on its server, where that tells it.
  quota_used_bytes bigint,
  quota_limit_bytes bigint,
  check (told_at is null or failing_since is not null)
);
create index mailbox_health_outages on mailbox_health (failing_since) where failing_since is not null;

-- What went wrong while reading, counted by cause and hour. Kept for two days.
create table mailbox_errors (
  channel_account_id uuid not null references channel_accounts (id) on delete cascade,
  -- Code of a problem.
  cause text not null,
  hour timestamptz not null,
  count integer not null,
  last_at timestamptz not null,
  primary key (channel_account_id, cause, hour)
);

-- Mail from before the first connection that somebody asked for. One at a time for each mailbox.
create table mailbox_imports (
  id uuid primary key,
  channel_account_id uuid not null references channel_accounts (id) on delete cascade,
  state text not null check (state in ('running', 'paused', 'done')),
  -- From this day on; null: everything.
  since date,
  uid_validity text,
  -- Stored up to here, in the order of the folder.
  last_uid bigint not null default 0,
  -- Mails to take in, known once the folder was looked at, and taken in until now.
  total integer,
  done integer not null default 0,
  -- The last trouble; null: none now.
  last_error jsonb,
  created_by uuid references agents (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz
);
create unique index mailbox_imports_open on mailbox_imports (channel_account_id) where state <> 'done';
create index mailbox_imports_latest on mailbox_imports (channel_account_id, created_at desc);
