import type { Blueprint } from '@ventanilla/contracts/blueprint-format';
import { expect } from 'vitest';
import type { DocumentLine } from './document.ts';

const used = <T extends { active: boolean }>(list: readonly T[]) => list.filter(({ active }) => active);
const namesOf = (list: readonly { name: string; active: boolean }[]) => used(list).map(({ name }) => name);
const line = ({ lines }: Blueprint, name: string) => lines.find((one) => one.name === name)!;
const noteOf = ({ teams }: Blueprint, name: string) => teams.find((team) => team.name === name)?.note;
const tagsOf = ({ tags }: Blueprint, facetKey: string) =>
  namesOf(tags.filter((tag) => tag.facetKey === facetKey));
const facet = ({ facets }: Blueprint, name: string) => facets.find((one) => one.name === name);
const flag = ({ flags }: Blueprint, key: string) => flags.find((one) => one.key === key);
const type = ({ types }: Blueprint, name: string) => types.find((one) => one.name === name);
const nobody = { teams: [], assigners: false, owner: false, closers: false, customer: false };
const team = (name: string) => ({ ...nobody, teams: [name] });
const owner = { ...nobody, owner: true };
const allFlags = ['flag:orange', 'flag:blue', 'flag:green'] as const;
const policy = ({ policies }: Blueprint, name: string) => policies.find((one) => one.name === name);
const ofEach = (configuration: Blueprint, part: 'assign' | 'flag' | 'close' | 'closeNeeds') =>
  configuration.departments.map(({ rules }) => rules?.[part]);

