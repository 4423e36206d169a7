import type { ContactRole } from './scenario.ts';
import { dayMs, demoTimeZone } from './school-hours.ts';
import type { Cast, CastAgent, CastContact, CastOrganization } from './story.ts';

/** Days before the told instant on which the company began. */
const companyAgeDays = 120;

/** Agent whose board the demo shows alive. */
export const demoAgentKey = 'ximena';
export const supervisorKey = 'rodrigo';

const agents: readonly CastAgent[] = [
  { key: 'camila', name: 'Camila Sandoval', email: 'camila.sandoval@aulaclara.example', roleKey: 'admin' },
  {
    key: 'rodrigo',
    name: 'Rodrigo Peñaloza',
    email: 'rodrigo.penaloza@aulaclara.example',
    roleKey: 'supervisor',
  },
  { key: 'ximena', name: 'Ximena Ocampo', email: 'ximena.ocampo@aulaclara.example', roleKey: 'agent' },
  { key: 'ivan', name: 'Iván Ledesma', email: 'ivan.ledesma@aulaclara.example', roleKey: 'agent' },
  { key: 'fernanda', name: 'Fernanda Quiroz', email: 'fernanda.quiroz@aulaclara.example', roleKey: 'agent' },
];

const school = (
  key: string,
  name: string,
  parentKey: string | null,
  ...domains: string[]
): CastOrganization => ({
  key,
  name,
  parentKey,
  domains: domains.map((domain) => `${domain}.example`),
});

const organizations: readonly CastOrganization[] = [
  school('sierra', 'Red de Colegios Sierra Clara', null, 'sierraclara'),
  school('sierra-norte', 'Colegio Sierra Clara Norte', 'sierra', 'norte.sierraclara'),
  school('sierra-sur', 'Colegio Sierra Clara Sur', 'sierra', 'sur.sierraclara'),
  school('sierra-prepa', 'Preparatoria Sierra Clara', 'sierra', 'prepa.sierraclara'),
  school('sierra-kinder', 'Jardín de Niños Sierra Clara', 'sierra', 'kinder.sierraclara'),
  school('olmos', 'Grupo Escolar Tresolmos', null, 'tresolmos'),
  school('olmos-centro', 'Instituto Tresolmos, campus Centro', 'olmos', 'centro.tresolmos'),
  school('olmos-lago', 'Instituto Tresolmos, campus Lago', 'olmos', 'lago.tresolmos'),
  school('encinar', 'Liceo del Encinar Alto', null, 'liceoencinar', 'encinaralto'),
  school('amarantal', 'Colegio Amarantal', null, 'amarantal'),
  school('colibri', 'Escuela Montessori Colibrí Azul', null, 'colibriazul'),
  school('nacar', 'Instituto Técnico Bahía Nácar', null, 'bahianacar'),
  school('obsidiana', 'Universidad Valle Obsidiana', null, 'valleobsidiana'),
];

