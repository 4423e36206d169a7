import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { Language } from '@ventanilla/contracts/common';
import { type FilterField, fixedChoices, isOwnField } from '@ventanilla/contracts/filter-fields';
import { conditionsOf, type Filter } from '@ventanilla/contracts/filters';
import type { FilterWords } from '@ventanilla/phrases/es/filter-words';
import { sql } from 'kysely';
import type { Actor } from '../../../../platform/actor.ts';
import type { Db } from '../../../../platform/db/database.ts';
import { readClassification } from '../../../classification/index.ts';
import { slugOf } from './slug.ts';
import { tokensOf } from './tokens.ts';
import { type NamedValue, type Names, wordsOf } from './vocabulary.ts';

/** People and organisations that one word may mean, those of the shortest names: who is called just so is among them. */
const alikeMax = 20;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Of what names are wanted: those written in a text, those whose ids a filter holds, and those that begin so. */
interface Wanted {
  text?: string;
  filter?: Filter;
}

/**
 * The names that a filter's text is read and written with: every definition, place and agent, and of the people and
 * organisations those that it mentions, as far as the reader may look them up.
 */
export async function loadNames({ text, filter }: Wanted, actor: Actor, db: Db): Promise<Names> {
  const classification = await readClassification(db);
  const places = await readPlaces(db);
  const mentioned = {
    slugs: text === undefined ? [] : writtenNames(text),
    ids: filter === undefined ? [] : idsOf(filter),
  };
  const people = actor.permissions.has('people:read') ? await readPeople(mentioned, db) : nobody;
  const definitions = definitionValues(classification, actor.language);
  const values = new Map<string, readonly NamedValue[]>([
    ...Object.entries({
      ...definitions,
      ...places,
      requester: people.contacts,
      organization: people.organizations,
    }),
    ...Object.entries(fixedValues(actor.language)),
  ]);
  const ownFields = classification.fields.map(({ key, name, nameEn, kind, options }) => ({
    key,
    kind,
    names: inOrder({ name, nameEn }, actor.language),
    values: valuesOfKind(kind, people) ?? named(options, actor.language),
  }));
  return {
    language: actor.language,
    ownFields,
    valuesOf(field: FilterField) {
      if (!isOwnField(field)) return values.get(field) ?? [];
      return ownFields.find(({ key }) => `field:${key}` === field)?.values ?? [];
    },
  };
}

/** Names of what a filter mentions by id or key, for a screen that draws it. */
export function mentionedNames(filter: Filter, names: Names): Record<string, string> {
  const found = conditionsOf(filter).flatMap((one) =>
    'values' in one
      ? one.values.flatMap((value) => {
          const name = names.valuesOf(one.field).find((each) => each.value === value)?.names[0];
          return name ? [[value, name] as const] : [];
        })
      : [],
  );
  return Object.fromEntries(found);
}

interface Named {
  name: string;
  nameEn: string | null;
}

const inOrder = ({ name, nameEn }: Named, language: Language) =>
  nameEn === null ? [name] : language === 'en' ? [nameEn, name] : [name, nameEn];

const named = (definitions: readonly (Named & { key: string })[], language: Language): NamedValue[] =>
  definitions.map((one) => ({ value: one.key, names: inOrder(one, language) }));

function definitionValues(all: Classification, language: Language) {
  const about = (kind: 'ticket' | 'contact') => {
    const facets = new Set(all.facets.filter((facet) => facet.about === kind).map(({ key }) => key));
    return named(
      all.tags.filter(({ facetKey }) => facets.has(facetKey)),
      language,
    );
  };
  return {
    status: named(all.statuses, language),
    priority: named(all.priorities, language),
    type: named(all.types, language),
    subject: named(all.subjects, language),
    flag: named(all.flags, language),
    tag: about('ticket'),
    contactTag: about('contact'),
  };
}

/** Of a choice of the product its words, in both languages. */
function fixedValues(language: Language): Record<string, NamedValue[]> {
  const other: Language = language === 'es' ? 'en' : 'es';
  const wordIn = (of: Language, field: string, value: string) => {
    const choices = wordsOf[of].choices[field as keyof FilterWords['choices']] as Record<string, string>;
    return choices[value] ?? value;
  };
  return Object.fromEntries(
    Object.entries(fixedChoices)
      .filter(([field]) => field !== 'flag')
      .map(([field, keys]) => [
        field,
        keys.map((value) => ({
          value,
          names: [wordIn(language, field, value), wordIn(other, field, value)],
        })),
      ]),
  );
}

