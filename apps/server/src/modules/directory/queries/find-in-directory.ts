import { type ContactHit, directoryHitsMax, type OrganizationHit } from '@ventanilla/contracts/new-ticket';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { likePattern } from '../../../platform/db/like.ts';

interface HitRow {
  id: string;
  name: string;
  organization_id: string | null;
  organization_name: string | null;
  parent_name: string | null;
  emails: string[];
  phones: string[];
}

/** Every word of the text stands somewhere in a name, with or without accents. */
export function namedLike(name: RawBuilder<unknown>, q: string): RawBuilder<boolean> {
  const words = q.split(/\s+/).filter((word) => word !== '');
  return sql<boolean>`(${sql.join(
    words.map((word) => sql`fold_text(${name}) like fold_text(${likePattern(word)})`),
    sql` and `,
  )})`;
}

/** People by parts of their name, address or number (four digits or more); whose name begins so come first. */
export async function findContacts({ q }: { q: string }, db: Db): Promise<ContactHit[]> {
  const pattern = likePattern(q);
  const digits = q.replace(/\D/g, '');
  const byPhone =
    digits.length >= 4
      ? sql`union (select contact_id from contact_identities
          where kind = 'phone' and match_key like ${`%${digits}%`} and superseded_by is null limit 50)`
      : sql``;
  const { rows } = await sql<HitRow>`
    select c.id, c.name, o.id as organization_id, o.name as organization_name, p.name as parent_name,
      coalesce((select array_agg(i.value order by i.created_at) from contact_identities i
        where i.contact_id = c.id and i.kind = 'email' and i.superseded_by is null), '{}') as emails,
      coalesce((select array_agg(i.value order by i.created_at) from contact_identities i
        where i.contact_id = c.id and i.kind = 'phone' and i.superseded_by is null), '{}') as phones
    from (
      (select id from contacts where ${namedLike(sql`name`, q)} limit 50)
      union (select contact_id from contact_identities
        where kind = 'email' and match_key like ${pattern.toLowerCase()} and superseded_by is null limit 50)
      ${byPhone}) hit
    join contacts c on c.id = hit.id
    left join organizations o on o.id = c.organization_id
    left join organizations p on p.id = o.parent_id
    order by fold_text(c.name) like fold_text(${pattern.slice(1)}) desc, c.name, c.id limit ${sql.lit(directoryHitsMax)}`.execute(
    db,
  );
  return rows.map(({ id, name, emails, phones, ...row }) => ({
    id,
    name,
    organization: row.organization_id
      ? { id: row.organization_id, name: row.organization_name ?? '', parentName: row.parent_name }
      : null,
    emails,
    phones,
  }));
}

/** Organisations by a domain of their mail, by parts of their name or by a name like it; the likest first. */
export async function findOrganizations({ q }: { q: string }, db: Db): Promise<OrganizationHit[]> {
  const { rows } = await sql<OrganizationHit>`
    select o.id, o.name, p.name as "parentName", o.domains, h.likeness
    from (
      select id, max(likeness)::int as likeness from (
        select id, round(likeness * 100) as likeness
          from organizations_like(fold_text(${q}), ${sql.lit(directoryHitsMax)})
        union all (select id, round(word_similarity(fold_text(${q}), fold_text(name)) * 100)
          from organizations where ${namedLike(sql`name`, q)} limit 50)
        union all select id, 100 from organizations where domains @> array[${q.toLowerCase()}]::text[]) found
      group by id) h
    join organizations o on o.id = h.id
    left join organizations p on p.id = o.parent_id
    order by h.likeness desc, o.name, o.id limit ${sql.lit(directoryHitsMax)}`.execute(db);
  return rows;
}
