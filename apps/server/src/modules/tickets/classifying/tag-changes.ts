import type { Classification } from '@ventanilla/contracts/classification-definitions';
import type { Classifying } from '@ventanilla/contracts/ticket-classification';
import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { createDefinition } from '../../classification/index.ts';
import { setContactTags } from '../../directory/index.ts';
import type { TicketRow } from '../tickets.store.ts';
import { type Change, wasBefore } from './changes.ts';

type Tag = Classification['tags'][number];
type Asked = Pick<Classifying, 'addTags' | 'removeTags' | 'newTags'>;

/** Tags that a ticket and its requester have now. */
interface Held {
  tags: readonly string[];
  contactTags: readonly string[];
}

/**
 * Puts tags on a ticket and its requester and takes others away. Throws `tickets.unknown_value` for one that is not in
 * use, `tickets.facet_not_free` where a facet takes no new ones, and `classification.too_many`.
 */
export async function changeTags(
  { ticket, asked, held }: { ticket: TicketRow; asked: Asked; held: Held },
  definitions: Classification,
  work: Work,
): Promise<Change[]> {
  const made = await makeTags(asked.newTags, definitions, work);
  const tags = [...definitions.tags, ...made];
  const tagOf = (key: string) => tags.find((tag) => tag.key === key);
  const facetOf = ({ facetKey }: Tag) => definitions.facets.find(({ key }) => key === facetKey)!;
  const add: Tag[] = [];
  for (const key of new Set([...asked.addTags, ...made.map(({ key }) => key)])) {
    const tag = tagOf(key);
    if (!tag) throw new AppError('tickets.unknown_value', { params: { what: key } });
    const isHeld = held.tags.includes(key) || held.contactTags.includes(key);
    if (!isHeld) await demandInUse({ ticketId: ticket.id, tag, facet: facetOf(tag) }, work);
    add.push(tag);
  }
  const isOfContact = (key: string) => {
    const tag = tagOf(key);
    return tag !== undefined && facetOf(tag).about === 'contact';
  };
  const replaced = [...held.tags, ...held.contactTags].filter((key) => {
    const tag = tagOf(key);
    const isAlone = tag !== undefined && facetOf(tag).exclusive;
    return isAlone && add.some((other) => other.facetKey === tag.facetKey && other.key !== key);
  });
  const added = add.map(({ key }) => key);
  const removed = [...new Set([...asked.removeTags, ...replaced])].filter((key) => !added.includes(key));
  const ofTicket = await setTicketTags(
    {
      ticketId: ticket.id,
      add: added.filter((key) => !isOfContact(key)),
      remove: removed.filter((key) => !isOfContact(key)),
    },
    work,
  );
  const ofContact = await setContactTags(
    { contactId: ticket.requester_id, add: added.filter(isOfContact), remove: removed.filter(isOfContact) },
    work,
  );
  return [...toChanges('tag', ofTicket), ...toChanges('contact_tag', ofContact)];
}

/** Throws `tickets.unknown_value` for one that is retired, unless undoing puts it back where it was. */
async function demandInUse(
  { ticketId, tag, facet }: { ticketId: string; tag: Tag; facet: Classification['facets'][number] },
  work: Work,
): Promise<void> {
  if (tag.active && facet.active) return;
  const field = facet.about === 'contact' ? 'contact_tag' : 'tag';
  if (!(await wasBefore({ ticketId, field, value: tag.key }, work)))
    throw new AppError('tickets.unknown_value', { params: { what: tag.name } });
}

/** A value that is there already, by its name, is taken instead of a new one. */
async function makeTags(wanted: Asked['newTags'], definitions: Classification, work: Work): Promise<Tag[]> {
  const made: Tag[] = [];
  for (const { facetKey, name } of wanted) {
    const facet = definitions.facets.find(({ key, active }) => key === facetKey && active);
    if (!facet) throw new AppError('tickets.unknown_value', { params: { what: facetKey } });
    const there = [...definitions.tags, ...made].find(
      (tag) => tag.active && tag.facetKey === facetKey && tag.name.toLowerCase() === name.toLowerCase(),
    );
    if (!there && !facet.free)
      throw new AppError('tickets.facet_not_free', { params: { facet: facet.name } });
    const values = { facetKey, name, nameEn: null, colour: null, mark: null };
    made.push(there ?? (await createDefinition({ kind: 'tags', values }, work)));
  }
  return made;
}

async function setTicketTags(
  { ticketId, add, remove }: { ticketId: string; add: readonly string[]; remove: readonly string[] },
  work: Work,
): Promise<{ added: string[]; removed: string[] }> {
  const gone = await sql<{ tag_key: string }>`delete from ticket_tags
    where ticket_id = ${ticketId} and tag_key = any(${[...remove]}::text[]) returning tag_key`.execute(
    work.tx,
  );
  const come = await sql<{ tag_key: string }>`insert into ticket_tags (ticket_id, tag_key)
    select ${ticketId}::uuid, unnest(${[...add]}::text[]) on conflict do nothing returning tag_key`.execute(
    work.tx,
  );
  return {
    added: come.rows.map(({ tag_key }) => tag_key),
    removed: gone.rows.map(({ tag_key }) => tag_key),
  };
}

function toChanges(
  field: 'tag' | 'contact_tag',
  { added, removed }: { added: string[]; removed: string[] },
): Change[] {
  return [
    ...removed.map((key) => ({ field, fieldKey: null, from: key, to: null })),
    ...added.map((key) => ({ field, fieldKey: null, from: null, to: key })),
  ];
}