interface PlaceRow {
  field:
    | 'owner'
    | 'accountManager'
    | 'successManager'
    | 'ownerTeam'
    | 'department'
    | 'line'
    | 'channelAccount';
  value: string;
  name: string;
  other: string | null;
}

async function readPlaces(db: Db): Promise<Record<PlaceRow['field'], NamedValue[]>> {
  const { rows } = await sql<PlaceRow>`
    select f.field, a.id::text as value, a.name, a.email as other
      from agents a, unnest(array['owner', 'accountManager', 'successManager']) as f (field)
    union all select 'ownerTeam', id::text, name, null from teams
    union all select 'department', id::text, name, null from departments
    union all select 'line', id::text, name, null from lines
    union all select 'channelAccount', id::text, name, address from channel_accounts`.execute(db);
  const found: Record<PlaceRow['field'], NamedValue[]> = {
    owner: [],
    accountManager: [],
    successManager: [],
    ownerTeam: [],
    department: [],
    line: [],
    channelAccount: [],
  };
  for (const { field, value, name, other } of rows)
    found[field].push({ value, names: other ? [name, other] : [name] });
  return found;
}

interface People {
  contacts: NamedValue[];
  organizations: NamedValue[];
}
const nobody: People = { contacts: [], organizations: [] };

function valuesOfKind(kind: string, people: People): NamedValue[] | null {
  if (kind === 'person') return people.contacts;
  return kind === 'organization' ? people.organizations : null;
}

/** Every value of a text that may be somebody's name; which of them are, the database says. */
function writtenNames(text: string): string[] {
  const written = tokensOf(text).flatMap((token) => (token.kind === 'term' ? token.values : []));
  return [
    ...new Set(written.map(({ text: value }) => slugOf(value.replace(/^@/, '').replace(/#[0-9a-f-]*$/, '')))),
  ].filter((slug) => slug.length > 1);
}

function idsOf(filter: Filter): string[] {
  return conditionsOf(filter).flatMap((one) =>
    'values' in one ? one.values.filter((value) => uuid.test(value)) : [],
  );
}

interface PersonRow {
  of: 'contacts' | 'organizations';
  value: string;
  name: string;
  address: string | null;
}

/** Those named so, and those of these ids with whoever is named like them: a name is only written where it is one's own. */
async function readPeople({ slugs, ids }: { slugs: string[]; ids: string[] }, db: Db): Promise<People> {
  if (slugs.length === 0 && ids.length === 0) return nobody;
  const patterns = slugs.map((slug) => slug.replace(/[\\%_]/g, '\\$&').replaceAll('-', '%'));
  const addresses = slugs.filter((slug) => slug.includes('@'));
  const { rows } = await sql<PersonRow>`
    with wanted as (
      select '%' || fold_text(unnest(${patterns}::text[])) || '%' as pattern
      union select fold_text(name) from contacts where id = any(${ids}::uuid[])
      union select fold_text(name) from organizations where id = any(${ids}::uuid[])
    )
    select 'contacts' as of, c.id::text as value, c.name, null as address from wanted w cross join lateral (
      select id, name from contacts where fold_text(name) like w.pattern
        order by length(name), id limit ${sql.lit(alikeMax)}) c
    union select 'contacts', c.id::text, c.name, i.match_key from contact_identities i
      join contacts c on c.id = i.contact_id
      where i.kind = 'email' and i.match_key = any(${addresses}::text[]) and i.superseded_by is null
    union select 'organizations', o.id::text, o.name, null from wanted w cross join lateral (
      select id, name from organizations where fold_text(name) like w.pattern
        order by length(name), id limit ${sql.lit(alikeMax)}) o`.execute(db);
  const named = (of: PersonRow['of']): NamedValue[] => {
    const byId = new Map<string, string[]>();
    for (const row of rows.filter((one) => one.of === of))
      byId.set(row.value, [...(byId.get(row.value) ?? [row.name]), ...(row.address ? [row.address] : [])]);
    return [...byId].map(([value, names]) => ({ value, names }));
  };
  return { contacts: named('contacts'), organizations: named('organizations') };
}
