import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { emailMatchKey } from '../directory.rules.ts';

/** Notes that the last mail to an address came back; an address that nobody has is left alone. */
export async function markAddressBounced(
  input: {
    address: string;
    ticketId: string;
    permanent: boolean;
    status: string | null;
    said: string | null;
  },
  work: Work,
): Promise<void> {
  const { permanent, status, said, ticketId } = input;
  const { rows } = await sql<{ id: string; contact_id: string }>`
    update contact_identities set bounced_at = ${work.now}, bounce_permanent = ${permanent}, bounce_status = ${status},
      bounce_said = ${said}
    where kind = 'email' and scope = '' and match_key = ${emailMatchKey(input.address)} and superseded_by is null
    returning id, contact_id`.execute(work.tx);
  for (const { id, contact_id } of rows) {
    const payload = { contactId: contact_id, identityId: id, ticketId, permanent };
    await appendEvents([event('contact.address_bounced@1', subjectOf(contact_id), payload)], work);
  }
}

/**
 * Forgets that mail to an address came back: somebody says so, its owner wrote from it, or later mail stands. Where
 * nothing was noted nothing happens. Throws `contacts.not_found`.
 */
export async function clearBounceMark(
  input: { identityId: string; how: 'by_hand' | 'they_wrote' | 'delivered' },
  work: Work,
): Promise<void> {
  const { rows } = await sql<{ contact_id: string; bounced_at: Date | null }>`
    select contact_id, bounced_at from contact_identities where id = ${input.identityId} for update`.execute(
    work.tx,
  );
  const found = rows[0];
  if (!found) throw new AppError('contacts.not_found');
  if (found.bounced_at === null) return;
  await sql`update contact_identities set bounced_at = null, bounce_permanent = null, bounce_status = null,
      bounce_said = null
    where id = ${input.identityId}`.execute(work.tx);
  const payload = { contactId: found.contact_id, identityId: input.identityId, how: input.how };
  await appendEvents([event('contact.address_cleared@1', subjectOf(found.contact_id), payload)], work);
}

function subjectOf(contactId: string) {
  return { type: 'contact', id: contactId };
}
