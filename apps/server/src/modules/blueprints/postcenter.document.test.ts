import type { Blueprint } from '@ventanilla/contracts/blueprint-format';
import { builtInRoles } from '@ventanilla/contracts/permissions';
import { closeTicket, getTicket, ignoreTicket, replyToTicket } from '@ventanilla/contracts/tickets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../../testing/test-app.ts';
import { receiveTicket } from './test-ground/customer-ticket.ts';
import { type DocumentLine, openUnder, testLines } from './test-ground/document.ts';

let app: TestApp;
let ana: string;
let read: Blueprint;
beforeAll(async () => {
  ({ app, ana, read } = await openUnder('postcenter'));
});
afterAll(() => app.close());

const may = (role: keyof typeof builtInRoles, permission: string) =>
  expect(builtInRoles[role].permissions).toContain(permission);
const tag = ({ tags }: Blueprint, name: string) => tags.find((one) => one.name === name && one.active);
const about = (all: Blueprint, name: string) =>
  all.facets.find(({ key }) => key === tag(all, name)?.facetKey)?.about;
const status = ({ statuses }: Blueprint, category: string) =>
  statuses.find((one) => one.category === category)?.name;

const lines: DocumentLine[] = [
  {
    at: 'Acceso',
    says: 'Con el rol de Ejecutivo: recibe y crea tickets',
    operations: ['openTicket', 'readBoard'],
    holds: () => may('agent', 'tickets:create'),
  },
  {
    at: 'Acceso',
    says: 'Contesta tickets y re-asígnalos',
    operations: ['replyToTicket', 'assignTicket'],
    holds: () => {
      may('agent', 'tickets:reply');
      may('agent', 'tickets:assign');
    },
  },
  {
    at: 'Acceso',
    says: 'Cierra, abre o ignora tickets',
    operations: ['closeTicket', 'reopenTicket', 'ignoreTicket'],
    holds: () => may('agent', 'tickets:close'),
  },
  {
    at: 'Acceso',
    says: 'Tipifica tu atención: datos del cliente o tipo de atención. Queja, Spam, Cliente molesto, Cliente importante',
    operations: ['classifyTicket'],
    holds: (all) => {
      expect(['Queja', 'Spam'].map((name) => about(all, name))).toEqual(['ticket', 'ticket']);
      expect(['Cliente molesto', 'Cliente importante'].map((name) => about(all, name))).toEqual([
        'contact',
        'contact',
      ]);
      expect(tag(all, 'Cliente molesto')?.mark).toBe('difficult_customer');
      expect(all.facets.map(({ name }) => name)).toEqual(['Tipo de atención', 'Datos del cliente']);
      may('agent', 'tickets:classify');
    },
  },
  {
    at: 'Comenzando',
    says: 'Tendrás 3 columnas filtradas por tu nombre: nuevos, respondidos, en espera de tu respuesta',
    operations: ['readBoard', 'readColumn'],
  },
  {
    at: 'Comenzando',
    says: 'Se llaman Tickets nuevos, Tickets abordados respondidos y Tickets en espera',
    holds: ({ boards }) =>
      expect(boards[0]?.columns.map(({ name, source }) => [name, source])).toEqual([
        ['Tickets nuevos', { kind: 'builtIn', key: 'new' }],
        ['Abordados y respondidos', { kind: 'builtIn', key: 'answered' }],
        ['En espera', { kind: 'builtIn', key: 'your_turn' }],
      ]),
  },
  {
    at: 'Comenzando',
    says: 'Crear una nueva columna con los filtros que quieras',
    operations: ['addColumn', 'updateColumn', 'orderColumns', 'removeColumn'],
  },
  {
    at: 'Tickets',
    says: 'Sin respuesta tuya: no abordado. Respondido: abordado',
    holds: (all) => {
      expect(status(all, 'open')).toBe('No abordado');
      expect(status(all, 'in_progress')).toBe('Abordado');
      expect(status(all, 'waiting_customer')).toBe('Respondido');
    },
  },
  {
    at: 'Tickets',
    says: 'No abordado: ignorar. Abordado: cerrar',
    operations: ['ignoreTicket', 'closeTicket'],
    holds: (all) => {
      expect(status(all, 'ignored')).toBe('Ignorado');
      expect(status(all, 'closed')).toBe('Cerrado');
    },
  },
  {
    at: 'Tickets',
    says: 'Ver la cuenta con la cual estás respondiendo, el número de ticket y a quién está asignado',
    operations: ['getTicket'],
  },
  { at: 'Tips', says: 'Responder un mensaje específico dentro de un ticket', operations: ['replyToTicket'] },
  {
    at: 'Tips',
    says: 'Mensajes públicos y privados en un ticket; «Ver contexto»',
    waits: 'channels with public messages',
  },
  { at: 'Tips', says: 'Historial de asignación', operations: ['getTicket'] },
  { at: 'Tips', says: 'Comentarios sobre la atención de un ticket', operations: ['addNote'] },
  { at: 'Tips', says: 'Etiquetar a otros ejecutivos en los comentarios', waits: 'mentions' },
  { at: 'Tips', says: 'Escalar un ticket a un supervisor o dirección de correo', waits: 'escalation' },
  {
    at: 'Tips',
    says: 'Si cierras o ignoras y el cliente escribe se crea otro ticket; Tickets anteriores',
    operations: ['getTicketRules', 'getTicket'],
  },
  {
    at: 'Tips',
    says: 'Aviso de nuevos en una columna, que se muestran al presionar',
    operations: ['openLive'],
  },
  { at: 'Tips', says: 'Notificaciones de audio y escritorio por columna', operations: ['updateProfile'] },
  {
    at: 'Tips',
    says: 'Buscar por ID o por nombre, número o correo del cliente',
    operations: ['searchTickets'],
  },
  {
    at: 'Rol',
    says: 'Roles: Ejecutivo, Supervisor, Administrador, con lo que cada uno ve y cambia',
    operations: ['listRoles'],
    holds: () => {
      expect(Object.keys(builtInRoles)).toEqual(expect.arrayContaining(['agent', 'supervisor', 'admin']));
      may('admin', 'roles:manage');
      expect(builtInRoles.agent.permissions).not.toContain('agents:manage');
    },
  },
];

describe('postcenter, paragraph by paragraph', () => {
  testLines(lines, () => read);
});

test('postcenter, played: what nobody answered is ignored, what was answered is closed', async () => {
  const ticketId = await receiveTicket(app);
  const params = { ticketId };
  expect((await app.call(closeTicket, { as: ana, params })).code).toBe('tickets.never_answered');
  const { body: before } = await app.call(getTicket, { as: ana, params });
  expect(before.ticket.can).toContain('ignore');
  await app.call(replyToTicket, { as: ana, params, body: { text: 'Hola, ya lo reviso.' } });
  expect((await app.call(ignoreTicket, { as: ana, params })).code).toBe('tickets.already_answered');
  expect((await app.call(closeTicket, { as: ana, params })).body).toMatchObject({
    status: { key: 'closed' },
  });
});
