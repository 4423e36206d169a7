import { readBoard } from '@ventanilla/contracts/board-content';
import { getTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { seedMailbox } from '../../../testing/received.ts';
import { createTestApp, seedAgents, type TestApp } from '../../../testing/test-app.ts';

/** A server with one mailbox, two agents and their supervisor, and what most tests of tickets ask of it. */
export interface TestDesk {
  app: TestApp;
  account: string;
  ana: string;
  beto: string;
  sofia: string;
  /** Ids of the tickets in each column of somebody's board. */
  columnsOf(as: string): Promise<Record<string, string[]>>;
  detailOf(ticketId: string): ReturnType<typeof readDetail>;
  reply(ticketId: string, as: string, extra?: object): ReturnType<typeof sendReply>;
}

export async function openTestDesk(): Promise<TestDesk> {
  const app = await createTestApp();
  const account = await seedMailbox(app);
  const [ana, beto, sofia] = (await seedAgents(app, [
    { name: 'Ana Solis' },
    { name: 'Beto Ruiz' },
    { name: 'Sofia Jefa', roleKey: 'supervisor' },
  ])) as [string, string, string];
  return {
    app,
    account,
    ana,
    beto,
    sofia,
    async columnsOf(as) {
      const { body } = await app.call(readBoard, { as, params: { boardId: 'default' } });
      return Object.fromEntries(body.columns.map(({ id: key, items }) => [key, items.map(({ id }) => id)]));
    },
    detailOf: (ticketId) => readDetail(app, ana, ticketId),
    reply: (ticketId, as, extra = {}) => sendReply(app, as, ticketId, extra),
  };
}

async function readDetail(app: TestApp, as: string, ticketId: string) {
  return (await app.call(getTicket, { as, params: { ticketId } })).body;
}

function sendReply(app: TestApp, as: string, ticketId: string, extra: object) {
  const body = { text: 'Hola, ya lo reviso.', ...extra };
  return app.call(replyToTicket, { as, params: { ticketId }, body });
}
