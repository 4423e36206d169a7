-- Who looks after an organization, which is a way of reading tickets, and the time that people spend on a ticket.

-- Account manager and customer success manager; null: nobody yet.
alter table organizations add column account_manager_id uuid references agents (id);
alter table organizations add column success_manager_id uuid references agents (id);
create index organizations_account_manager on organizations (account_manager_id);
create index organizations_success_manager on organizations (success_manager_id);

alter table roles drop constraint roles_scope_check;
alter table roles add constraint roles_scope_check
  check (scope in ('all', 'departments', 'portfolio', 'own', 'none'));

-- Minutes that somebody worked on a ticket. One that was taken back stays, and counts no more.
create table time_entries (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  agent_id uuid not null references agents (id),
  minutes integer not null check (minutes between 1 and 1440),
  billable boolean not null default false,
  at timestamptz not null,
  removed_at timestamptz
);
create index time_entries_ticket on time_entries (ticket_id);

-- Who passed a ticket on from a department that keeps its closing for others: {who: that department}. What they may not
-- do there they may not do elsewhere either.
alter table tickets add column close_kept jsonb not null default '{}';
