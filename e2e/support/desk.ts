import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** The screens in Spanish, as people name what they see: roles and accessible names only. */
export function onDesk(page: Page) {
  return {
    page,
    nav: page.getByRole('navigation', { name: 'Principal' }),
    board: boardOf(page),
    ticket: ticketOf(page),
    settings: settingsOf(page),
    /** A short notice at the bottom of the screen. */
    notice: (text: string | RegExp) => page.getByText(text),
    async signIn({ email, password }: Pick<Person, 'email' | 'password'>) {
      await page.getByRole('textbox', { name: 'Correo' }).fill(email);
      await page.getByLabel('Contraseña', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Entrar' }).click();
    },
    async search(text: string) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Buscar, ir o hacer' }).fill(text);
      await page.keyboard.press('Enter');
    },
  };
}

export type Desk = ReturnType<typeof onDesk>;

function boardOf(page: Page) {
  const column = (name: 'Nuevos' | 'Respondidos' | 'Te toca') =>
    page.getByRole('region', { name, exact: true });
  const columns = {
    fresh: column('Nuevos'),
    answered: column('Respondidos'),
    yourTurn: column('Te toca'),
  };
  const pill = (place: Locator) => place.getByRole('button', { name: /tickets? (nuevos?|actualizados?)$/ });
  return {
    ...columns,
    card: (place: Locator, subject: string) => place.getByRole('article', { name: subject }),
    pill,
    /** Shows what waits behind the pill of a column. */
    async showWaiting(place: Locator) {
      await pill(place).click();
    },
    /** `V-1001` of the card with that subject. */
    async numberOf(subject: string): Promise<string> {
      const text = await page.getByRole('article', { name: subject }).innerText();
      const number = /\bV-\d+\b/.exec(text)?.[0];
      if (!number) throw new Error(`no number in: ${text}`);
      return number;
    },
    take: (subject: string) =>
      page.getByRole('article', { name: subject }).getByRole('button', { name: /^Tomar V-\d+$/ }),
    async open(subject: string) {
      await page.getByRole('article', { name: subject }).getByRole('link', { name: subject }).click();
      await expect(page.getByRole('region', { name: 'Conversación' })).toBeVisible();
    },
    /** Resolves once the board is drawn and follows the live stream. */
    async live() {
      await expect(columns.fresh.getByRole('img', { name: 'En vivo' })).toBeVisible();
    },
  };
}

function ticketOf(page: Page) {
  const conversation = page.getByRole('region', { name: 'Conversación' });
  const composer = page.getByRole('region', { name: 'Redactar' });
  const replyField = composer.getByRole('textbox', { name: 'Tu respuesta' });
  const sendButton = composer.getByRole('button', { name: /^Enviar Ctrl/ });
  const header = page.getByRole('main');
  return {
    conversation,
    composer,
    replyField,
    sendButton,
    messages: conversation.getByRole('article'),
    data: page.getByRole('complementary', { name: 'Datos del ticket' }),
    action: (name: 'Tomar' | 'Cerrar' | 'Ignorar' | 'Reabrir') =>
      // A closed ticket offers to reopen it in its head and where one would write.
      header.getByRole('button', { name, exact: true }).first(),
    toBoard: page.getByRole('button', { name: 'Volver al mesón' }).first(),
    async reply(text: string) {
      await replyField.fill(text);
      await sendButton.click();
      await page.getByRole('button', { name: 'Enviar ya' }).last().click();
    },
  };
}

function settingsOf(page: Page) {
  const dialog = page.getByRole('dialog');
  return {
    dialog,
    async open(url: string, section: 'agents' | 'mailboxes' | 'outbox') {
      await page.goto(`${url}/settings/${section}`);
    },
    async createAgent(person: Person) {
      await page.getByRole('button', { name: 'Nuevo agente' }).click();
      await dialog.getByRole('textbox', { name: 'Nombre' }).fill(person.name);
      await dialog.getByRole('textbox', { name: 'Correo' }).fill(person.email);
      await dialog.getByLabel('Contraseña', { exact: true }).fill(person.password);
      await dialog.getByRole('button', { name: 'Crear agente' }).click();
    },
    /** Fills the server of the step that is open. */
    async fillServer(server: { host: string; port: number; user: string; password: string }) {
      const field = (name: string) => page.getByRole('textbox', { name, exact: true });
      await field('Servidor').fill(server.host);
      await page.getByRole('combobox', { name: 'Seguridad' }).click();
      await page.getByRole('option', { name: 'Sin cifrar' }).click();
      await field('Puerto').fill(String(server.port));
      await field('Usuario').fill(server.user);
      await page.getByLabel('Contraseña', { exact: true }).fill(server.password);
    },
    goOn: () => page.getByRole('button', { name: 'Seguir', exact: true }).click(),
    tryOut: () => page.getByRole('button', { name: 'Probar conexión' }).click(),
    report: page.getByRole('region', { name: 'Resultado de la prueba' }),
  };
}

/** A browser of one's own, signed in and on a live board. */
export async function openDesk(
  newContext: () => Promise<BrowserContext>,
  input: { url: string; person: Pick<Person, 'email' | 'password'> },
): Promise<Desk & { close(): Promise<void> }> {
  const context = await newContext();
  const page = await context.newPage();
  const desk = onDesk(page);
  await page.goto(input.url);
  await desk.signIn(input.person);
  await desk.board.live();
  return Object.assign(desk, { close: () => context.close() });
}
