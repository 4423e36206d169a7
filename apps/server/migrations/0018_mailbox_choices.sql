-- The address that an answer leaves from, where its writer chose one; null: the one that the customer wrote to.
alter table drafts add column from_address text;
alter table draft_versions add column from_address text;
alter table scheduled_replies add column from_address text;

-- History: tickets whose mail arrived on this day or later come in open, all others closed; null: all closed.
alter table mailbox_imports add column open_from date;
-- The ticket that this mail opens, or joins, is closed from its beginning.
alter table inbound_raw add column arrives_closed boolean not null default false;
