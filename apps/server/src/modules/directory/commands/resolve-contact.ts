import { sql } from 'kysely';
import { keepPlan } from '../../../platform/db/kept-plans.ts';
import type { Work } from '../../../platform/work.ts';
import { emailDomain, emailMatchKey, nameFromAddress, saysOrganization } from '../directory.rules.ts';

export interface ResolvedContact {
  contactId: string;
  organizationId: string | null;
  name: string;
  created: boolean;
  /** The identity, while the last mail to it is known to have come back. */
  bouncedIdentityId: string | null;
}

interface ContactRow {
  contact_id: string;
  organization_id: string | null;
  name: string;
  bounced_identity_id: string | null;
}

/**
 * The person behind an address: the one who has it, else a new contact, whose organisation is the one that owns
 * the domain when exactly one does. Two mails of one new address at once meet on the identity's unique index.
 */
export async function resolveContact(
  input: { kind: 'email'; address: string; name: string },
  work: Work,
): Promise<ResolvedContact> {
  const matchKey = emailMatchKey(input.address);
  const known = await findByIdentity(input.kind, matchKey, work);
  if (known) return { ...toResolved(known), created: false };

  const organizationId = await organizationOfDomain(emailDomain(matchKey), work);
  const name = input.name.trim().slice(0, 120) || nameFromAddress(matchKey);
  const contactId = work.ids.uuid();
  await work.tx
    .insertInto('contacts')
    .values({
      id: contactId,
      name,
      organization_id: organizationId,
      job_title: null,
      language: null,
      created_at: work.now,
    })
    .execute();
  const inserted = await sql`
    insert into contact_identities (id, contact_id, kind, value, match_key, created_at)
    values (${work.ids.uuid()}, ${contactId}, ${input.kind}, ${input.address.trim()}, ${matchKey}, ${work.now})
    on conflict (kind, scope, match_key) where superseded_by is null do nothing returning id`.execute(
    work.tx,
  );
  if (inserted.rows.length > 0)
    return { contactId, organizationId, name, created: true, bouncedIdentityId: null };

  // Somebody else made the same person meanwhile; ours was never seen.
  await work.tx.deleteFrom('contacts').where('id', '=', contactId).execute();
  const winner = await findByIdentity(input.kind, matchKey, work);
  if (!winner) throw new Error('an identity vanished between insert and read');
  return { ...toResolved(winner), created: false };
}

function toResolved(row: ContactRow) {
  return {
    contactId: row.contact_id,
    organizationId: row.organization_id,
    name: row.name,
    bouncedIdentityId: row.bounced_identity_id,
  };
}

async function findByIdentity(kind: string, matchKey: string, work: Work): Promise<ContactRow | undefined> {
  const { rows } = await sql<ContactRow>`
    select c.id as contact_id, c.organization_id, c.name,
      case when i.bounced_at is not null then i.id end as bounced_identity_id
    from contact_identities i join contacts c on c.id = i.contact_id
    where i.kind = ${kind} and i.scope = '' and i.match_key = ${matchKey} and i.superseded_by is null ${keepPlan}`.execute(
    work.tx,
  );
  return rows[0];
}

async function organizationOfDomain(domain: string | null, work: Work): Promise<string | null> {
  if (!domain || !saysOrganization(domain)) return null;
  const { rows } = await sql<{ id: string }>`
    select id from organizations where domains @> array[${domain}]::text[] limit 2`.execute(work.tx);
  return rows.length === 1 ? rows[0]!.id : null;
}