/** What the help desk of the training deck asks for, slide by slide. */
export const weknowLines: readonly DocumentLine[] = [
  {
    at: '4–5',
    says: 'Obtenga retroalimentación periódicamente. ¡Mide tus resultados!',
    waits: 'surveys and indicators',
  },
  {
    at: '8',
    says: 'Departamentos. Externamente: Soporte Técnico (Externo). Internamente: Educación, Capacitación, Sistemas',
    holds: ({ departments }) =>
      expect(departments.map(({ name, kind, active }) => [name, kind, active])).toEqual([
        ['Soporte Técnico', 'external', true],
        ['Educación', 'internal', true],
        ['Capacitación', 'internal', true],
        ['Sistemas', 'internal', true],
      ]),
  },
  {
    at: '9',
    says: 'Educación. Nuevo ticket: (Lucero, Majo y Saray)',
    holds: (all) => {
      expect(line(all, 'Educación').notices?.['created']).toEqual(team('Recepción de Educación'));
      expect(noteOf(all, 'Recepción de Educación')).toBe('En el documento: Lucero, Majo y Saray');
    },
  },
  {
    at: '9',
    says: 'Educación. Asignar Responsable: (Responsable)',
    holds: (all) => expect(line(all, 'Educación').notices?.['assigned']).toEqual(owner),
  },
  {
    at: '9',
    says: 'Educación. Banderas: (Responsable y Majo)',
    holds: (all) => {
      for (const key of allFlags)
        expect(line(all, 'Educación').notices?.[key]).toEqual({
          ...team('Seguimiento de Educación'),
          owner: true,
        });
      expect(noteOf(all, 'Seguimiento de Educación')).toBe('En el documento: Majo');
    },
  },
  {
    at: '9',
    says: 'Educación. Status Cerrado: (Lucero y Saray)',
    holds: (all) => {
      expect(line(all, 'Educación').notices?.['closed']).toEqual(team('Cierre de Educación'));
      expect(noteOf(all, 'Cierre de Educación')).toBe('En el documento: Lucero y Saray');
    },
  },
  {
    at: '9',
    says: 'Empresas. Nuevo ticket (Daniela)',
    holds: (all) => {
      expect(line(all, 'Empresas').notices?.['created']).toEqual(team('Recepción de Empresas'));
      expect(noteOf(all, 'Recepción de Empresas')).toBe('En el documento: Daniela');
    },
  },
  {
    at: '9',
    says: 'Empresas. Asignar Responsable: (Responsable)',
    holds: (all) => expect(line(all, 'Empresas').notices?.['assigned']).toEqual(owner),
  },
  {
    at: '9',
    says: 'Empresas. Banderas: Responsable y Daniela',
    holds: (all) => {
      for (const key of allFlags)
        expect(line(all, 'Empresas').notices?.[key]).toEqual({
          ...team('Seguimiento de Empresas'),
          owner: true,
        });
      expect(noteOf(all, 'Seguimiento de Empresas')).toBe('En el documento: Daniela');
    },
  },
  {
    at: '9',
    says: 'Empresas. Status Cerrado: (en blanco en el documento)',
    holds: (all) => expect(line(all, 'Empresas').notices?.['closed']).toBeUndefined(),
  },
  { at: '10', says: 'Entradas: Chat', waits: 'channel of chat' },
  { at: '10', says: 'Entradas: Teléfono', operations: ['openTicket'] },
  { at: '10', says: 'Entradas: Asesorías', waits: 'sessions with a customer as a channel of their own' },
  { at: '10', says: 'Entradas: Ticket directo', operations: ['openTicket'] },
  {
    at: '11',
    says: 'Alta de nuevo ticket como as user/phone, con asunto y cuerpo',
    operations: ['openTicket'],
  },
  {
    at: '11',
    says: 'Agregar al usuario (si no está dado de alta, hacerlo en ese momento)',
    operations: ['findContacts', 'openTicket'],
  },
  {
    at: '11',
    says: 'Responsable (o unassigned), tipo, prioridad, etiquetas y fecha límite',
    operations: ['openTicket', 'assignTicket', 'classifyTicket'],
  },
  {
    at: '12',
    says: 'Asuntos: Alta, Baja, Cambio, Corrección, Modificación, Configuración de plataforma, Reporte, Contraseña',
    holds: ({ subjects }) =>
      expect(namesOf(subjects)).toEqual([
        'Alta',
        'Baja',
        'Cambio',
        'Corrección',
        'Modificación',
        'Configuración de plataforma',
        'Reporte',
        'Contraseña',
      ]),
  },
  {
    at: '12',
    says: 'Corrección (Cambio derivado de un error); Modificación (Cambio de usuarios, cursos, etc.)',
    holds: ({ subjects }) => {
      const template = (name: string) => subjects.find((subject) => subject.name === name)?.template;
      expect(template('Corrección')).toContain('viene de un error');
      expect(template('Modificación')).toContain('usuarios, cursos, etc.');
    },
  },
  {
    at: '13',
    says: 'Organización: empezar a escribir para ver si ya se encuentra dada de alta. (No repetir)',
    operations: ['findOrganizations'],
  },
  {
    at: '13',
    says: 'Cargo, varios correos y teléfonos de la persona',
    operations: ['openTicket', 'getTicket'],
  },
  {
    at: '14',
    says: 'Tipos: Tarea, Problema, Configuración, Extras, y ninguno más',
    holds: ({ types }) => expect(namesOf(types)).toEqual(['Tarea', 'Problema', 'Configuración', 'Extras']),
  },
  {
    at: '14',
    says: 'Tarea: administración de usuarios, materias, roles, categorías, matriculaciones etc.',
    holds: (all) =>
      expect(type(all, 'Tarea')?.description).toMatch(/usuarios, materias, roles, categorías, matric/),
  },
  {
    at: '14',
    says: 'Problema: que no se muestre la plataforma o una actividad/módulo no funcione adecuadamente',
    holds: (all) =>
      expect(type(all, 'Problema')?.description).toMatch(/no se muestre la plataforma.*actividad o módulo/),
  },
  {
    at: '14',
    says: 'Configuración: globales de plataforma, módulos, actividades. Extras: reportes, módulos adicionales',
    holds: (all) => {
      expect(type(all, 'Configuración')?.description).toMatch(/globales de plataforma, módulos, actividades/);
      expect(type(all, 'Extras')?.description).toMatch(/Reportes, módulos adicionales/);
    },
  },
  {
    at: '15',
    says: 'Prioridades: Normal 24 horas (tareas y extras), Urgente antes de terminar el día (problema y configuración), Crítico 1 hora (problema)',
    holds: ({ priorities }) =>
      expect(used(priorities).map(({ name, target, typeKeys }) => [name, target, typeKeys])).toEqual([
        ['Normal', { kind: 'calendar_hours', hours: 24 }, ['extras', 'task']],
        ['Urgente', { kind: 'end_of_day' }, ['configuration', 'problem']],
        ['Crítico', { kind: 'business_hours', hours: 1 }, ['problem']],
      ]),
  },
  {
    at: '15',
    says: 'El tiempo de cada prioridad es un plazo con su reloj; esperar al cliente lo detiene',
    holds: (all) => {
      const promised = (name: string) => policy(all, name)?.targets.resolution?.target;
      expect(promised('Normal: 24 horas')).toEqual({ kind: 'calendar', ms: 24 * 3_600_000 });
      expect(promised('Urgente: antes de terminar el día')).toEqual({ kind: 'end_of_day', cutOffMs: 0 });
      expect(promised('Crítico: 1 hora')).toEqual({ kind: 'business', ms: 3_600_000 });
      expect(policy(all, 'Crítico: 1 hora')?.pauses).toEqual({ resolution: ['waiting_customer'] });
    },
  },
  {
    at: '16',
    says: 'Servicio: capacitacion, educacion, portal, videoconferencia, interno',
    holds: (all) =>
      expect(tagsOf(all, 'service')).toEqual([
        'Capacitación',
        'Educación',
        'Portal',
        'Videoconferencia',
        'Interno',
      ]),
  },
  {
    at: '16',
    says: 'Plataforma: Moodle, Wordpress, Adobe, etc.. (se le agregan)',
    holds: (all) => {
      expect(tagsOf(all, 'platform')).toEqual(['Moodle', 'WordPress', 'Adobe']);
      expect(facet(all, 'Plataforma')?.free).toBe(true);
    },
  },
  {
    at: '16',
    says: 'Cliente: Ej. univa, upn, altos, torreblanca, etc.. (se le agregan)',
    holds: (all) => {
      expect(tagsOf(all, 'client')).toEqual(['Univa', 'UPN', 'Altos', 'Torreblanca']);
      expect(facet(all, 'Cliente')?.free).toBe(true);
    },
  },
  {
    at: '16',
    says: 'Tipo de ticket: dependiendo del asunto',
    holds: (all) => expect(tagsOf(all, 'matter')).toEqual(namesOf(all.subjects)),
  },
  {
    at: '17',
    says: 'Fecha límite: solo lo que tiene que estar a una hora específica, antes de las 24 horas',
    holds: (all) => {
      expect(all.policies[0]).toMatchObject({
        name: 'Fecha límite',
        filter: { field: 'dueAt', op: 'present' },
        targets: { resolution: { target: { kind: 'due_date' } } },
      });
    },
  },
  {
    at: '18',
    says: 'Alta de usuario. Campos: nombre, apellidos, correo, rol, nivel, grupo, cursos; todos hacen falta',
    holds: ({ forms, fields }) => {
      const form = forms.find(({ place, of }) => place === 'subject' && of === 'alta');
      const asked = form?.fields.map(({ fieldKey }) => fields.find(({ key }) => key === fieldKey));
      expect(asked?.map((field) => field?.name)).toEqual([
        'Nombre',
        'Apellidos',
        'Correo',
        'Rol',
        'Nivel',
        'Grupo',
        'Cursos',
      ]);
      expect(asked?.every((field) => field?.required === 'create')).toBe(true);
    },
  },
  {
    at: '18',
    says: 'El texto del mensaje debe de agregarse como si fuera el cliente',
    holds: ({ subjects, forms }) => {
      const template = subjects.find(({ key }) => key === 'alta')?.template ?? '';
      expect(template).toMatch(/^Hola, necesito dar de alta/);
      for (const { fieldKey } of forms[0]!.fields) expect(template).toContain(`{${fieldKey}}`);
    },
  },
  {
    at: '18',
    says: 'El mismo formulario para el cliente',
    waits: 'the portal: the fields are marked for customers already',
  },
  {
    at: '20',
    says: 'Cuando lo mete el cliente. Soporte asigna departamento, responsable, tipo y prioridad',
    operations: ['setTicketDepartment', 'assignTicket', 'classifyTicket'],
    holds: (all) => {
      const support = { teams: ['Soporte'], members: false, owner: false };
      expect(ofEach(all, 'assign')).toEqual([support, support, support, support]);
    },
  },
  {
    at: '21',
    says: 'El responsable aplica la bandera',
    holds: (all) => {
      const his = { teams: [], members: false, owner: true };
      expect(ofEach(all, 'flag')).toEqual([his, his, his, his]);
    },
  },
  {
    at: '21',
    says: 'El responsable asigna status, resuelve y aplica etiquetas',
    operations: ['updateTicket', 'replyToTicket', 'classifyTicket'],
    holds: (all) => expect(ofEach(all, 'closeNeeds')[0]).toEqual(['type', 'priority', 'tags']),
  },
  { at: '21', says: 'Registrar el tiempo en el ticket (Billing)', operations: ['addTimeEntry'] },
  {
    at: '21',
    says: 'Responsable de cierre: cerrar el ticket',
    holds: (all) => {
      const closers = { teams: ['Responsables de cierre'], members: false, owner: false };
      expect(ofEach(all, 'close')).toEqual([closers, closers, closers, closers]);
    },
  },
  {
    at: '22',
    says: 'Estatus: Abierto, En progreso, En espera, Cerrado',
    holds: ({ statuses }) =>
      expect(
        used(statuses)
          .filter(({ category }) => category !== 'ignored')
          .map(({ name, category }) => [name, category]),
      ).toEqual([
        ['Abierto', 'open'],
        ['En progreso', 'in_progress'],
        ['En espera', 'waiting_customer'],
        ['Cerrado', 'closed'],
      ]),
  },
  { at: '23', says: 'Notas: toda la comunicación interna', operations: ['addNote'] },
  { at: '23', says: 'Take: asignarme el ticket', operations: ['takeTicket'] },
  { at: '23', says: 'Dispatch: delegar el ticket a otra persona', operations: ['assignTicket'] },
  { at: '23', says: 'Billing: tiempo que le dedicaste al ticket', operations: ['addTimeEntry'] },
  { at: '23', says: 'Follow up: recordatorios', waits: 'reminders of a ticket' },
  {
    at: '24',
    says: 'Naranja: pendiente de resolución',
    holds: (all) => expect(flag(all, 'orange')?.meaning).toBe('Pendiente de resolución'),
  },
  {
    at: '24',
    says: 'Azul: el responsable está trabajando en ese ticket en específico',
    holds: (all) =>
      expect(flag(all, 'blue')?.meaning).toBe('El responsable está trabajando en ese ticket en específico'),
  },
  {
    at: '24',
    says: 'Verde: el ticket está listo para revisión y cierre',
    holds: (all) => expect(flag(all, 'green')?.meaning).toBe('El ticket está listo para revisión y cierre'),
  },
  { at: '24', says: 'Sin bandera: nadie está trabajando en el ticket', operations: ['classifyTicket'] },
  {
    at: '25',
    says: 'Agregar la base de datos de encargados del proyecto (pensar en maestros a futuro)',
    waits: 'import of directories',
  },
  { at: '25', says: 'Agregar tipo y tags a todos los tickets pasados', operations: ['startBulk'] },
  {
    at: '25',
    says: 'Checar que lleguen correos cuando asignas a alguien',
    holds: ({ departments }) => {
      for (const { notices } of departments) expect(notices?.['assigned']).toEqual(owner);
    },
  },
  {
    at: '26',
    says: 'Aparezcan campos personalizados basado en el tipo de ticket',
    operations: ['setForm', 'createField'],
  },
];
