-- What tickets are told apart by: types, priorities, subjects, tags by facet, flags, statuses and fields. Definitions
-- have a key that never changes and a name that may; what is no longer used is retired, so that old tickets stay readable.

create table ticket_types (
  key text primary key,
  name text not null,
  name_en text,
  description text not null default '',
  position integer not null,
  active boolean not null default true,
  version integer not null default 1
);
create unique index ticket_types_name on ticket_types (lower(name)) where active;

-- In their order each is more urgent than the one before.
create table priorities (
  key text primary key,
  name text not null,
  name_en text,
  colour text not null,
  -- {kind: business_hours | calendar_hours, hours} or {kind: end_of_day}.
  target jsonb not null,
  position integer not null,
  active boolean not null default true,
  version integer not null default 1
);
create unique index priorities_name on priorities (lower(name)) where active;

-- The matrix: which priorities a type may have. A type without a row may have any.
create table priority_types (
  type_key text not null references ticket_types (key),
  priority_key text not null references priorities (key),
  primary key (type_key, priority_key)
);
create index priority_types_priority on priority_types (priority_key);

create table subjects (
  key text primary key,
  name text not null,
  name_en text,
  -- What the customer would have written, with {field_key} where the form's answers go.
  template text not null default '',
  -- The type that tickets of this subject usually are of.
  type_key text references ticket_types (key),
  position integer not null,
  active boolean not null default true,
  version integer not null default 1
);
create unique index subjects_name on subjects (lower(name)) where active;
create index subjects_type on subjects (type_key) where type_key is not null;

create table tag_facets (
  key text primary key,
  name text not null,
  name_en text,
  about text not null check (about in ('ticket', 'contact')),
  -- At most one of its tags at a time.
  exclusive boolean not null default false,
  -- Whoever classifies may add values to it.
  free boolean not null default false,
  colour text not null,
  position integer not null,
  active boolean not null default true,
  version integer not null default 1
);
create unique index tag_facets_name on tag_facets (lower(name)) where active;

create table tags (
  key text primary key,
  facet_key text not null references tag_facets (key),
  name text not null,
  name_en text,
  -- Null: that of its facet.
  colour text,
  mark text check (mark in ('difficult_customer', 'critical_case')),
  position integer not null,
  active boolean not null default true,
  version integer not null default 1
);
create unique index tags_name on tags (facet_key, lower(name)) where active;

create table flags (
  key text primary key check (key in ('orange', 'blue', 'green')),
  name text not null,
  name_en text,
  meaning text not null default '',
  position integer not null,
  active boolean not null default true,
  version integer not null default 1
);

alter table statuses add column version integer not null default 1;

create table field_definitions (
  key text primary key,
  name text not null,
  name_en text,
  help text not null default '',
  kind text not null check (kind in ('text', 'long_text', 'number', 'money', 'date', 'choice', 'multiple', 'person',
    'organization', 'checkbox', 'url')),
  -- Of a choice: [{key, name, nameEn, active}].
  options jsonb not null default '[]',
  visibility text not null default 'internal' check (visibility in ('internal', 'customer')),
  -- Where a use does not say otherwise.
  required text not null default 'no' check (required in ('no', 'create', 'close')),
  position integer not null,
  active boolean not null default true,
  version integer not null default 1
);
create unique index field_definitions_name on field_definitions (lower(name)) where active;

-- Where a field appears, in which order: always, or with a type, a subject or a department.
create table field_uses (
  place text not null check (place in ('always', 'type', 'subject', 'department')),
  -- Of `always`: empty. Of a department: its id.
  place_key text not null default '',
  field_key text not null references field_definitions (key),
  -- Null: what the field says.
  required text check (required in ('no', 'create', 'close')),
  position integer not null,
  primary key (place, place_key, field_key),
  check ((place = 'always') = (place_key = ''))
);
create index field_uses_field on field_uses (field_key);

