import type { Language } from '@ventanilla/contracts/common';
import type { Work } from '../../../platform/work.ts';
import { addIdentity } from './add-identity.ts';

export interface NewContact {
  name: string;
  organizationId: string | null;
  jobTitle?: string | null;
  /** Null: the language of whoever writes to them decides. */
  language: Language | null;
  emails: readonly string[];
  phones?: readonly string[];
}

/** A person that somebody enters by hand or imports. What another one has is refused by its index. */
export async function addContact(input: NewContact, work: Work): Promise<string> {
  const id = work.ids.uuid();
  const created_at = work.now;
  await work.tx
    .insertInto('contacts')
    .values({
      id,
      name: input.name,
      organization_id: input.organizationId,
      job_title: input.jobTitle ?? null,
      language: input.language,
      created_at,
    })
    .execute();
  for (const value of input.emails) await addIdentity({ contactId: id, kind: 'email', value }, work);
  for (const value of input.phones ?? []) await addIdentity({ contactId: id, kind: 'phone', value }, work);
  return id;
}
