import { sql } from 'kysely';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';

/**
 * Puts tags on a person and takes some away; the caller knows that they are tags about people. Answers what really
 * changed.
 */
export async function setContactTags(
  { contactId, add, remove }: { contactId: string; add: readonly string[]; remove: readonly string[] },
  work: Work,
): Promise<{ added: string[]; removed: string[] }> {
  const gone = await sql<{ tag_key: string }>`delete from contact_tags
    where contact_id = ${contactId} and tag_key = any(${[...remove]}::text[]) returning tag_key`.execute(
    work.tx,
  );
  const come = await sql<{ tag_key: string }>`insert into contact_tags (contact_id, tag_key)
    select ${contactId}::uuid, unnest(${[...add]}::text[]) on conflict do nothing returning tag_key`.execute(
    work.tx,
  );
  const added = come.rows.map(({ tag_key }) => tag_key);
  const removed = gone.rows.map(({ tag_key }) => tag_key);
  if (added.length + removed.length > 0) {
    const subject = { type: 'contact', id: contactId };
    await appendEvents([event('contact.tags_changed@1', subject, { contactId, added, removed })], work);
  }
  return { added, removed };
}
