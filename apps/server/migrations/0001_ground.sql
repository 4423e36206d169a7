-- The ground: log, time, identity, directory, tickets, channels. Instants are UTC (timestamptz) and come from the
-- application's clock: no default reads the server's. Keys are uuid version 7 made by the application.

create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Spanish text with and without accents: the union of the two configurations is what is stored and asked.
create text search configuration es_plain (copy = spanish);
alter text search configuration es_plain
  alter mapping for hword, hword_part, word with unaccent, spanish_stem;

-- ============================================================ platform: event log
create sequence event_id_seq as bigint;
create table events (
  id bigint not null default nextval('event_id_seq'),
  at timestamptz not null,
  type text not null,
  version smallint not null,
  origin text not null check (origin in ('live', 'import', 'demo', 'practice', 'replay')),
  run_id uuid,
  subject_type text not null,
  subject_id uuid not null,
  actor jsonb not null,
  cause_id bigint,
  correlation_id uuid not null,
  payload jsonb not null,
  primary key (id)
) partition by range (id);
create index events_subject on events (subject_id, id);

-- Partitions are made ahead by this function, which runs with its owner's rights: the application cannot alter tables.
create function ensure_event_partitions(ahead integer, size bigint) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first_needed bigint := (select last_value from event_id_seq) / size;
  made integer := 0;
  part text;
begin
  for n in first_needed .. first_needed + ahead loop
    part := 'events_p' || n;
    if to_regclass('public.' || part) is null then
      execute format('create table %I partition of events for values from (%s) to (%s)', part, n * size, (n + 1) * size);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
select ensure_event_partitions(1, 10000000);

create table events_pending (event_id bigint primary key);
create table events_log (pos bigint primary key, event_id bigint not null unique);
create table events_head (only_row boolean primary key default true check (only_row), pos bigint not null);
insert into events_head (pos) values (0);
create table event_cursors (consumer text primary key, pos bigint not null);
create table event_set_aside (
  id uuid primary key,
  consumer text not null,
  pos bigint not null,
  event_id bigint not null,
  subject_id uuid not null,
  state text not null check (state in ('failed', 'parked')),
  error text,
  attempts integer not null,
  at timestamptz not null,
  unique (consumer, pos)
);
create index event_set_aside_subject on event_set_aside (consumer, subject_id, pos);

create table timers (
  id uuid primary key,
  due_at timestamptz not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  key text not null unique,
  payload jsonb not null default '{}',
  attempts integer not null default 0,
  last_error text
);
create index timers_due on timers (due_at, id);
create index timers_subject on timers (subject_id);

-- ============================================================ platform: small things
create table settings (key text primary key, value jsonb not null, updated_at timestamptz not null);
create table rate_limits (key text primary key, window_started_at timestamptz not null, hits integer not null);
create table idempotency_keys (
  actor text not null,
  key text not null,
  request_hash text not null,
  state text not null check (state in ('running', 'done')),
  status integer,
  headers jsonb,
  body text,
  created_at timestamptz not null,
  primary key (actor, key)
);
create index idempotency_keys_created on idempotency_keys (created_at);

-- Content-addressed and write-once; the bytes are in the file store under their hash.
create table files (
  sha256 text primary key,
  size_bytes bigint not null,
  created_at timestamptz not null,
  unreferenced_since timestamptz
);
create index files_unreferenced on files (unreferenced_since) where unreferenced_since is not null;

-- Old and new values of personal or free-text fields; events refer to them by id. Can be erased.
create table field_versions (
  id uuid primary key,
  event_id bigint not null,
  subject_type text not null,
  subject_id uuid not null,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index field_versions_subject on field_versions (subject_id, event_id);

-- Who did what to the installation itself (sign-ins, roles, keys, mailboxes). The application may add and read only.
create table audit_log (
  id uuid primary key,
  at timestamptz not null,
  actor jsonb not null,
  action text not null,
  subject_type text not null,
  subject_id text,
  details jsonb not null default '{}'
);
create index audit_log_at on audit_log (at desc, id desc);

-- ============================================================ identity
create schema auth;
create table auth."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create table auth.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" (id) on delete cascade
);
create index session_user_id on auth.session ("userId");
create table auth.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index account_user on auth.account ("userId");
create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index verification_identifier on auth.verification (identifier);