-- What each ticket has of it.
alter table tickets add column type_key text;
alter table tickets add column subject_key text;
alter table tickets add column priority_key text;
alter table tickets add column flag text;
-- When it is needed at a given hour.
alter table tickets add column due_at timestamptz;
alter table tickets add constraint tickets_type foreign key (type_key) references ticket_types (key) not valid;
alter table tickets add constraint tickets_catalogue_subject foreign key (subject_key) references subjects (key) not valid;
alter table tickets add constraint tickets_priority foreign key (priority_key) references priorities (key) not valid;
alter table tickets add constraint tickets_flag foreign key (flag) references flags (key) not valid;

create table ticket_tags (
  ticket_id uuid not null references tickets (id),
  tag_key text not null references tags (key),
  primary key (ticket_id, tag_key)
);
create index ticket_tags_tag on ticket_tags (tag_key, ticket_id);

create table contact_tags (
  contact_id uuid not null references contacts (id),
  tag_key text not null references tags (key),
  primary key (contact_id, tag_key)
);
create index contact_tags_tag on contact_tags (tag_key, contact_id);

create table ticket_fields (
  ticket_id uuid primary key references tickets (id),
  -- By key of the field; what is empty is left out.
  field_values jsonb not null default '{}'
);

-- What an installation begins with, until somebody chooses otherwise.
insert into ticket_types (key, name, name_en, position) values
  ('question', 'Consulta', 'Question', 1),
  ('problem', 'Problema', 'Problem', 2),
  ('task', 'Tarea', 'Task', 3),
  ('request', 'Solicitud', 'Request', 4);
insert into priorities (key, name, name_en, colour, target, position) values
  ('low', 'Baja', 'Low', 'grey', '{"kind": "business_hours", "hours": 24}', 1),
  ('normal', 'Normal', 'Normal', 'blue', '{"kind": "calendar_hours", "hours": 24}', 2),
  ('urgent', 'Urgente', 'Urgent', 'amber', '{"kind": "end_of_day"}', 3),
  ('critical', 'Crítica', 'Critical', 'red', '{"kind": "business_hours", "hours": 1}', 4);
insert into priority_types (type_key, priority_key) values
  ('question', 'normal'), ('question', 'urgent'),
  ('problem', 'urgent'), ('problem', 'critical'),
  ('task', 'low'), ('task', 'normal'), ('task', 'urgent'),
  ('request', 'normal'), ('request', 'urgent');
insert into flags (key, name, name_en, meaning, position) values
  ('orange', 'Pendiente', 'Pending', 'Pendiente de resolución', 1),
  ('blue', 'En curso', 'Under way', 'El responsable está trabajando en él ahora', 2),
  ('green', 'Por cerrar', 'Ready to close', 'Listo para revisión y cierre', 3);
insert into tag_facets (key, name, name_en, about, exclusive, colour, position) values
  ('attention', 'Tipificación de la atención', 'Kind of attention', 'ticket', false, 'grey', 1),
  ('customer', 'Tipificación del cliente', 'Kind of customer', 'contact', false, 'grey', 2);
insert into tags (key, facet_key, name, name_en, colour, mark, position) values
  ('complaint', 'attention', 'Queja', 'Complaint', 'amber', null, 1),
  ('praise', 'attention', 'Felicitación', 'Praise', 'green', null, 2),
  ('spam', 'attention', 'Spam', 'Spam', null, null, 3),
  ('critical_case', 'attention', 'Caso crítico', 'Critical case', 'red', 'critical_case', 4),
  ('upset', 'customer', 'Cliente molesto', 'Upset customer', 'red', 'difficult_customer', 1),
  ('important', 'customer', 'Cliente importante', 'Important customer', 'accent', null, 2);

-- Who changes the status of a ticket says what it is, too.
update roles set permissions = array_append(permissions, 'tickets:classify'), version = version + 1
where not built_in and 'tickets:status' = any(permissions) and not 'tickets:classify' = any(permissions);
