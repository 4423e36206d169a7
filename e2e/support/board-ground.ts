import { type Browser, type BrowserContext, expect, type Locator } from '@playwright/test';
import { openDesk, type Person } from './desk.ts';
import { openLine } from './line.ts';
import { admin, openOffice } from './office.ts';
import { waitFor } from './wait.ts';

type DeskPage = Awaited<ReturnType<typeof openDesk>>;

/** What browsers do that no screen shows: tones that were started and notices of the computer. */
interface Spied {
  tones: number;
  notices: { title: string; body: string; tag: string }[];
}
declare global {
  interface Window {
    spied: Spied;
  }
}

function spy(): void {
  window.spied = { tones: 0, notices: [] };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function spiedStart(when?: number) {
    window.spied.tones += 1;
    start.call(this, when);
  };
  window.Notification = class extends Notification {
    constructor(title: string, options: NotificationOptions = {}) {
      super(title, options);
      window.spied.notices.push({ title, body: options.body ?? '', tag: options.tag ?? '' });
    }
  };
}

export type BoardGround = Awaited<ReturnType<typeof openBoardGround>>;

/** An office whose boards are watched: mails become tickets of nobody's, and the line to it can be cut. */
export async function openBoardGround() {
  const office = await openOffice();
  const line = await openLine(office.product);
  let count = 0;
  return {
    office,
    line,
    /** A browser of one's own on the board, spied upon. */
    open: (browser: Browser, person: Person = admin, prepare?: (context: BrowserContext) => Promise<void>) =>
      openDesk(
        async () => {
          const context = await browser.newContext();
          await context.addInitScript(spy);
          await prepare?.(context);
          return context;
        },
        { url: line.url, person },
      ),
    async newTicket(subject: string, from = 'Ana Duarte') {
      count += 1;
      await office.send({
        from: `${from} <persona${count}@familias.example>`,
        subject,
        text: `Sobre ${subject}`,
      });
    },
    /** The card of the ticket with that subject, once the server has it. */
    ticketOf: (subject: string) =>
      waitFor(`the ticket ${subject}`, async () => {
        const params = { path: { boardId: 'default' as const }, query: { limit: 100 } };
        const { data } = await office.api.GET('/api/v1/boards/{boardId}', { params });
        return data?.columns.flatMap(({ items }) => items).find((card) => card.subject === subject);
      }),
    async close() {
      await line.close();
      await office.close();
    },
  };
}

/** Shows what waits behind the pill of «Nuevos», where something does. */
export async function showAll(desk: DeskPage, subject: string): Promise<Locator> {
  const card = desk.page.getByRole('article', { name: subject });
  const pill = desk.board.pill(desk.board.fresh);
  await expect(card.or(pill).first()).toBeVisible();
  if (!(await card.isVisible())) await pill.click();
  await expect(card).toBeVisible();
  return card;
}
