-- The order of the log in one call of the application instead of five. A function that changes something sees, in each
-- of its statements, what was committed up to then: so what it moves is read after the lock of the head was granted.
create function order_events(most integer) returns table (moved integer, head bigint)
language plpgsql volatile as $$
begin
  perform from events_head for update;
  with taken as (
    delete from events_pending
    where event_id in (select p.event_id from events_pending p order by p.event_id limit most)
    returning event_id),
  numbered as (
    insert into events_log (pos, event_id)
    select h.pos + row_number() over (order by t.event_id), t.event_id from taken t cross join events_head h
    returning 1)
  select count(*) into moved from numbered;
  if moved = 0 then
    select h.pos into head from events_head h;
  else
    update events_head h set pos = h.pos + moved returning h.pos into head;
    perform pg_notify('ventanilla_log', head::text);
  end if;
  return next;
end $$;
