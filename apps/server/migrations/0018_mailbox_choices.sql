-- The address that an answer leaves from, where its writer chose one; null: the one that the customer wrote to.
alter table drafts add column from_address text;
alter table draft_versions add column from_address text;
alter table scheduled_replies add column from_address text;
