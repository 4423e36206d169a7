import { applyBlueprint } from '@ventanilla/contracts/blueprints';
import { readBoard } from '@ventanilla/contracts/board-content';
import { listMailboxes } from '@ventanilla/contracts/channels';
import { addDemo, getDemo } from '@ventanilla/contracts/demo';
import { listAgents } from '@ventanilla/contracts/identity';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../platform/actor.ts';
import { type Browser, createInstallation, openBrowser } from '../../testing/browser.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { addContact } from '../directory/index.ts';
import { receiveMessage } from '../tickets/index.ts';

let test: TestApp;
let admin: Browser;
beforeAll(async () => {
  const made = await createInstallation();
  test = made.test;
  admin = made.admin;
});
afterAll(() => test.close());

async function untilAdded(): Promise<number[]> {
  const seen: number[] = [];
  for (;;) {
    const { body } = await admin.call(getDemo);
    if (body.state !== 'adding') {
      expect(body.state).toBe('added');
      return seen;
    }
    seen.push(body.progress);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const count = async (text: string) =>
  (await sql<{ n: number }>`select count(*)::int as n ${sql.raw(text)}`.execute(test.platform.db)).rows[0]!.n;

describe('the example company in an installation that is set up', { timeout: 300_000 }, () => {
  it('can be added only by whoever manages the organisation', async () => {
    expect((await openBrowser(test).call(addDemo, { body: { itStays: true } })).code).toBe('auth.required');
    expect((await admin.call(getDemo)).body).toEqual({ state: 'available', progress: 0 });
  });

  it('comes in the background, once, however often it is asked for, and says how far it is', async () => {
    // Under another way of working than that in which the story was written.
    const source = { kind: 'shipped' as const, key: 'weknow' };
    expect((await admin.call(applyBlueprint, { body: { source } })).status).toBe(200);
    const [first, second] = await Promise.all([
      admin.call(addDemo, { body: { itStays: true } }),
      admin.call(addDemo, { body: { itStays: true } }),
    ]);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(first.body.state).toBe('adding');
    const shares = await untilAdded();
    expect(shares.some((share) => share > 0 && share < 1)).toBe(true);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(await count('from tickets')).toBeGreaterThan(200);
    expect(
      await count(`from tickets where type_key = 'problem' and priority_key = 'urgent'`),
    ).toBeGreaterThan(0);
    expect(await count(`from tickets where type_key = 'question'`)).toBe(0);
    const again = await admin.call(addDemo, { body: { itStays: true } });
    expect(again.body.state).toBe('added');
  });

  it('gives the board to whoever asked, keeps the brand and adds no second administrator', async () => {
    await test.settle();
    const board = await admin.call(readBoard, { params: { boardId: 'default' } });
    const yourTurn = board.body.columns.find(({ id }) => id === 'your_turn');
    expect(yourTurn?.count.value).toBeGreaterThan(0);
    expect(await count('from tickets where closed_at is null and clock is not null')).toBeGreaterThan(0);
    expect(await count("from brands where name = 'Colegio Horizonte'")).toBe(1);
    expect(await count('from brands')).toBe(1);
    const { body } = await admin.call(listAgents);
    expect(body.items.filter(({ roleKey }) => roleKey === 'admin')).toHaveLength(1);
  });

  it('leaves its mailbox without a server, so that nothing written there leaves', async () => {
    const { body } = await admin.call(listMailboxes);
    const found = body.items.find(({ address }) => address === 'soporte@aulaclara.example');
    expect(found).toMatchObject({ imap: null, smtp: null });
    expect(await count("from outbound_messages where state = 'queued'")).toBe(0);
    expect(await count("from events where origin = 'demo'")).toBeGreaterThan(500);
  });
});

/** A customer's mail becomes a ticket. */
async function receiveOne({ platform }: TestApp) {
  const { id: channelAccountId } = await platform.db
    .selectFrom('channel_accounts')
    .select('id')
    .executeTakeFirstOrThrow();
  const from = 'ana@cliente.example';
  await platform.transact({ actor: systemActor }, async (work) => {
    const contact = { name: 'Ana', organizationId: null, language: 'es' as const, emails: [from] };
    const contactId = await addContact(contact, work);
    await receiveMessage(
      {
        channelAccountId,
        contactId,
        organizationId: null,
        authorKind: 'customer',
        externalId: 'uno@cliente.example',
        referenceIds: [],
        at: work.now,
        subject: 'No puedo entrar',
        text: 'Dice que no existe mi cuenta.',
        quotedText: null,
        html: null,
        hasRemoteImages: false,
        from,
        to: ['soporte@localhost'],
        cc: [],
        isAuto: false,
        notices: [],
        inboundId: null,
        attachments: [],
      },
      work,
    );
  });
}

describe('an installation with tickets of its own', () => {
  it('is not mixed with examples', async () => {
    const { test: used, admin: owner } = await createInstallation();
    try {
      await receiveOne(used);
      expect((await owner.call(getDemo)).body.state).toBe('in_use');
      expect((await owner.call(addDemo, { body: { itStays: true } })).code).toBe('demo.in_use');
    } finally {
      await used.close();
    }
  });
});
