import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { Filter } from '@ventanilla/contracts/filters';
import type { FieldValue } from '@ventanilla/contracts/ticket-classification';
import type { TicketSort } from '@ventanilla/contracts/views';
import { exportPhrases as en } from '@ventanilla/phrases/en/export';
import { type ExportPhrases, exportPhrases as es } from '@ventanilla/phrases/es/export';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { readClassification } from '../../classification/index.ts';
import type { FilterTime } from '../filters/filter-time.ts';
import { cursorAfter, matching, pageOf } from '../queries/list.ts';
import type { Cell } from './write-xlsx.ts';

/** Tickets read at once; the rest waits until whoever downloads has taken these. */
const batchRows = 1000;
const phrasesIn = { es, en };

type Column = keyof ExportPhrases['columns'];

interface ExportRow {
  id: string;
  sort_key: Date | string;
  number: number;
  subject: string;
  channel: keyof ExportPhrases['channels'];
  status_key: string;
  type_key: string | null;
  subject_key: string | null;
  priority_key: string | null;
  flag: string | null;
  created_at: Date;
  first_answer_at: Date | null;
  customer_last_at: Date | null;
  our_last_at: Date | null;
  closed_at: Date | null;
  due_at: Date | null;
  clock: { dueAt: string | null } | null;
  requester: string;
  requester_email: string | null;
  organization: string | null;
  owner: string | null;
  department: string | null;
  line: string | null;
  tags: string[];
  contact_tags: string[];
  field_values: Record<string, FieldValue> | null;
  /** Names of the people and organisations in its own fields, by id. */
  names: Record<string, string> | null;
}

interface ExportInput {
  filter: Filter;
  sort: TicketSort;
  actor: Actor;
  time: FilterTime;
  /** Told after each reading how many rows there were so far. */
  onRows?(rows: number): Promise<void>;
}

/** How many tickets an export would hold. */
export async function countExport(
  input: Pick<ExportInput, 'filter' | 'actor' | 'time'>,
  db: Db,
): Promise<number> {
  const where = await matching(input, db);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from tickets t where ${where}`.execute(db);
  return rows[0]!.count;
}

/** The rows of a spreadsheet, headings first, as they are asked for; whoever stops asking stops the reading. */
export async function* exportTickets(input: ExportInput, db: Db): AsyncGenerator<Cell[]> {
  const classification = await readClassification(db);
  const words = createWords(classification, input);
  yield words.headings;
  const where = await matching(input, db);
  let cursor: string | undefined;
  let count = 0;
  for (;;) {
    const rows = await readRows({ ...input, where, cursor }, db);
    for (const row of rows) yield words.cellsOf(row);
    count += rows.length;
    await input.onRows?.(count);
    const last = rows.at(-1);
    if (!last || rows.length < batchRows) return;
    cursor = cursorAfter(last, input.sort);
  }
}

async function readRows(
  input: Pick<ExportInput, 'sort'> & {
    where: Awaited<ReturnType<typeof matching>>;
    cursor: string | undefined;
  },
  db: Db,
): Promise<ExportRow[]> {
  const { source, tail } = pageOf({ ...input, limit: batchRows });
  const { rows } = await sql<ExportRow>`
    select t.*, c.name as requester, o.name as organization, a.name as owner, d.name as department, l.name as line,
      v.field_values,
      (select i.value from contact_identities i where i.contact_id = c.id and i.kind = 'email' and i.superseded_by is null
        order by i.created_at, i.id limit 1) as requester_email,
      array(select g.tag_key from ticket_tags g where g.ticket_id = t.id order by 1) as tags,
      array(select g.tag_key from contact_tags g where g.contact_id = c.id order by 1) as contact_tags,
      case when v.field_values is not null then (
        select jsonb_object_agg(n.id, n.name) from jsonb_each_text(v.field_values) f
        join (select id::text, name from contacts union all select id::text, name from organizations) n on n.id = f.value
      ) end as names
    from (${source}) t
    join contacts c on c.id = t.requester_id
    left join organizations o on o.id = coalesce(t.organization_id, c.organization_id)
    left join agents a on a.id = t.owner_id
    left join departments d on d.id = t.department_id
    left join lines l on l.id = t.line_id
    left join ticket_fields v on v.ticket_id = t.id
    ${tail}`.execute(db);
  return rows;
}

/** How everything reads in the reader's language, and instants by the organisation's clock. */
function createWords(all: Classification, { actor, time }: ExportInput) {
  const phrases = phrasesIn[actor.language];
  const nameOf = ({ name, nameEn }: { name: string; nameEn: string | null }) =>
    actor.language === 'en' ? (nameEn ?? name) : name;
  const namesBy = (definitions: readonly { key: string; name: string; nameEn: string | null }[]) =>
    new Map(definitions.map((one) => [one.key, nameOf(one)]));
  const kinds = {
    statuses: namesBy(all.statuses),
    types: namesBy(all.types),
    subjects: namesBy(all.subjects),
    priorities: namesBy(all.priorities),
    flags: namesBy(all.flags),
    tags: namesBy(all.tags),
  };
  const named = (kind: keyof typeof kinds, key: string | null) =>
    key === null ? null : (kinds[kind].get(key) ?? key);
  const at = (instant: Date | string | null | undefined) =>
    instant ? new Date(time.clock.read(new Date(instant).getTime())) : null;
  const listed = (keys: readonly string[]) => keys.map((key) => named('tags', key)).join(', ');
  const columns: Record<Column, (row: ExportRow) => Cell> = {
    number: (row) => `V-${row.number}`,
    subject: (row) => row.subject,
    requester: (row) => row.requester,
    requesterEmail: (row) => row.requester_email,
    organization: (row) => row.organization,
    status: (row) => named('statuses', row.status_key),
    owner: (row) => row.owner,
    department: (row) => row.department,
    line: (row) => row.line,
    channel: (row) => phrases.channels[row.channel],
    type: (row) => named('types', row.type_key),
    catalogueSubject: (row) => named('subjects', row.subject_key),
    priority: (row) => named('priorities', row.priority_key),
    flag: (row) => named('flags', row.flag),
    tags: (row) => listed(row.tags),
    contactTags: (row) => listed(row.contact_tags),
    createdAt: (row) => at(row.created_at),
    firstAnswerAt: (row) => at(row.first_answer_at),
    customerLastAt: (row) => at(row.customer_last_at),
    ourLastAt: (row) => at(row.our_last_at),
    closedAt: (row) => at(row.closed_at),
    dueAt: (row) => at(row.due_at),
    clockDueAt: (row) => at(row.clock?.dueAt),
  };
  const options = new Map(all.fields.map(({ key, options: each }) => [key, namesBy(each)]));
  const ownCell = (key: string, { field_values, names }: ExportRow): Cell => {
    const value = field_values?.[key];
    if (value === undefined || value === null || value === false) return null;
    if (value === true) return phrases.yes;
    if (typeof value === 'number') return value;
    if (typeof value === 'string') return options.get(key)?.get(value) ?? names?.[value] ?? value;
    if (Array.isArray(value)) return value.map((each) => options.get(key)?.get(each) ?? each).join(', ');
    return `${value.amount} ${value.currency}`;
  };
  const keys = Object.keys(columns) as Column[];
  return {
    headings: [...keys.map((key) => phrases.columns[key]), ...all.fields.map(nameOf)],
    cellsOf: (row: ExportRow): Cell[] => [
      ...keys.map((key) => columns[key](row)),
      ...all.fields.map(({ key }) => ownCell(key, row)),
    ],
  };
}