/** Staff: organisation, role, name, as they sign. */
const staff: readonly [string, ContactRole, string, string][] = [
  ['sierra', 'head', 'Leticia Arriaga Mont', 'Dirección general'],
  ['sierra', 'it', 'Óscar Beltrán Ruvalcaba', 'Sistemas'],
  ['sierra', 'office', 'Noemí Castañeda', 'Cobranza'],
  ['sierra-norte', 'head', 'Graciela Núñez Ibarra', 'Directora'],
  ['sierra-norte', 'office', 'Araceli Domínguez', 'Control escolar'],
  ['sierra-norte', 'teacher', 'Patricia Luján', 'Maestra de primaria'],
  ['sierra-sur', 'head', 'Hugo Zamarripa', 'Director'],
  ['sierra-sur', 'office', 'Begoña Treviño', 'Secretaría'],
  ['sierra-sur', 'teacher', 'Julián Escárcega', 'Profesor de Matemáticas'],
  ['sierra-prepa', 'office', 'Mónica Villaseñor', 'Servicios escolares'],
  ['sierra-prepa', 'teacher', 'Adrián Güemes', 'Profesor de Física'],
  ['sierra-prepa', 'head', 'Rocío Peralta Sáenz', 'Coordinación académica'],
  ['sierra-kinder', 'head', 'Magdalena Urrutia', 'Directora'],
  ['sierra-kinder', 'teacher', 'Lorena Ávalos', 'Educadora'],
  ['olmos', 'it', 'Emilio Santacruz', 'Tecnología educativa'],
  ['olmos', 'office', 'Yolanda Cárdenas Pineda', 'Administración'],
  ['olmos-centro', 'head', 'Gerardo Mena Olivos', 'Director'],
  ['olmos-centro', 'office', 'Silvia Cantú', 'Control escolar'],
  ['olmos-centro', 'teacher', 'Daniela Ríos Caballero', 'Maestra de secundaria'],
  ['olmos-lago', 'head', 'Teresita Gil Armenta', 'Coordinadora de primaria'],
  ['olmos-lago', 'office', 'Martín Acevedo', 'Caja'],
  ['encinar', 'head', 'Lucía Ferrer Ontiveros', 'Directora'],
  ['encinar', 'office', 'Iris Cárdenas', 'Control escolar'],
  ['encinar', 'teacher', 'Ramiro Solórzano', 'Profesor de Historia'],
  ['encinar', 'teacher', 'Ana Sofía Barrientos', 'Maestra de 4.º'],
  ['amarantal', 'head', 'Rosa Elena Tapia', 'Coordinación'],
  ['amarantal', 'office', 'Elvira Muñoz', 'Administración'],
  ['amarantal', 'teacher', 'Joaquín Peña Lira', 'Profesor de Inglés'],
  ['colibri', 'head', 'Claudia Rangel Ortuño', 'Guía y directora'],
  ['colibri', 'office', 'Fabiola Zúñiga', 'Recepción'],
  ['nacar', 'it', 'Ulises Camarena', 'Cómputo'],
  ['nacar', 'office', 'Berenice Saldaña', 'Servicios escolares'],
  ['nacar', 'teacher', 'Nicolás Iturbide', 'Docente de Taller'],
  ['obsidiana', 'it', 'Sebastián Otero', 'Dirección de Tecnología'],
  ['obsidiana', 'office', 'Pilar Escamilla', 'Registro académico'],
];

/** Families: school, name, whether the school entered them. */
const families: readonly [string | null, string, boolean][] = [
  ['sierra-norte', 'Lorena Duarte Fuentes', true],
  ['sierra-norte', 'Tomás Aguirre', true],
  ['sierra-sur', 'Verónica Ibáñez', true],
  ['sierra-kinder', 'Jimena Olvera', true],
  ['olmos-centro', 'Ernesto Villalpando', true],
  ['olmos-lago', 'Maribel Cano', true],
  ['encinar', 'Sofía Márquez Roldán', true],
  ['amarantal', 'Raúl Espíritu Núñez', true],
  ['colibri', 'Paulina Argüelles', true],
  [null, 'Héctor Lomelí', false],
  [null, 'Karla Ivonne Bañuelos', false],
  [null, 'Andrés Chávez Nieto', false],
  [null, 'Guadalupe Mondragón', false],
];

/** `Ana Sofía Barrientos` → `ana.barrientos`: first word and the last but one or last family name. */
function mailName(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .split(' ');
  return `${words[0]}.${words[words.length > 2 ? words.length - 2 : 1]}`;
}

/** Numbers that begin with 0 after the area code are given to nobody. Two of three people gave theirs, each in their way. */
function phoneOf(index: number): string | null {
  const last = String(1000 + ((index * 7919) % 9000));
  const ways = [`+52 55 0${index % 10}12 ${last}`, `(55) 0${index % 10}12-${last}`, null];
  return ways[index % ways.length] ?? null;
}

const contacts: readonly CastContact[] = [
  ...staff.map(([organizationKey, role, name, title], index) => {
    const domain = organizations.find(({ key }) => key === organizationKey)!.domains[0]!;
    const email = `${mailName(name)}@${domain}`;
    const phone = phoneOf(index);
    return { key: email, name, email, phone, role, title, organizationKey, known: true };
  }),
  ...families.map(([organizationKey, name, known], index) => {
    const email = `${mailName(name)}@${index % 2 === 0 ? 'correo' : 'buzon'}.example`;
    const phone = known ? phoneOf(staff.length + index) : null;
    return { key: email, name, email, phone, role: 'parent' as const, title: '', organizationKey, known };
  }),
];

/** The invented company Aula Clara (school software), its schools and their people. Every domain is reserved. */
export function makeCast(now: Date): Cast {
  return {
    company: {
      name: 'Aula Clara',
      timeZone: demoTimeZone,
      mailbox: { name: 'Soporte Aula Clara', address: 'soporte@aulaclara.example' },
    },
    agents,
    organizations,
    contacts,
    since: new Date(now.getTime() - companyAgeDays * dayMs),
  };
}
