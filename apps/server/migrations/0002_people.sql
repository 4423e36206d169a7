-- People and the company they work for: brand, own passwords, invitations, second factor, mail of the product itself.

-- ============================================================ brand
alter table brands
  add column language text not null default 'es' check (language in ('es', 'en')),
  -- `#rrggbb`, legible under white text and on the desk's paper.
  add column color text not null default '#5046b8' check (color ~ '^#[0-9a-f]{6}$'),
  add column logo_sha256 text references files (sha256),
  add column logo_type text,
  add column version integer not null default 1,
  add check ((logo_sha256 is null) = (logo_type is null));
create index brands_logo on brands (logo_sha256) where logo_sha256 is not null;

-- ============================================================ identity: profile and second factor
alter table agents
  add column photo_sha256 text references files (sha256),
  add column photo_type text,
  add column signature text not null default '',
  -- What the desk remembers of its reader: theme, sounds. What is left out has its default.
  add column preferences jsonb not null default '{}',
  -- Since when a sign-in takes a second step; null: it does not.
  add column two_factor_since timestamptz,
  add check ((photo_sha256 is null) = (photo_type is null));
create index agents_photo on agents (photo_sha256) where photo_sha256 is not null;

create table two_factor_secrets (
  agent_id uuid primary key references agents (id),
  -- Sealed by the keyring.
  secret text not null,
  -- Step of 30 s of the last code taken: no code is good twice.
  last_step bigint not null default 0,
  created_at timestamptz not null
);
create table backup_codes (
  agent_id uuid not null references agents (id),
  -- Keyed hash: the database alone does not let anybody try codes.
  code_hash text not null,
  used_at timestamptz,
  primary key (agent_id, code_hash)
);
-- A right password that still waits for its second step.
create table sign_in_challenges (
  token_hash text primary key,
  agent_id uuid not null references agents (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  attempts integer not null default 0
);
create index sign_in_challenges_agent on sign_in_challenges (agent_id);
create index sign_in_challenges_expires on sign_in_challenges (expires_at);

-- ============================================================ identity: links by mail
create table password_resets (
  token_hash text primary key,
  agent_id uuid not null references agents (id),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index password_resets_agent on password_resets (agent_id);
create table invitations (
  id uuid primary key,
  name text not null,
  email text not null,
  role_key text not null references roles (key),
  language text not null check (language in ('es', 'en')),
  token_hash text not null unique,
  -- The agent or key that invites; an address may be invited anew after it was revoked or ran out.
  invited_by uuid references agents (id),
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  agent_id uuid references agents (id),
  check ((accepted_at is null) = (agent_id is null))
);
create unique index invitations_pending on invitations (lower(email)) where accepted_at is null and revoked_at is null;

-- ============================================================ mailer
-- Mail that the product writes by itself to its own people; no ticket has it.
create table system_mails (
  id uuid primary key,
  kind text not null,
  -- Fixed before the first try: a retry is the same mail. Without angle brackets.
  message_id text not null unique,
  from_name text not null,
  to_name text not null,
  to_address text not null,
  subject text not null,
  -- Text and HTML, sealed by the keyring since they hold secret links; gone once the mail has left.
  sealed_body text,
  state text not null check (state in ('queued', 'sent', 'failed')),
  -- No outgoing server was set: the mail stays here for an administrator to read.
  local boolean not null default false,
  attempts integer not null default 0,
  next_try_at timestamptz,
  -- What its link is good for; later it is not sent any more.
  useless_at timestamptz,
  leased_until timestamptz,
  sent_at timestamptz,
  server_said text,
  created_at timestamptz not null
);
create index system_mails_due on system_mails (next_try_at, id) where state = 'queued';
create index system_mails_recent on system_mails (created_at desc, id desc);
