-- Mailboxes that are set up without thinking: OAuth, other addresses, a way back, and their going away.

alter table channel_accounts
  -- Other addresses whose mail arrives here and from which it may answer; lower case.
  add column aliases text[] not null default '{}',
  -- Servers, and sealed secrets, of before they were last changed.
  add column previous jsonb,
  add column previous_secrets text,
  -- Since then it neither fetches nor sends; its tickets stay, and it may be connected again.
  add column disconnected_at timestamptz;

-- The program that an administrator registered with a provider of mail; its secret is sealed.
create table mail_oauth_clients (
  provider text primary key check (provider in ('google', 'microsoft')),
  client_id text not null,
  secret text not null,
  -- Whose accounts may agree, with Microsoft: a tenant's id or domain, or `common`.
  tenant text,
  updated_at timestamptz not null
);
-- A consent that somebody was sent to the provider for. Used once, by the session that began it.
create table mail_oauth_states (
  -- SHA-256 of the state, in hexadecimal.
  state_hash text primary key,
  provider text not null check (provider in ('google', 'microsoft')),
  agent_id uuid not null references agents (id),
  session_id text,
  -- What the exchange needs, and what becomes of the mailbox; the verifier of PKCE is sealed.
  sealed_verifier text not null,
  redirect_url text not null,
  mailbox jsonb not null,
  expires_at timestamptz not null
);
-- What a provider lets us do with a mailbox.
create table mail_oauth_grants (
  channel_account_id uuid primary key references channel_accounts (id),
  provider text not null check (provider in ('google', 'microsoft')),
  -- The account that agreed, as the provider names it.
  account text not null,
  -- Access and refresh token, sealed.
  tokens text not null,
  expires_at timestamptz not null,
  granted_at timestamptz not null,
  -- The provider takes the refresh token no longer.
  withdrawn_at timestamptz,
  -- One process fetches a new access token; a process that died holds this no longer than here.
  refreshing_until timestamptz
);