create table roles (
  key text primary key,
  permissions text[] not null,
  -- Which tickets its holders may see: `all` or `none`; later a filter.
  scope text not null default 'all' check (scope in ('all', 'none')),
  built_in boolean not null default false
);
create table agents (
  id uuid primary key,
  auth_user_id text not null unique references auth."user" (id),
  name text not null,
  email text not null,
  role_key text not null references roles (key),
  active boolean not null default true,
  language text not null default 'es' check (language in ('es', 'en')),
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index agents_email on agents (lower(email));
create table api_keys (
  id uuid primary key,
  name text not null,
  prefix text not null,
  secret_hash text not null unique,
  scopes text[] not null,
  created_by uuid references agents (id),
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create table setup_tokens (
  token_hash text primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- ============================================================ directory
create table brands (
  id uuid primary key,
  name text not null,
  languages text[] not null default '{es,en}',
  address_form text not null default 'tu' check (address_form in ('tu', 'usted')),
  time_zone text not null,
  created_at timestamptz not null
);
create table organizations (
  id uuid primary key,
  name text not null,
  parent_id uuid references organizations (id),
  domains text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null
);
create index organizations_parent on organizations (parent_id);
create index organizations_name on organizations using gin (name gin_trgm_ops);
create index organizations_domains on organizations using gin (domains);
create table contacts (
  id uuid primary key,
  name text not null,
  organization_id uuid references organizations (id),
  language text check (language in ('es', 'en')),
  version integer not null default 1,
  created_at timestamptz not null
);
create index contacts_organization on contacts (organization_id);
create index contacts_name on contacts using gin (name gin_trgm_ops);
-- An address or phone is never the key of a person: it points to one, and may be superseded.
create table contact_identities (
  id uuid primary key,
  contact_id uuid not null references contacts (id),
  kind text not null check (kind in ('email', 'phone', 'whatsapp', 'social', 'external')),
  scope text not null default '',
  value text not null,
  match_key text not null,
  verified boolean not null default false,
  superseded_by uuid references contact_identities (id),
  created_at timestamptz not null
);
create unique index contact_identities_live on contact_identities (kind, scope, match_key) where superseded_by is null;
create index contact_identities_contact on contact_identities (contact_id);
create index contact_identities_search on contact_identities using gin (match_key gin_trgm_ops);

-- ============================================================ channels: accounts
create table channel_accounts (
  id uuid primary key,
  kind text not null check (kind in ('email')),
  brand_id uuid not null references brands (id),
  name text not null,
  address text not null,
  language text check (language in ('es', 'en')),
  state text not null default 'active' check (state in ('active', 'paused', 'failing')),
  -- Servers and habits without secrets; these are in `secrets`, sealed by the keyring.
  settings jsonb not null default '{}',
  secrets text,
  is_default boolean not null default false,
  last_fetched_at timestamptz,
  -- Code and parameters of what is wrong; put into words for each reader.
  last_error jsonb,
  -- Counts changes of settings only, not of health.
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index channel_accounts_address on channel_accounts (kind, lower(address));
create unique index channel_accounts_default on channel_accounts (kind) where is_default;

-- ============================================================ tickets
create table statuses (
  key text primary key,
  category text not null check (category in
    ('open', 'in_progress', 'waiting_customer', 'waiting_area', 'to_validate', 'closed', 'ignored')),
  label_es text not null,
  label_en text not null,
  -- What customers read.
  public_label_es text not null,
  public_label_en text not null,
  position integer not null,
  active boolean not null default true,
  unique (key, category)
);
insert into statuses (key, category, label_es, label_en, public_label_es, public_label_en, position) values
  ('open', 'open', 'Abierto', 'Open', 'Recibido', 'Received', 1),
  ('in_progress', 'in_progress', 'En progreso', 'In progress', 'En atención', 'Being attended', 2),
  ('waiting_customer', 'waiting_customer', 'En espera del cliente', 'Waiting for customer', 'Esperamos tu respuesta', 'Waiting for your answer', 3),
  ('closed', 'closed', 'Cerrado', 'Closed', 'Resuelto', 'Solved', 4),
  ('ignored', 'ignored', 'Ignorado', 'Ignored', 'Cerrado', 'Closed', 5);

create sequence ticket_number_seq as bigint;
create sequence practice_ticket_number_seq as bigint start 1;

create table tickets (
  id uuid primary key,
  number bigint not null unique,
  legacy_number text,
  practice boolean not null default false,
  subject text not null,
  requester_id uuid not null references contacts (id),
  organization_id uuid references organizations (id),
  channel_account_id uuid references channel_accounts (id),
  status_key text not null,
  status_category text not null,
  owner_id uuid references agents (id),
  previous_ticket_id uuid references tickets (id),
  created_at timestamptz not null,
  -- Last message of the customer or of ours; notes do not move it.
  activity_at timestamptz not null,
  customer_last_at timestamptz,
  our_last_at timestamptz,
  first_answer_at timestamptz,
  owner_first_answer_at timestamptz,
  closed_at timestamptz,
  resolved_at timestamptz,
  last_message_id uuid,
  preview text not null default '',
  preview_author text not null default 'customer' check (preview_author in ('customer', 'agent', 'system')),
  note_count integer not null default 0,
  attachment_count integer not null default 0,
  delivery_failed boolean not null default false,
  version integer not null default 1,
  -- Where the ticket stands for its present owner (P3); see docs/glosario.md.
  stage text not null generated always as (
    case
      when closed_at is not null then 'done'
      when owner_id is null or owner_first_answer_at is null then 'new'
      when customer_last_at is not null and (our_last_at is null or customer_last_at > our_last_at) then 'your_turn'
      else 'answered'
    end) stored,
  foreign key (status_key, status_category) references statuses (key, category) on update cascade,
  check ((closed_at is not null) = (status_category in ('closed', 'ignored')))
);
-- The board: one's own and nobody's, by stage, newest activity first.
create index tickets_board on tickets (owner_id, stage, activity_at desc, id desc) where closed_at is null;
create index tickets_requester on tickets (requester_id, created_at desc);
create index tickets_organization on tickets (organization_id, activity_at desc, id desc);
create index tickets_activity on tickets (activity_at desc, id desc);
create index tickets_previous on tickets (previous_ticket_id) where previous_ticket_id is not null;
create index tickets_legacy on tickets (legacy_number) where legacy_number is not null;

create table ticket_reads (
  agent_id uuid not null references agents (id),
  ticket_id uuid not null references tickets (id),
  seen_at timestamptz not null,
  primary key (ticket_id, agent_id)
);

-- A conversation on one channel account; a ticket may hold messages of several.
create table threads (
  id uuid primary key,
  channel_account_id uuid not null references channel_accounts (id),
  external_id text not null,
  visibility text not null default 'private' check (visibility in ('public', 'private')),
  created_at timestamptz not null,
  unique (channel_account_id, external_id)
);

create table messages (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  thread_id uuid references threads (id),
  channel_account_id uuid references channel_accounts (id),
  direction text not null check (direction in ('in', 'out')),
  visibility text not null check (visibility in ('public', 'private', 'internal')),
  author_kind text not null check (author_kind in ('customer', 'agent', 'system')),
  author_id uuid,
  at timestamptz not null,
  is_auto boolean not null default false,
  -- Message-ID without angle brackets, for mail; unique in its account.
  external_id text,
  reply_to_id uuid references messages (id),
  inbound_id uuid,
  attachment_count integer not null default 0
);
create index messages_ticket on messages (ticket_id, at, id);
create unique index messages_external on messages (channel_account_id, external_id) where external_id is not null;
create index messages_external_any on messages (external_id) where external_id is not null;

create table message_bodies (
  message_id uuid primary key references messages (id),
  subject text,
  text text not null,
  quoted_text text,
  html text,
  has_remote_images boolean not null default false,
  from_address text,
  to_addresses text[] not null default '{}',
  cc_addresses text[] not null default '{}',
  bcc_addresses text[] not null default '{}',
  notices text[] not null default '{}',
  -- In-Reply-To and References of inbound mail, newest last: a late parent finds its children here.
  reference_ids text[] not null default '{}'
);

create table message_search (
  message_id uuid primary key references messages (id),
  ticket_id uuid not null references tickets (id),
  at timestamptz not null,
  vector tsvector not null
);
create index message_search_vector on message_search using gin (vector) with (fastupdate = off);

create table attachments (
  id uuid primary key,
  -- Null while it is an upload that no message has taken yet.
  message_id uuid references messages (id),
  ticket_id uuid references tickets (id),
  sha256 text not null references files (sha256),
  file_name text not null,
  content_type text not null,
  size_bytes bigint not null,
  content_id text,
  inline boolean not null default false,
  position integer not null default 0,
  uploaded_by uuid references agents (id),
  created_at timestamptz not null
);
create index attachments_message on attachments (message_id);
create index attachments_file on attachments (sha256);
create index attachments_orphans on attachments (created_at) where message_id is null;

-- Written by the reply command in its transaction; channels only deliver it.
create table outbound_messages (
  id uuid primary key,
  message_id uuid not null unique references messages (id),
  ticket_id uuid not null references tickets (id),
  channel_account_id uuid not null references channel_accounts (id),
  -- Fixed before the first try: a retry is the same mail.
  external_id text not null unique,
  envelope jsonb not null,
  state text not null check (state in ('queued', 'sent', 'failed')),
  -- `local` says that no outgoing server was set: the mail stays here for an administrator to read.
  local boolean not null default false,
  attempts integer not null default 0,
  next_try_at timestamptz,
  leased_until timestamptz,
  sent_at timestamptz,
  server_said text,
  created_at timestamptz not null
);
create index outbound_messages_due on outbound_messages (next_try_at, id) where state = 'queued';
create index outbound_messages_recent on outbound_messages (created_at desc, id desc);
create index outbound_messages_ticket on outbound_messages (ticket_id);

-- The ledger of time: every interval a ticket spent in one status with one owner.
create table ticket_intervals (
  id uuid primary key,
  ticket_id uuid not null references tickets (id),
  status_key text not null,
  status_category text not null,
  waiting_on text not null check (waiting_on in ('us', 'customer', 'area', 'third_party', 'nobody')),
  owner_id uuid references agents (id),
  started_at timestamptz not null,
  ended_at timestamptz,
  business_ms bigint,
  opened_by_event bigint not null,
  closed_by_event bigint,
  check (ended_at is null or ended_at >= started_at)
);
create unique index ticket_intervals_open on ticket_intervals (ticket_id) where ended_at is null;
create index ticket_intervals_ticket on ticket_intervals (ticket_id, started_at);

-- ============================================================ channels: intake
create table inbound_raw (
  id uuid primary key,
  channel_account_id uuid not null references channel_accounts (id),
  source text not null check (source in ('imap', 'smtp', 'api', 'cli', 'replay')),
  origin text not null default 'live' check (origin in ('live', 'import', 'demo', 'practice', 'replay')),
  -- Same account, Message-ID, sender and content: the same mail, however often it comes.
  dedupe_key text not null unique,
  sha256 text not null references files (sha256),
  size_bytes bigint not null,
  recipient text,
  received_at timestamptz not null,
  state text not null check (state in ('waiting', 'done', 'set_aside')),
  attempts integer not null default 0,
  next_try_at timestamptz not null,
  leased_until timestamptz,
  error text,
  result jsonb,
  ticket_id uuid references tickets (id),
  message_id uuid references messages (id),
  done_at timestamptz
);
create index inbound_raw_due on inbound_raw (next_try_at, id) where state = 'waiting';
create index inbound_raw_set_aside on inbound_raw (received_at desc, id) where state = 'set_aside';
create index inbound_raw_ticket on inbound_raw (ticket_id);

-- How far each folder was fetched; a change of UIDVALIDITY starts it anew (dedupe keys hold).
create table mailbox_folders (
  channel_account_id uuid not null references channel_accounts (id),
  folder text not null,
  uid_validity text not null,
  -- Stored up to here; after that marked read, or moved, up to `marked_uid`.
  last_uid bigint not null,
  marked_uid bigint not null,
  -- Up to this UID, mail that arrived before `began_at` is old: imported where history was asked for, else left alone.
  old_until_uid bigint not null,
  began_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (channel_account_id, folder)
);
