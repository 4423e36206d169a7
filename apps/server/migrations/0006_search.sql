-- Search: names without case or accents and with typos, the last digits of phone numbers, newest messages first.

-- Lower case without accents, the same for what is stored and what is asked. `unaccent` is only stable because its
-- rules could be replaced; ours are those of the extension.
create function fold_text(value text) returns text
language sql immutable strict parallel safe
as $$ select lower(public.unaccent('public.unaccent', value)) $$;

create index contacts_name_folded on contacts using gin (fold_text(name) gin_trgm_ops) with (fastupdate = off);
create index organizations_name_folded on organizations using gin (fold_text(name) gin_trgm_ops) with (fastupdate = off);
-- Without a pending list a search costs the same at any moment; vacuuming empties the ones there were.
alter index contacts_name set (fastupdate = off);
alter index organizations_name set (fastupdate = off);
alter index organizations_domains set (fastupdate = off);
alter index contact_identities_search set (fastupdate = off);
-- Whoever looks for a phone knows its last digits.
create index contact_identities_phone on contact_identities (reverse(match_key) text_pattern_ops)
  where kind in ('phone', 'whatsapp') and superseded_by is null;
-- Frequent words are read from the newest message backwards until the page is full; rare ones by their vector.
create index message_search_at on message_search (at desc, message_id desc);

-- People whose name is like what was typed, the likest first. A function only to set how like that is.
create function contacts_like(folded text, most integer) returns table (id uuid, likeness real)
language sql stable strict parallel safe set pg_trgm.word_similarity_threshold = 0.45
as $$
  select id, public.word_similarity(folded, public.fold_text(name)) as likeness from public.contacts
  where folded operator(public.<%) public.fold_text(name) order by likeness desc, id limit most
$$;
create function organizations_like(folded text, most integer) returns table (id uuid, likeness real)
language sql stable strict parallel safe set pg_trgm.word_similarity_threshold = 0.45
as $$
  select id, public.word_similarity(folded, public.fold_text(name)) as likeness from public.organizations
  where folded operator(public.<%) public.fold_text(name) order by likeness desc, id limit most
$$;
