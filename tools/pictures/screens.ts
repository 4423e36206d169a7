import type { Page } from '@playwright/test';
import { onDesk } from '../../e2e/support/desk.ts';

/** Who must be signed in for a screen to be seen; `outside` is nobody. */
export type Viewer = 'outside' | 'agent' | 'admin';

export interface Screen {
  /** Name of its pictures, after the mock-up where there is one. */
  name: string;
  viewer: Viewer;
  /** Brings the page to the state to be shown. */
  open(page: Page, url: string): Promise<void>;
}

const at = (path: string) => async (page: Page, url: string) => {
  await page.goto(`${url}${path}`);
};

const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 760;

async function openBoard(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('article').first().waitFor();
}

async function openTicket(page: Page, url: string): Promise<void> {
  await openBoard(page, url);
  const { board, ticket } = onDesk(page);
  if (isPhone(page)) await page.getByRole('tab', { name: /^Te toca/ }).click();
  const place = isPhone(page) ? page.getByRole('tabpanel') : board.yourTurn;
  await place.getByRole('article').first().getByRole('link').first().click();
  await ticket.messages.first().waitFor();
}

/** Every screen of the product, in the order in which somebody new meets them. */
export const screens: readonly Screen[] = [
  { name: 'entrar', viewer: 'outside', open: at('/sign-in') },
  { name: 'contrasena-olvidada', viewer: 'outside', open: at('/forgot-password') },
  { name: 'meson', viewer: 'agent', open: openBoard },
  { name: 'ticket', viewer: 'agent', open: openTicket },
  {
    name: 'ticket-escribir',
    viewer: 'agent',
    async open(page, url) {
      await openTicket(page, url);
      const { composer } = onDesk(page).ticket;
      await composer.getByRole('textbox').last().click();
      await page.keyboard.type(
        'Hola. Ya encontramos el cargo repetido; te lo devolvemos hoy antes de las 18:00.',
      );
    },
  },
  {
    name: 'paleta',
    viewer: 'agent',
    async open(page, url) {
      await openBoard(page, url);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('pago');
    },
  },
  {
    name: 'teclas',
    viewer: 'agent',
    async open(page, url) {
      await openBoard(page, url);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'busqueda', viewer: 'agent', open: at('/search?q=calificaciones') },
  { name: 'busqueda-sin-resultados', viewer: 'agent', open: at('/search?q=zzyzx') },
  { name: 'mis-tickets', viewer: 'agent', open: at('/mine?state=open') },
  { name: 'spam', viewer: 'agent', open: at('/spam') },
  { name: 'perfil', viewer: 'agent', open: at('/profile') },
  { name: 'sin-permiso', viewer: 'agent', open: at('/settings/api-keys') },
  { name: 'ajustes', viewer: 'admin', open: at('/settings') },
  { name: 'ajustes-organizacion', viewer: 'admin', open: at('/settings/organization') },
  { name: 'ajustes-agentes', viewer: 'admin', open: at('/settings/agents') },
  { name: 'ajustes-buzones', viewer: 'admin', open: at('/settings/mailboxes') },
  { name: 'correo-saliente', viewer: 'admin', open: at('/settings/outbox') },
  { name: 'ajustes-claves', viewer: 'admin', open: at('/settings/api-keys') },
  { name: 'ajustes-spam', viewer: 'admin', open: at('/settings/spam') },
  { name: 'ajustes-apartadas', viewer: 'admin', open: at('/settings/set-aside') },
];
