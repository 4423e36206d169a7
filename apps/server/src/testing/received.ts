import { sql } from 'kysely';
import { resolveContact } from '../modules/directory/index.ts';
import { type ReceivedMessage, receiveMessage } from '../modules/tickets/index.ts';
import { systemActor } from '../platform/actor.ts';
import type { WorkOptions } from '../platform/work.ts';
import type { TestApp } from './test-app.ts';

let count = 0;

/** The default mailbox that every installation has. */
export async function seedMailbox(test: Pick<TestApp, 'platform'>): Promise<string> {
  const { db, ids, clock } = test.platform;
  const brandId = ids.uuid();
  const id = ids.uuid();
  await db
    .insertInto('brands')
    .values({
      id: brandId,
      name: 'Escuelas del Valle',
      time_zone: 'America/Mexico_City',
      created_at: clock.now(),
    })
    .execute();
  await sql`insert into channel_accounts (id, kind, brand_id, name, address, is_default, created_at)
    values (${id}, 'email', ${brandId}, 'Soporte', 'soporte@ejemplo.mx', true, ${clock.now()})`.execute(db);
  return id;
}

/** A customer's mail as literals; what is left out is ordinary. */
export async function receive(
  test: Pick<TestApp, 'platform'>,
  channelAccountId: string,
  mail: Partial<ReceivedMessage> & { from: string; name?: string },
  options: Partial<WorkOptions> = {},
) {
  count += 1;
  const n = count;
  return test.platform.transact({ actor: systemActor, ...options }, async (work) => {
    const contact = await resolveContact({ kind: 'email', address: mail.from, name: mail.name ?? '' }, work);
    return receiveMessage(
      {
        channelAccountId,
        contactId: contact.contactId,
        organizationId: contact.organizationId,
        authorKind: 'customer',
        externalId: `mail-${n}@cliente.mx`,
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
        ...mail,
      },
      work,
    );
  });
}
