-- Sending: what became of each recipient, how long it was tried, blind copies, answers for later, and files too large
-- for a mail.

-- Addresses that a server has taken, and those refused for good: [{address, said, at, settled}].
alter table outbound_messages add column delivered_to text[] not null default '{}';
alter table outbound_messages add column refused jsonb not null default '[]';
-- Of the first try since it was queued, and of the last one.
alter table outbound_messages add column tried_since timestamptz;
alter table outbound_messages add column last_try_at timestamptz;
-- Each mailbox has a queue of its own: what waits in one is never looked through for another.
drop index outbound_messages_due;
create index outbound_messages_due on outbound_messages (channel_account_id, next_try_at, id) where state = 'queued';
create index outbound_messages_tried on outbound_messages (channel_account_id, last_try_at) where last_try_at is not null;

-- How a mailbox sends, where it differs from what its provider allows: perMinute, connections, mailMegabytes.
alter table channel_accounts add column sending jsonb not null default '{}';

alter table drafts add column bcc text[] not null default '{}';
alter table draft_versions add column bcc text[] not null default '{}';
alter table scheduled_replies add column bcc text[] not null default '{}';
-- Meant for a certain hour, unlike one that only waits to be undone.
alter table scheduled_replies add column later boolean not null default false;

-- Files of a message that travel as a link because the mail would be too large.
create table file_links (
  id uuid primary key,
  attachment_id uuid not null unique references attachments (id) on delete cascade,
  ticket_id uuid not null references tickets (id) on delete cascade,
  language text not null check (language in ('es', 'en')),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  downloads integer not null default 0,
  last_download_at timestamptz,
  created_at timestamptz not null
);
create index file_links_ticket on file_links (ticket_id);
