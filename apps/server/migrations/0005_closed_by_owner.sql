-- When somebody last closed a ticket: the empty board says so, and "mine, done" is read newest first.
create index tickets_closed_by_owner on tickets (owner_id, closed_at desc) where closed_at is not null;
