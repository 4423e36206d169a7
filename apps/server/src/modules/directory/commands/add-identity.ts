import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { emailMatchKey, phoneMatchKey } from '../directory.rules.ts';

export interface NewAddress {
  address: string;
  label: 'official' | 'personal' | null;
}

/** An address or number by which a person is known. One that another person has is refused by its index. */
export async function addIdentity(
  input: { contactId: string; kind: 'email' | 'phone'; value: string; label?: NewAddress['label'] },
  work: Work,
): Promise<void> {
  const match_key = input.kind === 'email' ? emailMatchKey(input.value) : phoneMatchKey(input.value);
  if (match_key === null) throw new AppError('contacts.not_a_phone');
  await work.tx
    .insertInto('contact_identities')
    .values({
      id: work.ids.uuid(),
      contact_id: input.contactId,
      kind: input.kind,
      value: input.value.trim(),
      match_key,
      label: input.label ?? null,
      superseded_by: null,
      created_at: work.now,
    })
    .execute();
}
