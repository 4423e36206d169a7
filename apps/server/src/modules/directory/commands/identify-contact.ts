import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { emailMatchKey, phoneMatchKey } from '../directory.rules.ts';
import { addContact } from './add-contact.ts';
import { addIdentity } from './add-identity.ts';

export interface NewPerson {
  name: string;
  email: string | null;
  phone: string | null;
  organizationId: string | null;
}

export interface IdentifiedContact {
  contactId: string;
  organizationId: string | null;
}

interface ContactRow {
  id: string;
  organization_id: string | null;
}

/**
 * The person somebody means: one of the directory by id, else whoever has the address or the number given, else a
 * new one. A number or address that the known person did not have yet is added to them. Throws `contacts.not_found`,
 * `contacts.not_a_phone`, `organizations.not_found`.
 */
export async function identifyContact(
  input: { contactId: string } | NewPerson,
  work: Work,
): Promise<IdentifiedContact> {
  if ('contactId' in input) return toIdentified(await byId(input.contactId, work));
  const keys = identityKeys(input);
  const known = await byIdentity(keys, work);
  if (known) {
    for (const { kind, value, key } of keys) {
      if (!(await isTaken({ kind, key }, work)))
        await addIdentity({ contactId: known.id, kind, value }, work);
    }
    return toIdentified(known);
  }
  if (input.organizationId) await assertOrganization(input.organizationId, work);
  const contactId = await addContact(
    {
      name: input.name,
      organizationId: input.organizationId,
      language: null,
      emails: input.email ? [input.email] : [],
      phones: input.phone ? [input.phone] : [],
    },
    work,
  );
  return { contactId, organizationId: input.organizationId };
}

interface IdentityKey {
  kind: 'email' | 'phone';
  value: string;
  key: string;
}

function identityKeys({ email, phone }: NewPerson): IdentityKey[] {
  const keys: IdentityKey[] = [];
  if (email) keys.push({ kind: 'email', value: email, key: emailMatchKey(email) });
  if (phone) {
    const key = phoneMatchKey(phone);
    if (key === null) throw new AppError('contacts.not_a_phone');
    keys.push({ kind: 'phone', value: phone, key });
  }
  return keys;
}

async function byId(contactId: string, work: Work): Promise<ContactRow> {
  const { rows } = await sql<ContactRow>`
    select id, organization_id from contacts where id = ${contactId}`.execute(work.tx);
  if (!rows[0]) throw new AppError('contacts.not_found');
  return rows[0];
}

/** The address says more than the number, which families and offices share. */
async function byIdentity(keys: readonly IdentityKey[], work: Work): Promise<ContactRow | undefined> {
  for (const { kind, key } of keys) {
    const { rows } = await sql<ContactRow>`
      select c.id, c.organization_id from contact_identities i join contacts c on c.id = i.contact_id
      where i.kind = ${kind} and i.scope = '' and i.match_key = ${key} and i.superseded_by is null`.execute(
      work.tx,
    );
    if (rows[0]) return rows[0];
  }
  return undefined;
}

async function isTaken({ kind, key }: Pick<IdentityKey, 'kind' | 'key'>, work: Work): Promise<boolean> {
  const { rows } = await sql`
    select 1 from contact_identities
    where kind = ${kind} and scope = '' and match_key = ${key} and superseded_by is null`.execute(work.tx);
  return rows.length > 0;
}

async function assertOrganization(organizationId: string, work: Work): Promise<void> {
  const { rows } = await sql`select 1 from organizations where id = ${organizationId}`.execute(work.tx);
  if (rows.length === 0) throw new AppError('organizations.not_found');
}

function toIdentified(row: ContactRow): IdentifiedContact {
  return { contactId: row.id, organizationId: row.organization_id };
}
