import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** What an installation has that lays down its rules, as issue 6 measures it. */
export const houseRules = { departments: 10, fields: 40, policies: 6 } as const;

const ids = (kind: string, n: string) =>
  `('01890000-0000-7000-8${kind}-' || lpad((${n})::text, 12, '0'))::uuid`;
const department = (n: string) => ids('0d0', n);
/** Of the calendar that holds everywhere. */
const calendarId = '01890000-0000-7000-80ca-000000000001';
const day = [
  { from: '09:00', to: '14:00' },
  { from: '15:00', to: '18:30' },
];
const calendar = {
  timeZone: 'America/Mexico_City',
  week: {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: [{ from: '09:00', to: '13:00' }],
    sunday: [],
  },
  seasons: [],
  holidays: [],
  openings: [],
};
const promise = (hours: number) => ({
  target: { kind: 'business', ms: hours * 3_600_000 },
  warn: { fraction: 0.75 },
});
const all = {
  first_response: promise(4),
  next_response: promise(4),
  resolution: promise(24),
  no_news: promise(16),
};
/** The first five are asked in vain of most tickets. */
const policies = [
  ['Críticos', { field: 'priority', op: 'any_of', values: ['critical'] }],
  [
    'Problemas urgentes',
    {
      and: [
        { field: 'type', op: 'any_of', values: ['problem'] },
        { field: 'priority', op: 'any_of', values: ['urgent'] },
      ],
    },
  ],
  ['Quejas', { field: 'tag', op: 'any_of', values: ['complaint', 'critical_case'] }],
  [
    'Clientes importantes',
    {
      and: [
        { field: 'contactTag', op: 'any_of', values: ['important'] },
        { field: 'organization', op: 'present' },
      ],
    },
  ],
  ['Con plan especial', { field: 'field:f11', op: 'any_of', values: ['o1'] }],
  ['Todos', { and: [] }],
] as const;

/**
 * Lays the rules of a large house over a corpus: ten departments whose agents see only their own, forty fields of which
 * a ticket has ten filled in, six policies with four promises each, types, priorities and tags. In the corpus of the
 * bench, before the product starts over it.
 */
export async function layRules(database: pg.Client, now: Date): Promise<void> {
  const run = (text: string, values: unknown[] = []) => database.query(text, values);
  await layDepartments(run, now);
  await layFields(run);
  await run('update calendars set is_default = false');
  await run(
    `insert into calendars (id, name, definition, is_default, created_at, changed_at) values ($1, 'Oficina', $2, true, $3, $3)`,
    [calendarId, JSON.stringify(calendar), now],
  );
  await run('update sla_policies set active = false');
  for (const [at, [name, filter]] of policies.entries())
    await run(
      `insert into sla_policies (id, name, filter, position, targets, pauses)
       values (gen_random_uuid(), $1, $2, $3, $4, '{"resolution": ["waiting_customer"], "no_news": ["waiting_customer"]}')`,
      [name, JSON.stringify(filter), at + 10, JSON.stringify(all)],
    );
  // Its clocks begin when the product does.
  await run(
    `insert into timers (id, due_at, kind, subject_type, subject_id, key, payload)
     values (gen_random_uuid(), $1, 'sla.recount', 'sla', '00000000-0000-0000-0000-000000000000', 'sla.recount', '{"after": null}')`,
    [now],
  );
  // As compact as the corpus beside it.
  for (const table of ['tickets', 'ticket_fields', 'ticket_tags', 'agents'])
    await run(`vacuum (full, analyze) ${table}`);
}

type Run = (text: string, values?: unknown[]) => Promise<unknown>;

async function layDepartments(run: Run, now: Date) {
  const rows = `generate_series(0, ${houseRules.departments - 1}) n`;
  const members = JSON.stringify({ assign: { agentIds: [], teamIds: [], members: true, owner: true } });
  await run(
    `insert into departments (id, name, position, created_at, rules) select ${department('n')}, 'Área ' || n, n, $2, $1 from ${rows}`,
    [members, now],
  );
  const numbered = '(select id, row_number() over (order by email) as n from agents) a';
  await run(`insert into agent_departments (agent_id, department_id)
    select distinct a.id, ${department('(a.n + s.step) % 10')} from ${numbered}, (values (0), (3), (7)) s (step)`);
  await run(`insert into roles (key, name, permissions, scope)
    select 'house_agent', 'Ejecutivo de área', permissions, 'departments' from roles where key = 'agent'`);
  await run(`update agents set role_key = 'house_agent' where role_key = 'agent'`);
  await run(`update channel_accounts set department_id = ${department('0')}`);
  await run(`update tickets t set department_id = ${department('coalesce(a.n, t.number) % 10')},
      type_key = (array['question', 'problem', 'task', 'request'])[1 + t.number % 4],
      priority_key = (array['normal', 'urgent', 'normal', 'urgent'])[1 + t.number % 4]
    from tickets o left join ${numbered} on a.id = o.owner_id where o.id = t.id`);
  await run(
    `insert into ticket_tags (ticket_id, tag_key) select id, 'praise' from tickets where number % 5 = 0`,
  );
  await run(
    `insert into contact_tags (contact_id, tag_key) select id, 'upset' from contacts where id::text < '1' or id::text like '%7'`,
  );
}

async function layFields(run: Run) {
  const options = JSON.stringify(
    Array.from({ length: 8 }, (_, at) => ({
      key: `o${at}`,
      name: `Opción ${at}`,
      nameEn: null,
      active: true,
    })),
  );
  await run(
    `insert into field_definitions (key, name, kind, options, position)
     select 'f' || n, 'Campo ' || n, (array['text', 'choice', 'number', 'date'])[1 + n % 4],
       case when n % 4 = 1 then $1::jsonb else '[]' end, n from generate_series(0, ${houseRules.fields - 1}) n`,
    [options],
  );
  await run(`insert into field_uses (place, place_key, field_key, position)
    select case when n < 10 then 'always' else 'department' end,
      case when n < 10 then '' else ${department('n % 10')}::text end, 'f' || n, n
    from generate_series(0, ${houseRules.fields - 1}) n`);
  await run(`insert into ticket_fields (ticket_id, field_values)
    select t.id, jsonb_build_object('f0', 'texto ' || t.number, 'f1', 'o2', 'f2', t.number, 'f3', '2026-01-15', 'f4', 'otro',
      'f5', 'o3', 'f6', 7, 'f7', '2026-02-20', 'f8', 'más', 'f9', 'o' || 4) from tickets t`);
}

/** Waits until every open ticket has its clocks. */
export async function clocksBegun(database: pg.Client): Promise<void> {
  const until = performance.now() + 60_000;
  for (;;) {
    const { rows } = await database.query<{ busy: boolean }>(
      `select exists (select from timers where kind = 'sla.recount') or not exists (select from ticket_clocks)
         or exists (select from events_pending)
         or exists (select from event_cursors where pos < (select pos from events_head)) as busy`,
    );
    if (!rows[0]!.busy) return;
    if (performance.now() > until) throw new Error('the clocks did not begin');
    await sleep(100);
  }
}
