import { sql } from 'kysely';
import { systemActor } from '../../../platform/actor.ts';
import type { TestApp } from '../../../testing/test-app.ts';
import { resolveContact } from '../../directory/index.ts';
import { receiveMessage } from '../../tickets/index.ts';

/** A ticket that a customer's mail opened, in an installation without mailboxes; answers its id. */
export async function receiveTicket(test: Pick<TestApp, 'platform'>): Promise<string> {
  const { db, ids, clock } = test.platform;
  const [brandId, channelAccountId] = [ids.uuid(), ids.uuid()];
  await sql`insert into brands (id, name, time_zone, created_at)
    values (${brandId}, 'Escuelas del Valle', 'America/Mexico_City', ${clock.now()})`.execute(db);
  await sql`insert into channel_accounts (id, kind, brand_id, name, address, is_default, created_at)
    values (${channelAccountId}, 'email', ${brandId}, 'Soporte', 'soporte@ejemplo.mx', true, ${clock.now()})`.execute(
    db,
  );
  const { ticketId } = await test.platform.transact({ actor: systemActor }, async (work) => {
    const address = 'maestra@escuela.mx';
    const { contactId, organizationId } = await resolveContact({ kind: 'email', address, name: '' }, work);
    return receiveMessage(
      {
        channelAccountId,
        contactId,
        organizationId,
        authorKind: 'customer',
        externalId: 'mail-1@cliente.mx',
        referenceIds: [],
        at: work.now,
        subject: 'No puedo imprimir boletas',
        text: 'Sale la hoja en blanco.',
        quotedText: null,
        html: null,
        hasRemoteImages: false,
        to: ['soporte@ejemplo.mx'],
        cc: [],
        isAuto: false,
        notices: [],
        inboundId: null,
        attachments: [],
        from: address,
      },
      work,
    );
  });
  return ticketId;
}
