-- A ticket that somebody opened after a call came by no mailbox, and its first words were written down by an agent.
alter table tickets add column channel text not null default 'email' check (channel in ('email', 'phone'));
alter table messages add column registered_by uuid references agents (id);
