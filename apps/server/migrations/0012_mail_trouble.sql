-- Mail that could not be read, what was read beside the text of a mail, and mail that is read again.

-- Invitation, protection and whom a received mail passes on; null: nothing of these, or not a mail.
alter table message_bodies add column reading jsonb;

-- What earlier readings of a mail gave, kept when it is read again. The event says who asked.
create table message_versions (
  id uuid primary key,
  message_id uuid not null references messages (id),
  at timestamptz not null,
  -- subject, text, quotedText, html, notices, reading and the names and contents of its files.
  body jsonb not null
);
create index message_versions_message on message_versions (message_id, at);

-- Of mail set aside: sender and subject as far as they could be read.
alter table inbound_raw add column sender text;
alter table inbound_raw add column subject text;
-- Reading a stretch of a mailbox's mail again goes through it in the order of arrival.
create index inbound_raw_mailbox on inbound_raw (channel_account_id, id);

-- Matters of «Bandeja de problemas» that somebody has looked at: received mail and events set aside.
create table problem_looks (
  problem_id uuid primary key,
  agent_id uuid references agents (id),
  at timestamptz not null
);
