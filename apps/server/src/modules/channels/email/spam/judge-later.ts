import { sql } from 'kysely';
import type { Work } from '../../../../platform/work.ts';
import { setSpam } from '../../../tickets/index.ts';
import { readFrugally } from '../parse/read-frugally.ts';
import { judgeMail } from './judge-mail.ts';
import { findVerdict } from './senders.store.ts';

interface Fresh {
  name: string;
  address: string;
  text: string;
  is_first_contact: boolean;
}

/**
 * Judges a mail once more, whose domain turned out to deny it after it had opened its ticket. Only a ticket that
 * nobody has touched since is put among the spam, with the reason; «No es spam» brings it back.
 */
export async function judgeLater(
  { ticketId, messageId, bytes }: { ticketId: string; messageId: string; bytes: Buffer },
  work: Work,
): Promise<void> {
  const fresh = await readFresh({ ticketId, messageId }, work);
  if (!fresh) return;
  const signs = await judgeMail(
    {
      verdict: await findVerdict({ address: fresh.address.toLowerCase() }, work.tx),
      isFirstContact: fresh.is_first_contact,
      headers: readFrugally(bytes).headers.spam,
      name: fresh.name,
      address: fresh.address,
      text: fresh.text,
      isForgedDomain: true,
    },
    work,
  );
  if (signs) await setSpam({ ticketId, isSpam: true, signs }, work);
}

/** Null where the mail did not open the ticket, or an agent or the customer did anything with it since. */
async function readFresh(
  { ticketId, messageId }: { ticketId: string; messageId: string },
  work: Work,
): Promise<Fresh | null> {
  const { rows } = await sql<Fresh>`
    select c.name, b.from_address as address, b.text,
      not exists (select 1 from tickets o where o.requester_id = t.requester_id and o.id <> t.id and not o.is_spam)
        as is_first_contact
    from tickets t join contacts c on c.id = t.requester_id join message_bodies b on b.message_id = ${messageId}
    where t.id = ${ticketId} and t.status_category = 'open' and t.owner_id is null and b.from_address is not null
      and not exists (select 1 from messages m where m.ticket_id = t.id and m.id <> ${messageId}
        and not (m.direction = 'out' and m.is_auto))
      and not exists (select 1 from drafts d where d.ticket_id = t.id)
      and not exists (select 1 from events e where e.subject_id = t.id
        and e.actor->>'kind' in ('agent', 'api_key'))`.execute(work.tx);
  return rows[0] ?? null;
}
