-- Which ticket a mail belongs to, who may do what by mail, and what is proven of where it came from.

-- What a mail that opened a ticket refers to and was not here: that one joins it when it arrives within days.
create table awaited_references (
  external_id text not null,
  message_id uuid not null references messages (id),
  ticket_id uuid not null references tickets (id),
  channel_account_id uuid not null references channel_accounts (id),
  at timestamptz not null,
  primary key (external_id, message_id)
);
create index awaited_references_at on awaited_references (at);

-- The ticket that a mail named without a right to it: a hint for agents, never followed for the customer.
alter table tickets add column mentioned_ticket_id uuid references tickets (id);

-- Other mailboxes of ours that the same mail came to.
alter table message_bodies add column also_account_ids uuid[] not null default '{}';
-- {"spf", "dkim", "dmarc", "by"}: null where nothing may be claimed.
alter table message_bodies add column authentication jsonb;

-- Who wrote the mail that an agent passed on, as requester in the agent's place; a person decides.
create table requester_proposals (
  ticket_id uuid primary key references tickets (id),
  message_id uuid not null references messages (id),
  -- Lower case.
  address text not null,
  name text not null,
  state text not null check (state in ('open', 'accepted', 'dismissed')),
  -- Who was the requester before it was accepted.
  former_requester_id uuid references contacts (id),
  former_organization_id uuid references organizations (id),
  created_at timestamptz not null,
  settled_at timestamptz
);

-- Who handed a mail over: {"ip", "helo", "mailFrom"}; kept only where it came straight from outside.
alter table inbound_raw add column remote jsonb;
alter table inbound_raw add column remote_checked_at timestamptz;
create index inbound_raw_unchecked on inbound_raw (id) where remote is not null and remote_checked_at is null;
