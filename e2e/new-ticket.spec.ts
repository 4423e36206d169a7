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
    phone: page.getByRole('textbox', { name: 'Teléfonos' }),
    email: page.getByRole('textbox', { name: 'Correos' }),
    jobTitle: page.getByRole('textbox', { name: 'Puesto' }),
    subject: page.getByRole('textbox', { name: 'Asunto' }),
    message: page.getByRole('textbox', { name: 'Mensaje' }),
  };
};

test('a call is written down with the keyboard alone and opens as a ticket of a new person', async () => {
  const { page, ticket } = lucia;
  await page.keyboard.press('+');
  await expect(page.getByRole('heading', { name: 'Nuevo ticket', level: 1 })).toBeVisible();
  const { name, phone, email, jobTitle, subject, message } = form();
  await name.fill('Mariana Escobedo');
  await expect(page.getByText('persona nueva')).toBeVisible();
  await jobTitle.fill('Coordinadora de secundaria');
  await phone.fill('442 218 0931');
  await email.fill('mariana@sanbenito.example');
  await email.press('Enter');
  await email.fill('marianaer@gmail.com');
  await email.press('Enter');
  await expect(page.getByRole('combobox', { name: /De quién es marianaer/ })).toHaveValue('personal');
  await subject.fill('Alta de un docente');
  await message.fill('Necesito dar de alta a un docente de secundaria.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Alta de un docente' })).toBeVisible();
  await expect(ticket.messages.first()).toContainText(`registrado por ${admin.name}`);
  for (const told of ['442 218 0931', 'Coordinadora de secundaria', 'marianaer@gmail.com'])
    await expect(ticket.data).toContainText(told);
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

test('two who ask the same have a ticket each; what was resolved in the call is closed; an internal one is a note', async () => {
  const { page, ticket, board } = lucia;
  await page.goto(`${office.product.url}/tickets/new`);
  await page.getByRole('button', { name: 'Descartar' }).click();
  await page.getByRole('button', { name: 'Varios a la vez' }).click();
  await form().name.fill('mariana');
  await page.getByRole('option', { name: /Mariana Escobedo/ }).click();
  await form().name.fill('Irma Paz');
  await page.getByRole('button', { name: 'Agregar a la lista' }).click();
  await expect(page.getByRole('list', { name: 'Personas que lo piden' }).getByRole('listitem')).toHaveCount(
    2,
  );
  await form().subject.fill('Cambio de horario');
  await form().message.fill('Necesitan el turno de la tarde.');
  await expectClean(page);
  await page.getByRole('button', { name: /^Crear 2 tickets/ }).click();
  await expect(page.getByText(/^Se crearon 2 tickets: V-\d+ y V-\d+/)).toBeVisible();
  await board.live();

  await page.goto(`${office.product.url}/tickets/new`);
  await form().name.fill('Rosa Mar');
  await form().subject.fill('Cómo imprimir');
  await form().message.fill('¿Cómo imprimo las boletas?');
  await page.getByRole('button', { name: 'Resuelto en la llamada' }).click();
  await page.getByRole('textbox', { name: '¿Qué le respondiste?' }).fill('Desde el menú de boletas.');
  await page.getByRole('button', { name: 'Crear y cerrar' }).click();
  await expect(page.getByRole('heading', { name: 'Cómo imprimir' })).toBeVisible();
  await expect(ticket.messages.last()).toContainText('Desde el menú de boletas.');
  await expect(page.getByText('Cerrado').first()).toBeVisible();

  await page.goto(`${office.product.url}/tickets/new`);
  await page.getByRole('radio', { name: 'Interno' }).click();
  await form().subject.fill('Revisar servidores');
  await page.getByRole('textbox', { name: 'Nota' }).fill('Antes del cierre.');
  await page.getByRole('button', { name: /^Crear ticket/ }).click();
  await expect(page.getByRole('heading', { name: 'Revisar servidores' })).toBeVisible();
  await expect(ticket.messages.first()).toContainText('Antes del cierre.');
});

test('a school that is not there is made with the ticket; beside one like it, with a reason', async () => {
  const { page, ticket } = lucia;
  const shot = (name: string) =>
    process.env['PICTURES'] ? page.screenshot({ path: `${process.env['PICTURES']}/${name}.png` }) : null;
  const school = page.getByRole('textbox', { name: 'Organización' });
  const create = page.getByRole('button', { name: /^Crear ticket/ });
  const begin = async (name: string, organization: string) => {
    await page.goto(`${office.product.url}/tickets/new`);
    await form().name.fill(name);
    await form().subject.fill('Alta de un grupo');
    await form().message.fill('Necesito dar de alta un grupo.');
    await school.fill(organization);
  };
  await begin('Elisa Mora', 'Colegio San Benito');
  await page.getByRole('option', { name: /Crear «Colegio San Benito» como nueva/ }).click();
  await expect(page.getByText('nueva', { exact: true })).toBeVisible();
  await create.click();
  await expect(ticket.data).toContainText('Colegio San Benito');

  await begin('Raúl Mora', 'Colejio San Benit');
  await expect(page.getByRole('option', { name: /Colegio San Benito/ }).first()).toContainText('%');
  await expectClean(page, 'organizations that are like it');
  await shot('organization-field');
  await page.getByRole('option', { name: /Crear «Colejio San Benit» como nueva/ }).click();
  await create.click();
  await expect(page.getByText('Escribe en qué se distinguen, o elige la que ya existe.')).toBeVisible();
  await expectClean(page, 'a reason that is missing');
  await shot('organization-reason');
  await page.getByRole('button', { name: 'Elegir otra organización' }).click();
  await school.fill('san benito');
  await expect(page.getByRole('option', { name: /Colegio San Benito/ }).first()).toBeVisible();
  await school.press('ArrowDown');
  await school.press('Enter');
  await create.click();
  await expect(ticket.data).toContainText('Colegio San Benito');
  await expect(ticket.data).toContainText('Raúl Mora');
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
  await api.POST('/api/v1/classification/facets', { body: { name: 'Plataforma', free: true } });
  await page.goto(`${office.product.url}/tickets/new`);
  await page.getByRole('group', { name: 'Asunto' }).getByRole('button', { name: 'Inscripción' }).click();
  await form().name.fill('Rosa Tapia');
  await page.getByRole('textbox', { name: 'Alumno' }).fill('Óscar Medina');
  await expect(form().message).toHaveValue('Buen día. Necesito inscribir a Óscar Medina en ….');
  await page.getByRole('button', { name: /^Crear ticket/ }).click();
  await expect(page.getByRole('alert').getByText('Falta llenar: Curso.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Curso' }).fill('Ajedrez');
  await page.getByRole('button', { name: 'Tarea: Normal' }).click();
  await page.getByRole('button', { name: 'Agregar a Plataforma' }).click();
  await page.getByRole('textbox', { name: 'Nueva etiqueta' }).fill('Moodle');
  await page.getByRole('menuitem', { name: 'Crear «Moodle»' }).click();
  await expectClean(page);
  await page.getByRole('button', { name: /^Crear ticket/ }).click();
  await expect(page.getByRole('heading', { name: 'Inscripción' })).toBeVisible();
  await expect(ticket.messages.first()).toContainText('Necesito inscribir a Óscar Medina en Ajedrez.');
  await expect(page.getByRole('button', { name: 'Prioridad: Normal. Cambiar' })).toBeVisible();
  await expect(ticket.data).toContainText('Moodle');
  await page.goto(office.product.url);
  await expect(page.getByRole('article', { name: 'Inscripción' })).toContainText('Moodle');
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
