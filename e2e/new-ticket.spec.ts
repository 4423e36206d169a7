import { expect, test } from '@playwright/test';
import { type SmtpSink, startSmtpSink } from '../apps/server/src/testing/mail.ts';
import { readMail } from '../apps/server/src/testing/mail-client.ts';
import { expectClean } from './support/clean-page.ts';
import { type Desk, openDesk } from './support/desk.ts';
import { admin, type Office, openOffice } from './support/office.ts';
import { waitFor } from './support/wait.ts';

test.describe.configure({ mode: 'serial' });

let sink: SmtpSink;
let office: Office;
let lucia: Desk & { close(): Promise<void> };

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000);
  sink = await startSmtpSink();
  office = await openOffice({ sink });
  lucia = await openDesk(() => browser.newContext(), { url: office.product.url, person: admin });
});

test.afterAll(async () => {
  await lucia?.close();
  await office?.close();
  await sink?.close();
});

const form = () => {
  const { page } = lucia;
  return {
    name: page.getByRole('textbox', { name: 'Nombre completo' }),
    phone: page.getByRole('textbox', { name: 'Teléfono' }),
    email: page.getByRole('textbox', { name: 'Correo' }),
    subject: page.getByRole('textbox', { name: 'Asunto' }),
    message: page.getByRole('textbox', { name: 'Mensaje' }),
  };
};

test('a call is written down with the keyboard alone and opens as a ticket of a new person', async () => {
  const { page, ticket } = lucia;
  await page.keyboard.press('+');
  await expect(page.getByRole('heading', { name: 'Nuevo ticket', level: 1 })).toBeVisible();
  const { name, phone, subject, message } = form();
  await name.fill('Mariana Escobedo');
  await expect(page.getByText('persona nueva')).toBeVisible();
  await phone.fill('442 218 0931');
  await subject.fill('Alta de un docente');
  await message.fill('Necesito dar de alta a un docente de secundaria.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Alta de un docente' })).toBeVisible();
  await expect(ticket.messages.first()).toContainText(`registrado por ${admin.name}`);
  await expect(ticket.data).toContainText('442 218 0931');
});

test('what was being written is there after a reload, and what is missing is said where it is', async () => {
  const { page } = lucia;
  await page.goto(`${office.product.url}/tickets/new`);
  await form().name.fill('Olga');
  await page.reload();
  await expect(form().name).toHaveValue('Olga');
  await page.getByRole('button', { name: /^Crear ticket/ }).click();
  await expect(page.getByText('Falta este dato.')).toHaveCount(2);
  await page.getByRole('button', { name: 'Descartar' }).click();
  await expect(form().name).toHaveValue('');
});

test('somebody known is offered with what they have open; writing first reaches their inbox', async () => {
  const { page, board } = lucia;
  await page.getByRole('radio', { name: 'Escribirle' }).click();
  await form().name.fill('Gerardo Mena');
  await form().email.fill('gerardo@altamira.example');
  await form().subject.fill('Tu factura de octubre');
  await form().message.fill('Hola, Gerardo: ya está corregida.');
  await page.getByRole('button', { name: /^Enviar y crear/ }).click();
  await expect(page.getByRole('heading', { name: 'Tu factura de octubre' })).toBeVisible();
  const mail = await waitFor('the mail', async () => {
    const last = sink.mails.at(-1);
    return last ? readMail(last.raw) : null;
  });
  expect(mail.subject).toBe('Tu factura de octubre');

  await page.goto(`${office.product.url}/tickets/new`);
  await form().name.fill('2180931');
  await page.getByRole('option', { name: /Mariana Escobedo/ }).click();
  await expect(page.getByText('Alta de un docente')).toBeVisible();
  await page.getByRole('button', { name: 'Elegir a otra persona' }).click();
  await form().name.fill('gera');
  await page.getByRole('option', { name: /Gerardo Mena/ }).click();
  await expect(page.getByText('Tu factura de octubre')).toBeVisible();
  await page.goto(office.product.url);
  await board.live();
});

test('the catalogue asks for what a subject needs, and the answers write the message', async () => {
  const { page, ticket } = lucia;
  const { api } = office;
  const make = (name: string) =>
    api.POST('/api/v1/classification/fields', { body: { name, kind: 'text', required: 'create' } });
  const [person, course] = [(await make('Alumno')).data?.key ?? '', (await make('Curso')).data?.key ?? ''];
  const template = `Buen día. Necesito inscribir a {${person}} en {${course}}.`;
  const body = { name: 'Inscripción', template, typeKey: 'task' };
  const { data: subject } = await api.POST('/api/v1/classification/subjects', { body });
  await api.PUT('/api/v1/classification/forms', {
    params: { header: { 'If-Match': '0' } },
    body: {
      place: 'subject',
      placeKey: subject?.key ?? '',
      fields: [person, course].map((fieldKey) => ({ fieldKey, required: null })),
    },
  });
  await page.goto(`${office.product.url}/tickets/new`);
  // Somebody was chosen there before.
  await page.getByRole('button', { name: 'Descartar' }).click();
  await page.getByRole('group', { name: 'Asunto' }).getByRole('button', { name: 'Inscripción' }).click();
  await form().name.fill('Rosa Tapia');
  await page.getByRole('textbox', { name: 'Alumno' }).fill('Óscar Medina');
  await expect(form().message).toHaveValue('Buen día. Necesito inscribir a Óscar Medina en ….');
  await page.getByRole('button', { name: /^Crear ticket/ }).click();
  await expect(page.getByRole('alert').getByText('Falta llenar: Curso.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Curso' }).fill('Ajedrez');
  await page.getByRole('button', { name: 'Tarea: Normal' }).click();
  await expectClean(page);
  await page.getByRole('button', { name: /^Crear ticket/ }).click();
  await expect(page.getByRole('heading', { name: 'Inscripción' })).toBeVisible();
  await expect(ticket.messages.first()).toContainText('Necesito inscribir a Óscar Medina en Ajedrez.');
  await expect(page.getByRole('button', { name: 'Prioridad: Normal. Cambiar' })).toBeVisible();
});

for (const [size, viewport] of Object.entries({
  wide: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
})) {
  test(`the page has no accessibility faults and fits, ${size}`, async ({ browser }) => {
    const context = await browser.newContext({
      viewport,
      storageState: await lucia.page.context().storageState(),
    });
    const page = await context.newPage();
    await page.goto(`${office.product.url}/tickets/new`);
    await page.getByRole('textbox', { name: 'Nombre completo' }).waitFor();
    await expectClean(page, 'a new ticket');
    await context.close();
  });
}
