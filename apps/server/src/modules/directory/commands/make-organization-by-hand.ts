import { likeEnough } from '@ventanilla/contracts/new-ticket';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { addOrganization } from './add-organization.ts';

export interface NewOrganizationByHand {
  name: string;
  /** Why it is another than those that are like it. */
  reason: string | null;
}

/**
 * An organisation that somebody enters while they open a ticket (W5). Where one is like it already, another needs a
 * reason, which stays with it: `organizations.reason_missing`, with the name of the likest. Asked for twice in one
 * request, as for several people of it, it is made once. What mail comes from a domain that none has is its.
 */
export async function makeOrganizationByHand(
  { name, reason, domains }: NewOrganizationByHand & { domains: readonly string[] },
  work: Work,
): Promise<string> {
  // Of two who make the same at once the second is asked about the first's.
  await sql`select pg_advisory_xact_lock(hashtextextended('organizations', 0))`.execute(work.tx);
  const like = await likest(name, work);
  if (like?.isSame && like.isOfRequest) return like.id;
  if (like && reason === null)
    throw new AppError('organizations.reason_missing', { params: { name: like.name } });
  const id = await addOrganization(
    { name, parentId: null, domains: await unclaimed(domains, work), madeBecause: reason },
    work,
  );
  await appendEvents(
    [event('organization.created@1', { type: 'organization', id }, { organizationId: id })],
    work,
  );
  await recordAudit(
    {
      action: 'organization.created',
      subjectType: 'organization',
      subjectId: id,
      details: { likeId: like?.id ?? null },
    },
    work,
  );
  return id;
}

async function likest(name: string, work: Work) {
  const { rows } = await sql<{ id: string; name: string; isSame: boolean; isOfRequest: boolean }>`
    select o.id, o.name, fold_text(o.name) = fold_text(${name}) as "isSame",
      o.xmin = pg_current_xact_id()::xid as "isOfRequest"
    from organizations_like(fold_text(${name}), 50) l join organizations o on o.id = l.id
    where l.likeness * 100 >= ${likeEnough}
    order by "isSame" desc, "isOfRequest" desc, l.likeness desc, o.id limit 1`.execute(work.tx);
  return rows[0];
}

async function unclaimed(domains: readonly string[], work: Work): Promise<string[]> {
  const { rows } = await sql<{ domain: string }>`
    select distinct domain from unnest(${[...domains]}::text[]) domain
    where not exists (select from organizations o where o.domains @> array[domain])`.execute(work.tx);
  return rows.map(({ domain }) => domain);
}
