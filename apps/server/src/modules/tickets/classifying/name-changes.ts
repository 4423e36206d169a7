import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { Language } from '@ventanilla/contracts/common';
import type { ClassifiedField } from '@ventanilla/contracts/events';
import { type Named, nameIn } from '@ventanilla/contracts/named.rules';
import type { FieldValue } from '@ventanilla/contracts/ticket-classification';
import type { HistoryEntry } from '@ventanilla/contracts/ticket-history';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { readClassification } from '../../classification/index.ts';

/** What the log says of one change. */
interface Logged {
  id: number;
  payload: Record<string, unknown>;
}

interface Words {
  event_id: number;
  old: FieldValue | null;
  new: FieldValue | null;
  old_name: string | null;
  new_name: string | null;
}

type Told = Pick<HistoryEntry, 'from' | 'to' | 'how' | 'about' | 'note'>;

/**
 * How the history tells what was classified: names as they read now, in the reader's language, and of fields of one's own
 * what was written, as long as it was not erased. Two statements, none where nothing was.
 */
export async function nameChanges(
  { logged, language }: { logged: readonly Logged[]; language: Language },
  db: Db,
): Promise<Map<number, Told>> {
  if (logged.length === 0) return new Map();
  const definitions = await readClassification(db);
  const eventIds = logged.map(({ id }) => id);
  const fieldKeys = logged.map(({ payload }) => (payload['fieldKey'] as string | null) ?? null);
  const { rows } = await sql<Words>`
    select v.event_id, v.old_value as old, v.new_value as new, coalesce(co.name, oo.name) as old_name, coalesce(cn.name, noo.name) as new_name
    from field_versions v
    -- Why a priority was chosen stands under «priority», which is not a field of that key.
    join unnest(${eventIds}::bigint[], ${fieldKeys}::text[]) g (event_id, field_key) on g.event_id = v.event_id
    left join field_definitions d on d.key = g.field_key and d.kind in ('person', 'organization')
    left join contacts co on co.id = case when d.kind = 'person' then (v.old_value #>> '{}')::uuid end
    left join contacts cn on cn.id = case when d.kind = 'person' then (v.new_value #>> '{}')::uuid end
    left join organizations oo on oo.id = case when d.kind = 'organization' then (v.old_value #>> '{}')::uuid end
    left join organizations noo on noo.id = case when d.kind = 'organization' then (v.new_value #>> '{}')::uuid end`.execute(
    db,
  );
  const words = new Map(rows.map((row) => [Number(row.event_id), row]));
  return new Map(
    logged.map(({ id, payload }) => [id, nameOne(payload, { definitions, words: words.get(id), language })]),
  );
}

interface Sources {
  definitions: Classification;
  words: Words | undefined;
  language: Language;
}

function nameOne(payload: Record<string, unknown>, { definitions, words, language }: Sources): Told {
  const how = payload['field'] as ClassifiedField;
  const nameOf = (definition: Named | undefined) => (definition ? nameIn(definition, language) : null);
  const named = (list: readonly (Named & { key: string })[], key: unknown) =>
    typeof key === 'string' ? (nameOf(list.find((item) => item.key === key)) ?? key) : null;
  const between = (list: readonly (Named & { key: string })[]) => ({
    from: named(list, payload['from']),
    to: named(list, payload['to']),
  });
  const plain = { how, about: null, note: null };
  switch (how) {
    case 'title':
      return { from: (words?.old as string) ?? null, to: (words?.new as string) ?? null, ...plain };
    case 'type':
      return { ...between(definitions.types), ...plain };
    case 'subject':
      return { ...between(definitions.subjects), ...plain };
    case 'flag':
      return { ...between(definitions.flags), ...plain };
    case 'priority':
      return { ...between(definitions.priorities), ...plain, note: (words?.new as string) ?? null };
    case 'due':
      return { from: payload['from'] as string | null, to: payload['to'] as string | null, ...plain };
    case 'tag':
    case 'contact_tag': {
      const key = payload['to'] ?? payload['from'];
      const facetKey = definitions.tags.find((tag) => tag.key === key)?.facetKey;
      return { ...between(definitions.tags), how, about: named(definitions.facets, facetKey), note: null };
    }
    case 'field': {
      const field = definitions.fields.find(({ key }) => key === payload['fieldKey']);
      const read = (value: FieldValue | null, name: string | null) =>
        value === null ? null : (name ?? readable(value, (key) => named(field?.options ?? [], key) ?? key));
      return {
        from: words ? read(words.old, words.old_name) : null,
        to: words ? read(words.new, words.new_name) : null,
        how,
        about: nameOf(field),
        note: null,
      };
    }
  }
}

/** Characters of a text that the history shows. */
const shownMax = 200;

function readable(value: FieldValue, optionName: (key: string) => string): string {
  if (typeof value === 'string') return optionName(value).slice(0, shownMax);
  if (Array.isArray(value)) return value.map(optionName).join(', ').slice(0, shownMax);
  if (typeof value === 'object') return `${value.amount} ${value.currency}`;
  return String(value);
}
