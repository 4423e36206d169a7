import type { Language } from '@ventanilla/contracts/common';
import type { Filter } from '@ventanilla/contracts/filters';
import type { RoutineBody, RoutineSchedule } from '@ventanilla/contracts/routines';

/** A routine that comes with the product. */
export interface TemplateRoutine extends Pick<RoutineBody, 'name' | 'note' | 'schedule' | 'items'> {
  key: string;
}

type Words = Readonly<Record<Language, string>>;
interface Written {
  key: string;
  name: Words;
  note: Words;
  schedule: RoutineSchedule;
  items: readonly (Words & { filter?: Filter })[];
}

const isOpen: Filter = { field: 'closedAt', op: 'empty' };
const isMine: Filter = { field: 'owner', op: 'any_of', values: ['@own'] };
const of = (...conditions: Filter[]): Filter => ({ and: [...conditions, isOpen] });

/** The duties of a support desk (Saeko's), those that come by the school's calendar without dates yet. */
const written: readonly Written[] = [
  {
    key: 'support.start',
    name: { es: 'Inicio de turno', en: 'Start of the shift' },
    note: {
      es: 'Dejar la bandeja repartida y con prioridad antes de empezar a atender.',
      en: 'Leave the inbox handed out and with priorities before starting to attend.',
    },
    schedule: { every: 'workday', at: '10:00' },
    items: [
      { es: 'Revisar las bandejas de entrada', en: 'Go through the inboxes' },
      {
        es: 'Ningún ticket abierto sin prioridad',
        en: 'No open ticket without a priority',
        filter: of({ field: 'priority', op: 'empty' }),
      },
      {
        es: 'Ningún ticket abierto sin responsable',
        en: 'No open ticket that nobody has',
        filter: of({ field: 'owner', op: 'empty' }),
      },
    ],
  },
  {
    key: 'support.shift',
    name: { es: 'Durante la jornada', en: 'During the day' },
    note: {
      es: 'Atender y resolver consultas; lo que hoy no aplique, se salta con su motivo.',
      en: 'Attend and solve questions; what does not apply today is skipped with its reason.',
    },
    schedule: { every: 'shift' },
    items: [
      {
        es: 'Nadie espera una respuesta mía',
        en: 'Nobody waits for an answer of mine',
        filter: of(isMine, { field: 'stage', op: 'any_of', values: ['new', 'your_turn'] }),
      },
      {
        es: 'Los tickets de hoy tienen su información complementaria',
        en: 'Today’s tickets have their complementary information',
      },
      {
        es: 'Las dudas que se repiten están en la base de conocimiento',
        en: 'Questions that come again are in the knowledge base',
      },
    ],
  },
  {
    key: 'support.follow_up',
    name: { es: 'Seguimiento de casos abiertos', en: 'Follow-up of open cases' },
    note: {
      es: 'Cada cliente con un caso abierto sabe en qué va.',
      en: 'Every customer with an open case knows where it stands.',
    },
    schedule: { every: 'workday', at: '17:00' },
    items: [
      {
        es: 'Ningún caso mío sin novedades para el cliente',
        en: 'No case of mine without news for the customer',
        filter: of(isMine, { field: 'noNews', op: 'is', value: true }),
      },
      { es: 'Lo que está con otra área avanza', en: 'What is with another area moves on' },
    ],
  },
  {
    key: 'support.passed_on',
    name: { es: 'Al escalar una incidencia', en: 'When an incident is passed on' },
    note: {
      es: 'Para que Soporte o Desarrollo no tengan que preguntar de nuevo.',
      en: 'So that Support or Development need not ask again.',
    },
    schedule: { every: 'event', on: 'ticket_passed_on', hours: 2 },
    items: [
      {
        es: 'El área tiene los pasos, las capturas y el módulo',
        en: 'The area has the steps, the screenshots and the module',
      },
      { es: 'El cliente sabe quién lo está viendo', en: 'The customer knows who is looking at it' },
    ],
  },
  {
    key: 'support.report',
    name: { es: 'Reporte de actividad y mejoras', en: 'Report of activity and improvements' },
    note: { es: 'Cada dos semanas, al cierre.', en: 'Every two weeks, at the end.' },
    schedule: { every: 'two_weeks', weekday: 5, from: '2026-01-05', at: '16:00' },
    items: [
      { es: 'Reporte de actividad enviado', en: 'Report of activity sent' },
      { es: 'Al menos una mejora propuesta', en: 'At least one improvement proposed' },
    ],
  },
  {
    key: 'support.key_processes',
    name: { es: 'Acompañamiento en procesos clave', en: 'Accompaniment in key processes' },
    note: {
      es: 'Inicio y cierre de ciclo, migraciones, admisiones y reinscripciones. Ponle las fechas de tu calendario escolar.',
      en: 'Start and end of the school year, migrations, admissions and re-enrolments. Give it the dates of your school calendar.',
    },
    schedule: { every: 'dates', dates: [], at: '12:00' },
    items: [
      { es: 'Escuelas avisadas de lo que viene', en: 'Schools told what is coming' },
      { es: 'Guía del proceso a la mano', en: 'Guide of the process at hand' },
      { es: 'Casos del proceso con prioridad', en: 'Cases of the process have a priority' },
    ],
  },
  {
    key: 'support.releases',
    name: { es: 'Capacitarse en lo nuevo', en: 'Learn what is new' },
    note: {
      es: 'Conforme se liberen actualizaciones. Ponle las fechas de cada liberación.',
      en: 'As updates are released. Give it the dates of each release.',
    },
    schedule: { every: 'dates', dates: [], at: '16:00' },
    items: [
      { es: 'Leer las notas de la versión', en: 'Read the release notes' },
      { es: 'Probar lo nuevo', en: 'Try what is new' },
    ],
  },
];

/** In the language of whoever applies it. */
export function supportTemplate(language: Language): TemplateRoutine[] {
  return written.map(({ key, name, note, schedule, items }) => ({
    key,
    name: name[language],
    note: note[language],
    schedule,
    items: items.map((item, at) => ({
      id: `${key}.${at + 1}`,
      text: item[language],
      filter: item.filter ?? null,
    })),
  }));
}
