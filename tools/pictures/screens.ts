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
  /** Puts back what it changed for the others. */
  close?(page: Page): Promise<void>;
}

const at = (path: string) => async (page: Page, url: string) => {
  await page.goto(`${url}${path}`);
};

const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 760;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

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

/** On a phone the field is behind the button that answers. */
async function write(page: Page, text: string): Promise<void> {
  const { composer } = onDesk(page).ticket;
  await composer.getByRole('textbox').last().click();
  await composer.getByRole('button', { name: 'Enviar y…' }).waitFor();
  // What an earlier picture wrote is still there: drafts are kept.
  for (const remove of await composer.getByRole('button', { name: /^Quitar a / }).all()) await remove.click();
  await composer.getByRole('textbox').last().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

const onTicket = (act: (page: Page) => Promise<void>) => async (page: Page, url: string) => {
  await openTicket(page, url);
  await act(page);
};

const tab = (name: string) =>
  onTicket((page) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click());

const firstMailbox = (act: (page: Page) => Promise<void>) => async (page: Page, url: string) => {
  await page.goto(`${url}/settings/mailboxes`);
  await button(page, /^Configurar /).click();
  await act(page);
};

const onBoard: readonly Screen[] = [
  { name: 'meson', viewer: 'agent', open: openBoard },
  {
    name: 'avisos',
    viewer: 'agent',
    async open(page, url) {
      await openBoard(page, url);
      await button(page, /^Avisos/).click();
      await page.getByRole('dialog', { name: 'Avisos' }).waitFor();
    },
  },
  {
    name: 'sin-conexion',
    viewer: 'agent',
    async open(page, url) {
      await openBoard(page, url);
      await page.context().setOffline(true);
      await page.getByText(/^Sin conexión desde/).waitFor({ timeout: 60_000 });
    },
    close: (page) => page.context().setOffline(false),
  },
  {
    name: 'paleta',
    viewer: 'agent',
    async open(page, url) {
      await openBoard(page, url);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('pago');
      await page.getByRole('option').first().waitFor();
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
  {
    name: 'columna-nueva',
    viewer: 'agent',
    async open(page, url) {
      await openBoard(page, url);
      if (isPhone(page)) {
        await button(page, /^Tableros/).click();
        await page.getByRole('menuitem', { name: 'Nueva columna' }).click();
      } else await button(page, 'Nueva columna').click();
      const dialog = page.getByRole('dialog', { name: 'Nueva columna' });
      await dialog.getByRole('textbox', { name: 'Nombre' }).fill('Urgentes sin cerrar');
      await dialog.getByRole('combobox', { name: 'Filtro' }).fill('sin:cerrado prioridad:>=urgente');
      await dialog.getByText('+ Prioridad').waitFor();
    },
  },
];

const onList: readonly Screen[] = [
  { name: 'lista', viewer: 'agent', open: at('/list') },
  {
    name: 'lista-constructor',
    viewer: 'agent',
    async open(page, url) {
      await page.goto(
        `${url}/list?q=${encodeURIComponent('sin:cerrado (prioridad:>=urgente o sin:asignar)')}`,
      );
      await button(page, 'Constructor').click();
      await page.getByText('Primeros del resultado').waitFor();
    },
  },
  {
    name: 'lista-en-lote',
    viewer: 'admin',
    async open(page, url) {
      await page.goto(`${url}/list?q=${encodeURIComponent('sin:asignar sin:cerrado')}`);
      for (const nth of [0, 1, 2])
        await page
          .getByRole('checkbox', { name: /^Seleccionar V-/ })
          .nth(nth)
          .click();
      await page.getByRole('group', { name: 'Selección' }).getByRole('button', { name: 'Asignar' }).click();
      await page.getByRole('menuitem', { name: 'Ximena Ocampo' }).click();
      await page.getByRole('button', { name: 'Asignar 3' }).waitFor();
    },
  },
];

const onOneTicket: readonly Screen[] = [
  { name: 'ticket', viewer: 'agent', open: openTicket },
  { name: 'ticket-notas', viewer: 'agent', open: tab('Notas') },
  { name: 'ticket-historial', viewer: 'agent', open: tab('Historial') },
  { name: 'ticket-tiempo', viewer: 'agent', open: tab('Tiempo') },
  {
    name: 'ticket-acciones',
    viewer: 'agent',
    open: onTicket((page) => button(page, 'Más formas de terminar').click()),
  },
  {
    name: 'ticket-escribir',
    viewer: 'agent',
    open: onTicket((page) =>
      write(page, 'Hola. Ya encontramos el cargo repetido; te lo devolvemos hoy antes de las 18:00.'),
    ),
  },
  {
    name: 'ticket-destinatarios',
    viewer: 'agent',
    open: onTicket(async (page) => {
      await write(page, ' ');
      const { composer } = onDesk(page).ticket;
      await composer.getByRole('button', { name: 'CC', exact: true }).click();
      await page.keyboard.type('cobranza@despacho.example');
      await page.keyboard.press('Enter');
      await page.getByText('Agregas a alguien que no estaba.').waitFor();
    }),
  },
  {
    name: 'ticket-enviar',
    viewer: 'agent',
    open: onTicket(async (page) => {
      await write(page, ' ');
      await page.getByRole('button', { name: 'Enviar y…' }).click();
      await page.getByRole('menuitem').first().waitFor();
    }),
  },
];

const settings: readonly Screen[] = [
  { name: 'ajustes', viewer: 'admin', open: at('/settings') },
  { name: 'ajustes-organizacion', viewer: 'admin', open: at('/settings/organization') },
  { name: 'ajustes-agentes', viewer: 'admin', open: at('/settings/agents') },
  {
    name: 'ajustes-invitar',
    viewer: 'admin',
    async open(page, url) {
      await page.goto(`${url}/settings/agents`);
      await button(page, 'Invitar por correo').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'ajustes-correo', viewer: 'admin', open: at('/settings/mailboxes') },
  { name: 'ajustes-correo-buzon', viewer: 'admin', open: firstMailbox(async () => undefined) },
  {
    name: 'ajustes-correo-acuse',
    viewer: 'admin',
    open: firstMailbox(async (page) => {
      await button(page, /^Acuse de recibo de /).click();
      await page.getByRole('dialog').waitFor();
    }),
  },
  {
    name: 'ajustes-correo-envio',
    viewer: 'admin',
    open: firstMailbox(async (page) => {
      await button(page, /^Ritmo de envío de /).click();
      await page.getByRole('dialog').waitFor();
    }),
  },
  {
    name: 'ajustes-correo-nuevo',
    viewer: 'admin',
    async open(page, url) {
      await page.goto(`${url}/settings/mailboxes`);
      await button(page, 'Conectar buzón').click();
      await page.getByRole('textbox', { name: 'Dirección' }).waitFor();
    },
  },
  { name: 'correo-saliente', viewer: 'admin', open: at('/settings/outbox') },
  {
    name: 'correo-saliente-leer',
    viewer: 'admin',
    async open(page, url) {
      await page.goto(`${url}/settings/outbox`);
      await button(page, /^Leer el correo a /).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'ajustes-claves', viewer: 'admin', open: at('/settings/api-keys') },
  { name: 'ajustes-spam', viewer: 'admin', open: at('/settings/spam') },
  { name: 'ajustes-apartadas', viewer: 'admin', open: at('/settings/set-aside') },
  { name: 'ajustes-respaldos', viewer: 'admin', open: at('/settings/backups') },
];

/** Every screen of a desk that is running, in the order in which somebody new meets them. */
export const screens: readonly Screen[] = [
  { name: 'entrar', viewer: 'outside', open: at('/sign-in') },
  { name: 'contrasena-olvidada', viewer: 'outside', open: at('/forgot-password') },
  ...onBoard,
  ...onList,
  { name: 'triage', viewer: 'agent', open: at('/triage') },
  { name: 'equipo', viewer: 'admin', open: at('/team') },
  { name: 'rutinas', viewer: 'agent', open: at('/routines') },
  ...onOneTicket,
  { name: 'nuevo-ticket', viewer: 'agent', open: at('/tickets/new') },
  { name: 'busqueda', viewer: 'agent', open: at('/search?q=calificaciones') },
  { name: 'busqueda-sin-resultados', viewer: 'agent', open: at('/search?q=zzyzx') },
  { name: 'mis-tickets', viewer: 'agent', open: at('/mine?state=open') },
  { name: 'spam', viewer: 'agent', open: at('/spam') },
  { name: 'perfil', viewer: 'agent', open: at('/profile') },
  { name: 'sin-permiso', viewer: 'agent', open: at('/settings/api-keys') },
  ...settings,
];
