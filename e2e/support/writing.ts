import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../../apps/server/src/testing/mail.ts';
import { readMail } from '../../apps/server/src/testing/mail-client.ts';
import { onDesk } from './desk.ts';
import { admin, type Office, openOffice } from './office.ts';
import { waitFor } from './wait.ts';

/** A picture of one pixel. */
export const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

interface Look {
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  hasTouch?: boolean;
}

export interface WrittenTo {
  id: string;
  /** As in the head of a mail, and the bare address. */
  from: string;
  address: string;
  subject: string;
  messageId: string;
}

/** A product with somebody signed in, customers who write, and a mail server that receives the answers. */
export async function openWritingGround(browser: Browser) {
  const sink: SmtpSink = await startSmtpSink();
  const office: Office = await openOffice({ sink });
  let session: Awaited<ReturnType<BrowserContext['storageState']>>;
  let count = 0;
  const page = await browser.newPage();
  await page.goto(office.product.url);
  await onDesk(page).signIn(admin);
  await onDesk(page).board.live();
  session = await page.context().storageState();
  await page.context().close();
  return {
    sink,
    office,
    /** A new ticket of a customer of its own. */
    async newTicket(): Promise<WrittenTo> {
      count += 1;
      const address = `lorena${count}@familias.example`;
      const from = `Lorena Duarte <${address}>`;
      const subject = `Boleta ${count}`;
      const messageId = await office.send({ from, subject, text: 'No veo la boleta.' });
      const id = await waitFor('the ticket', async () => {
        const { data } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
        return data?.items.find((card) => card.subject === subject)?.id;
      });
      return { id, from, address, subject, messageId };
    },
    /** The ticket in a browser of its own; `ready` waits for the editor. */
    async openTicket(id: string, look: Look = {}) {
      const context = await browser.newContext({ ...look, storageState: session, reducedMotion: 'reduce' });
      const opened = await context.newPage();
      await opened.goto(`${office.product.url}/tickets/${id}`);
      const { ticket } = onDesk(opened);
      await expect(ticket.messages.first()).toBeVisible();
      return { ...onWriting(opened), page: opened, ticket, context, close: () => context.close() };
    },
    newContext: () => browser.newContext({ storageState: session }),
    /** Of the session, for requests that no page makes. */
    cookie: () => session.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    /** Somebody signed out and in again: later browsers begin with this session. */
    async adopt(context: BrowserContext) {
      session = await context.storageState();
    },
    /** The mail that the customer received, read by another program. */
    async mailTo(address: string): ReturnType<typeof readMail> {
      const found = await waitFor(
        'the mail',
        () => sink.mails.find(({ to }) => to.includes(address)),
        20_000,
      );
      return readMail(found.raw);
    },
    async close() {
      await office.close();
      await sink.close();
    },
  };
}

export type WritingGround = Awaited<ReturnType<typeof openWritingGround>>;

/** Where one writes, as people name it. */
export function onWriting(page: Page) {
  const { composer, replyField, sendButton } = onDesk(page).ticket;
  const tool = (name: string) => composer.getByRole('button', { name, exact: true });
  return {
    composer,
    field: replyField,
    sendButton,
    tool,
    snack: page.getByRole('region', { name: /^Enviando a/ }),
    undo: page.getByRole('button', { name: /^Deshacer/ }),
    sendNow: page.getByRole('button', { name: 'Enviar ya' }),
    saved: composer.getByRole('button', { name: 'Borrador: Guardado. Opciones' }),
    ready: () => expect(tool('Negrita')).toBeEnabled(),
  };
}

/** Pastes or drops files as a browser does; `size` makes one of that many bytes. */
export async function giveFiles(
  page: Page,
  how: 'paste' | 'drop',
  files: { name: string; type: string; base64?: string; size?: number }[],
) {
  await page
    .getByRole('region', { name: 'Redactar' })
    .getByRole('textbox', { name: 'Tu respuesta' })
    .evaluate(
      (field, input) => {
        const data = new DataTransfer();
        for (const { name, type, base64, size } of input.files) {
          const bytes = base64
            ? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
            : new Uint8Array(size ?? 4);
          data.items.add(new File([bytes], name, { type }));
        }
        const common = { bubbles: true, cancelable: true };
        if (input.how === 'paste')
          field.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: data }));
        else {
          const { left, top } = field.getBoundingClientRect();
          const at = { ...common, dataTransfer: data, clientX: left + 20, clientY: top + 20 };
          for (const kind of ['dragenter', 'dragover', 'drop']) field.dispatchEvent(new DragEvent(kind, at));
        }
      },
      { how, files },
    );
}
