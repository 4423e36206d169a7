import { type BrowserContext, type Page, expect as quick, test } from '@playwright/test';
import { backups } from '../packages/phrases/src/es/backups.ts';
import { boards } from '../packages/phrases/src/es/boards.ts';
import { bulk } from '../packages/phrases/src/es/bulk.ts';
import { calendars } from '../packages/phrases/src/es/calendars.ts';
import { classify } from '../packages/phrases/src/es/classify.ts';
import { departments } from '../packages/phrases/src/es/departments.ts';
import { filters } from '../packages/phrases/src/es/filters.ts';
import { es } from '../packages/phrases/src/es/index.ts';
import { list } from '../packages/phrases/src/es/list.ts';
import { mailboxes } from '../packages/phrases/src/es/mailboxes.ts';
import { newTicket } from '../packages/phrases/src/es/new-ticket.ts';
import { notifications } from '../packages/phrases/src/es/notifications.ts';
import { organizations } from '../packages/phrases/src/es/organizations.ts';
import { profile } from '../packages/phrases/src/es/profile.ts';
import { roles } from '../packages/phrases/src/es/roles.ts';
import { routines } from '../packages/phrases/src/es/routines.ts';
import { settings } from '../packages/phrases/src/es/settings.ts';
import { team } from '../packages/phrases/src/es/team.ts';
import { time } from '../packages/phrases/src/es/time.ts';
import { triage } from '../packages/phrases/src/es/triage.ts';
import { wizard } from '../packages/phrases/src/es/wizard.ts';
import { admin, colleague, type Office, openOffice, supportAddress } from './support/office.ts';
import { waitFor } from './support/wait.ts';

// What is looked for is words, not speed.
const expect = quick.configure({ timeout: 30_000 });

// Every phrase of the dictionary is put between these signs: what people see without them came from elsewhere.
const [before, after] = ['⟦', '⟧'];

type Phrases = string | { [key: string]: Phrases };

function wrap(phrases: Phrases): Phrases {
  if (typeof phrases === 'string') return `${before}${phrases}${after}`;
  return Object.fromEntries(Object.entries(phrases).map(([key, value]) => [key, wrap(value)]));
}

/** Phrases that come with their pages, each a file of its own. */
const ofPages: Record<string, Phrases> = {
  backups,
  boards,
  bulk,
  calendars,
  classify,
  departments,
  filters,
  list,
  mailboxes,
  newTicket,
  notifications,
  organizations,
  profile,
  roles,
  routines,
  settings,
  team,
  time,
  triage,
  wizard,
};

