-- What machines write: failed deliveries, automatic answers, loops; and what nobody asked for.

-- ============================================================ failed deliveries
-- What other servers said later of a mail that they had taken: recipient, permanent, status, said, at.
alter table outbound_messages add column bounces jsonb not null default '[]';
-- The last mail to this address came back. Null: as far as is known it arrives.
alter table contact_identities
  add column bounced_at timestamptz,
  add column bounce_permanent boolean,
  -- Enhanced status such as 5.1.1, and the words of the server that refused.
  add column bounce_status text,
  add column bounce_said text,
  add check ((bounced_at is null) = (bounce_permanent is null));
create index contact_identities_bounced on contact_identities (bounced_at) where bounced_at is not null;

-- ============================================================ automatic answers
-- What a mailbox answers by itself to a new ticket. Without a row: the texts of the product, and off.
create table mailbox_acknowledgements (
  channel_account_id uuid primary key references channel_accounts (id),
  enabled boolean not null,
  language text not null check (language in ('es', 'en')),
  subject_es text not null,
  body_es text not null,
  subject_en text not null,
  body_en text not null,
  version integer not null default 1,
  updated_at timestamptz not null
);
-- One for each ticket at most; by address and hour they are counted here, so that no restart forgets.
create table acknowledgements (
  ticket_id uuid primary key references tickets (id) on delete cascade,
  message_id uuid not null references messages (id) on delete cascade,
  -- Lower case.
  address text not null,
  at timestamptz not null
);
create index acknowledgements_address on acknowledgements (address, at);

-- ============================================================ loops
-- Live mail of the last hours by sender: how many, and which say the same. Kept for a day.
create table mail_arrivals (
  address text not null,
  at timestamptz not null,
  -- Of the words without their numbers, so that a counter or a clock does not make them differ.
  pattern text not null,
  -- Of the words as they are.
  exact text not null,
  external_id text not null
);
create index mail_arrivals_address on mail_arrivals (address, at);
create index mail_arrivals_at on mail_arrivals using brin (at);
-- What an administrator should look at; one open alarm by sender and reason counts on.
create table mail_alarms (
  id uuid primary key,
  reason text not null check (reason in ('too_many', 'same_words', 'answers_capped')),
  address text not null,
  channel_account_id uuid not null references channel_accounts (id),
  ticket_id uuid references tickets (id) on delete set null,
  mails integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid references agents (id)
);
create unique index mail_alarms_open on mail_alarms (address, reason) where acknowledged_at is null;
create index mail_alarms_recent on mail_alarms (last_at desc, id desc);

-- ============================================================ spam
alter table tickets
  add column is_spam boolean not null default false,
  -- Why it was taken for spam; empty where an agent said so.
  add column spam_signs text[] not null default '{}';
-- Whose mail is spam, and whose never is. An address says more than its domain.
create table mail_senders (
  id uuid primary key,
  kind text not null check (kind in ('address', 'domain')),
  -- Lower case.
  value text not null unique,
  verdict text not null check (verdict in ('blocked', 'wanted')),
  -- The ticket that was marked, so that undoing forgets the rule as well.
  ticket_id uuid references tickets (id) on delete set null,
  created_by uuid references agents (id),
  created_at timestamptz not null
);
create index mail_senders_list on mail_senders (created_at desc, id desc);
create index mail_senders_ticket on mail_senders (ticket_id) where ticket_id is not null;

-- The board never reads spam: its indexes do without, so that a thousand unwanted mails cost it nothing.
drop index tickets_board;
create index tickets_board on tickets (owner_id, stage, activity_at desc, id desc)
  where closed_at is null and not is_spam;
drop index tickets_board_nobody;
create index tickets_board_nobody on tickets (stage, activity_at desc, id desc)
  where closed_at is null and owner_id is null and not is_spam;
create index tickets_spam on tickets (activity_at desc, id desc) where is_spam;
