import type { Language } from '@ventanilla/contracts/common';
import type { Work } from '../../../platform/work.ts';
import { emailMatchKey } from '../directory.rules.ts';

export interface NewContact {
  name: string;
  organizationId: string | null;
  /** Null: the language of whoever writes to them decides. */
  language: Language | null;
  emails: readonly string[];
}

/** A person that somebody enters by hand or imports. An address that another one has is refused by its index. */
export async function addContact(input: NewContact, work: Work): Promise<string> {
  const id = work.ids.uuid();
  const created_at = work.now;
  await work.tx
    .insertInto('contacts')
    .values({
      id,
      name: input.name,
      organization_id: input.organizationId,
      language: input.language,
      created_at,
    })
    .execute();
  for (const email of input.emails) {
    await work.tx
      .insertInto('contact_identities')
      .values({
        id: work.ids.uuid(),
        contact_id: id,
        kind: 'email',
        value: email.trim(),
        match_key: emailMatchKey(email),
        superseded_by: null,
        created_at,
      })
      .execute();
  }
  return id;
}
