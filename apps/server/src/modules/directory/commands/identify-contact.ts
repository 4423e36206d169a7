import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { emailDomain, emailMatchKey, phoneMatchKey, saysOrganization } from '../directory.rules.ts';
import { addContact } from './add-contact.ts';
import { addIdentity, type NewAddress } from './add-identity.ts';
import { makeOrganizationByHand, type NewOrganizationByHand } from './make-organization-by-hand.ts';

export interface NewPerson {
  name: string;
  jobTitle: string | null;
  emails: readonly NewAddress[];
  phones: readonly string[];
  organizationId: string | null;
  /** Theirs, where the directory has not got it yet. */
  newOrganization?: NewOrganizationByHand | null | undefined;
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
 * new one. What was not known yet of a known person, such as another number, is added to them. Throws `contacts.not_found`,
 * `contacts.not_a_phone`, `organizations.not_found`, `organizations.reason_missing`.
 */
export async function identifyContact(
  input: { contactId: string } | NewPerson,
  work: Work,
): Promise<IdentifiedContact> {
  if ('contactId' in input) return toIdentified(await byId(input.contactId, work));
  const keys = identityKeys(input);
  const known = await byIdentity(keys, work);
  if (known) {
    await learn({ contactId: known.id, jobTitle: input.jobTitle, keys }, work);
    return toIdentified(known);
  }
  if (input.organizationId) await assertOrganization(input.organizationId, work);
  const organizationId = input.organizationId ?? (await makeOrganization(input, work));
  const contactId = await addContact(
    {
      name: input.name,
      organizationId,
      jobTitle: input.jobTitle,
      language: null,
      emails: [],
    },
    work,
  );
  for (const { kind, value, label } of keys) await addIdentity({ contactId, kind, value, label }, work);
  return { contactId, organizationId };
}

/** What somebody goes by that nobody has yet, and what they do where nobody said. */
async function learn(
  { contactId, jobTitle, keys }: { contactId: string; jobTitle: string | null; keys: readonly IdentityKey[] },
  work: Work,
): Promise<void> {
  for (const { kind, value, key, label } of keys)
    if (!(await isTaken({ kind, key }, work))) await addIdentity({ contactId, kind, value, label }, work);
  if (jobTitle !== null)
    await sql`update contacts set job_title = ${jobTitle}, version = version + 1
      where id = ${contactId} and job_title is null`.execute(work.tx);
}

interface IdentityKey {
  kind: 'email' | 'phone';
  value: string;
  key: string;
  label: NewAddress['label'];
}

/** Each once, however often and in whatever spelling it was given. */
function identityKeys({ emails, phones }: NewPerson): IdentityKey[] {
  const keys = [
    ...emails.map(({ address, label }) => ({
      kind: 'email' as const,
      value: address,
      key: emailMatchKey(address),
      label,
    })),
    ...phones.map((value) => ({ kind: 'phone' as const, value, key: demandPhone(value), label: null })),
  ];
  return keys.filter(
    ({ kind, key }, index) => keys.findIndex((one) => one.kind === kind && one.key === key) === index,
  );
}

function demandPhone(value: string): string {
  const key = phoneMatchKey(value);
  if (key === null) throw new AppError('contacts.not_a_phone');
  return key;
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

/** With the domain of their work's mail, where that says one. */
function makeOrganization({ newOrganization, emails }: NewPerson, work: Work): Promise<string> | null {
  if (!newOrganization) return null;
  const official = emails.filter(({ label }) => label === 'official');
  const domains = official.flatMap(({ address }) => emailDomain(address) ?? []).filter(saysOrganization);
  return makeOrganizationByHand({ ...newOrganization, domains }, work);
}

async function assertOrganization(organizationId: string, work: Work): Promise<void> {
  const { rows } = await sql`select 1 from organizations where id = ${organizationId}`.execute(work.tx);
  if (rows.length === 0) throw new AppError('organizations.not_found');
}

function toIdentified(row: ContactRow): IdentifiedContact {
  return { contactId: row.id, organizationId: row.organization_id };
}
