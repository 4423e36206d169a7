-- Whoever asks is entered with what they do and with several addresses, each of their work or their own.
alter table contacts add column job_title text;
alter table contact_identities add column label text check (label in ('official', 'personal'));

-- What nobody outside asked for: the house works for itself.
alter table tickets drop constraint tickets_channel_check;
alter table tickets add constraint tickets_channel_check check (channel in ('email', 'phone', 'internal')) not valid;

-- Which forms there are, and how often each was written: two who change one do not undo each other.
create table field_forms (
  place text not null check (place in ('always', 'type', 'subject', 'department')),
  -- Of `always`: empty. Of a department: its id.
  place_key text not null default '',
  version integer not null default 1,
  primary key (place, place_key),
  check ((place = 'always') = (place_key = ''))
);
insert into field_forms (place, place_key) select distinct place, place_key from field_uses;
alter table field_uses add constraint field_uses_form foreign key (place, place_key) references field_forms (place, place_key);

-- What fields that hold money are counted in.
alter table brands add column currency text not null default 'MXN' check (currency ~ '^[A-Z]{3}$');

-- By what a ticket is found besides its messages: tags and chosen options by their keys, since names change, and what was
-- written in fields by its words.
create table ticket_search (
  ticket_id uuid primary key references tickets (id),
  vector tsvector not null
);
create index ticket_search_vector on ticket_search using gin (vector) with (fastupdate = off);

-- How rare a word or a tag is decides whether its index is worth reading.
alter table ticket_search alter column vector set statistics 500;

create function ticket_search_vector(ticket uuid) returns tsvector
language sql stable parallel safe set search_path = ''
return (
  with held as (
    select d.key, d.kind, e.value
    from public.ticket_fields v
    cross join lateral jsonb_each(v.field_values) e
    join public.field_definitions d on d.key = e.key
    where v.ticket_id = ticket
  ),
  words as (
    select string_agg(case h.kind
      when 'money' then concat_ws(' ', h.value ->> 'amount', h.value ->> 'currency')
      when 'person' then (select c.name from public.contacts c where c.id = (h.value #>> '{}')::uuid)
      when 'organization' then (select o.name from public.organizations o where o.id = (h.value #>> '{}')::uuid)
      else h.value #>> '{}' end, E'\n') as text
    from held h where h.kind not in ('choice', 'multiple', 'checkbox')
  ),
  keys as (
    select 'tag:' || g.tag_key as key from public.ticket_tags g where g.ticket_id = ticket
    union select 'option:' || h.key || ':' || (h.value #>> '{}') from held h where h.kind = 'choice'
    union select 'option:' || h.key || ':' || o.key from held h
      cross join lateral jsonb_array_elements_text(h.value) o (key) where h.kind = 'multiple'
  )
  select array_to_tsvector(array(select k.key from keys k))
    || to_tsvector('pg_catalog.spanish'::regconfig, coalesce(w.text, '')) || to_tsvector('public.es_plain'::regconfig, coalesce(w.text, ''))
  from words w
);

insert into ticket_search (ticket_id, vector)
select t.ticket_id, ticket_search_vector(t.ticket_id)
from (select ticket_id from ticket_tags union select ticket_id from ticket_fields) t;