/** `newTicket` comes in a file `new-ticket-….js`. */
const fileOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The longest phrase that a file holds as it is written: by it the Spanish one is told from the English one. */
function sampleOf(phrases: Phrases): string {
  if (typeof phrases === 'string') return /[`\\$]/.test(phrases) ? '' : phrases;
  return Object.values(phrases)
    .map(sampleOf)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '');
}

const mail = {
  name: 'Zacarias Nunez',
  address: 'zacarias@sanbenito.example',
  subject: 'Boletas en blanco',
  text: 'Salen en blanco.',
};
/** What is no phrase: what people wrote and are called, and the product's name. */
const data = [
  ...Object.values(mail),
  admin.name,
  admin.email,
  admin.organizationName,
  colleague.name,
  colleague.email,
  supportAddress,
  'Soporte',
  'soporte@localhost',
  // The computer of a session.
  'Linux',
  // Parts of the above around what is marked as found; and statuses, which are rows that administrators name.
  'Boletas en',
  'Salen en',
  'blanco',
  'Abierto',
  // What tickets are told apart by are rows as well.
  'Tipificación de la atención',
  'Tipificación del cliente',
  'Consulta',
  'Problema',
  'Tarea',
  'Solicitud',
  'Baja',
  'Normal',
  'Urgente',
  'Crítica',
];
/** Numbers, dates, times and sizes come from the formats, keys are printed on keyboards. */
const formats =
  /^(?:V-\d+|ahora|ayer.*|hoy.*|hace .*|[\d.,:]+ ?(?:h|min|s|d|kB|MB|%)?.*|\d{1,2} (?:de )?\p{L}{3,}.*|(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo).*|\p{Lu}{1,2})$/u;

let office: Office;
let ticketId: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  office = await openOffice();
  const { name, address, subject, text } = mail;
  await office.send({ from: `${name} <${address}>`, subject, text });
  ticketId = await waitFor('the ticket', async () => {
    const { data: found } = await office.api.GET('/api/v1/tickets', { params: { query: { q: '' } } });
    return found?.items[0]?.id ?? null;
  });
});

test.afterAll(async () => {
  await office?.close();
});

/** The desk in a language of which every phrase can be told from any other text. */
async function pseudoContext(context: BrowserContext): Promise<void> {
  await context.route(/\/assets\/es-[^/]+\.js$/, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `export const es = ${JSON.stringify(wrap(es as never))};`,
    }),
  );
  for (const [name, phrases] of Object.entries(ofPages)) {
    await context.route(new RegExp(`/assets/${fileOf(name)}-[^/.]+\\.js$`), async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      if (!text.includes(sampleOf(phrases))) return route.fulfill({ response, body: text });
      const body = `export const ${name} = ${JSON.stringify(wrap(phrases))};`;
      return route.fulfill({ contentType: 'text/javascript', body });
    });
  }
}

/** Texts and spoken attributes that are shown and that no phrase, datum or format explains. */
async function escaped(page: Page): Promise<string[]> {
  const told = await page.evaluate(() => {
    const found: string[] = [];
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) {
        const parent = node.parentElement;
        // Drawings and keys say the same in every language.
        if (!parent || parent.closest('svg, kbd, script, style, iframe') || !isShown(parent)) continue;
        found.push(node.data);
      } else if (node instanceof Element && isShown(node)) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
          found.push(node.getAttribute(name) ?? '');
        }
      }
    }
    return found;
  });
  const rest = (text: string) => {
    // A phrase may stand inside another one, so they are taken away from the inside out.
    let left = text.replace(/Ctrl(?: ⇧)? \S{1,2}/g, '');
    while (/⟦[^⟦⟧]*⟧/.test(left)) left = left.replace(/⟦[^⟦⟧]*⟧/g, '');
    return data.reduce((kept, datum) => kept.replaceAll(datum, ''), left).trim();
  };
  return [...new Set(told)].filter((text) => /\p{L}{2,}/u.test(rest(text)) && !formats.test(rest(text)));
}

async function expectOnlyPhrases(page: Page, what: string): Promise<void> {
  await expect(
    page.getByText(before).first(),
    `${what}: the language is not the one of the test`,
  ).toBeVisible();
  expect.soft(await escaped(page), what).toEqual([]);
}

test('no text on any screen comes from outside the dictionaries', async ({ context, page }) => {
  test.setTimeout(300_000);
  await pseudoContext(context);
  const { url } = office.product;
  const go = (path: string) => page.goto(`${url}${path}`);
  for (const path of ['/forgot-password', '/sign-in']) {
    await go(path);
    await expect(page.getByRole('button').first()).toBeVisible();
    await expectOnlyPhrases(page, path);
  }
  await page.getByRole('textbox').first().fill(admin.email);
  await page.locator('input[type=password]').fill(admin.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').first()).toBeVisible();
  await expectOnlyPhrases(page, 'board');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectOnlyPhrases(page, 'keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('blanco');
  await expect(page.getByRole('option').first()).toContainText(mail.subject);
  await expectOnlyPhrases(page, 'palette');

  const settled: [path: string, role: 'article' | 'listitem' | 'heading', text?: string][] = [
    [`/tickets/${ticketId}`, 'article', 'Tipificación de la atención'],
    ['/tickets/new', 'heading', 'Tipificación de la atención'],
    ['/search?q=blanco', 'listitem'],
    ['/search?q=blnaco', 'heading'],
    ['/profile', 'heading'],
    ...['organization', 'agents', 'mailboxes', 'outbox', 'api-keys', 'set-aside'].map(
      (section): [string, 'heading'] => [`/settings/${section}`, 'heading'],
    ),
    ['/nothing', 'heading'],
  ];
  for (const [path, role, text] of settled) {
    await go(path);
    await expect(page.getByRole('main').getByRole(role).first()).toBeVisible();
    if (text) await expect(page.getByText(text).first()).toBeVisible();
    if (role === 'article') await expect(page.getByText('Abierto').first()).toBeVisible();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await expectOnlyPhrases(page, path);
  }
});
