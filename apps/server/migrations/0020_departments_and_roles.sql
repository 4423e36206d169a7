-- Departments, who works in them, and roles that an installation makes for itself.

create table departments (
  id uuid primary key,
  name text not null,
  description text not null default '',
  -- `external`: customers' tickets come to it; `internal`: an area that helps the others.
  kind text not null default 'external' check (kind in ('external', 'internal')),
  active boolean not null default true,
  position integer not null,
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index departments_name on departments (lower(name));
create table agent_departments (
  agent_id uuid not null references agents (id),
  department_id uuid not null references departments (id),
  primary key (agent_id, department_id)
);
create index agent_departments_department on agent_departments (department_id);

-- Null: no department yet; everybody who works for some department sees it, so that it is not lost.
alter table tickets add column department_id uuid;
alter table tickets add constraint tickets_department foreign key (department_id) references departments (id) not valid;
-- What comes to this mailbox is of this department from the beginning.
alter table channel_accounts add column department_id uuid references departments (id);

alter table roles drop constraint roles_scope_check;
alter table roles add constraint roles_scope_check check (scope in ('all', 'departments', 'own', 'none'));
-- Permissions that hold for fewer tickets than are read: {permission: scope}.
alter table roles add column narrower jsonb not null default '{}';
-- Null: built in, its name is a phrase.
alter table roles add column name text;
alter table roles add column version integer not null default 1;
alter table roles add constraint roles_named check (built_in or name is not null);
create unique index roles_name on roles (lower(name)) where name is not null;
