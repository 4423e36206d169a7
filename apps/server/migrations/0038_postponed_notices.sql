-- A notice that somebody put off: out of their bell until then, and unread again after.
alter table notifications add column postponed_until timestamptz;
create index notifications_postponed on notifications (agent_id, postponed_until) where postponed_until is not null;
