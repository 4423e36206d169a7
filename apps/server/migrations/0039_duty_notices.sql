-- People are told of their duties too, each once.
alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check
  check (kind in ('assigned', 'reassigned', 'answered', 'warned', 'breached', 'mentioned', 'mailbox', 'duty'));
alter table notifications drop constraint notifications_subject_type_check;
alter table notifications add constraint notifications_subject_type_check
  check (subject_type in ('ticket', 'mailbox', 'bulk_run', 'routine_run'));
