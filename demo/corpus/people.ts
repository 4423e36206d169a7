import { createRandom } from '../story/random.ts';

const given =
  'Ana Luis María José Carmen Jorge Lucía Miguel Sofía Raúl Elena Pablo Inés Óscar Julia Andrés Rosa Iván Laura Hugo Irene Tomás Nuria Diego Alma Bruno Clara Simón Eva Gael'.split(
    ' ',
  );
const family =
  'Arriaga Beltrán Castañeda Domínguez Escárcega Fuentes Güemes Ibarra Lomelí Mondragón Núñez Olvera Peñaloza Quiroz Rangel Saldaña Treviño Urrutia Villaseñor Zamarripa Ávalos Bañuelos Camarena Duarte Espíritu Fabela Gallegos Huerta Iturbide Juárez'.split(
    ' ',
  );
const kinds = ['Colegio', 'Instituto', 'Liceo', 'Escuela', 'Preparatoria', 'Universidad', 'Academia'];
const places =
  'del Encinar|Sierra Clara|Tresolmos|Amarantal|Colibrí Azul|Bahía Nácar|Valle Obsidiana|Río Hondo|Monte Alto|Las Ceibas|Nuevo Horizonte|Los Arrayanes|Puerto Sal|La Cañada'.split(
    '|',
  );

export interface CorpusOrganization {
  name: string;
  /** Index of the one it belongs to, which stands before it. */
  parent: number | null;
  domain: string;
}

export interface CorpusCustomer {
  name: string;
  email: string;
  /** As it is dialled, with spaces. */
  phone: string;
  /** Index. */
  organization: number;
}

export interface CorpusAgent {
  name: string;
  email: string;
  roleKey: 'admin' | 'supervisor' | 'agent';
}

/** Schools; one in ten is the parent of the nine that follow. */
export function makeOrganizations(count: number): CorpusOrganization[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `${kinds[at % kinds.length]} ${places[Math.floor(at / kinds.length) % places.length]} ${at + 1}`,
    parent: at % 10 === 0 ? null : at - (at % 10),
    domain: `plantel${at + 1}.example`,
  }));
}

/** People with an address and a telephone, spread over the organisations. Every address and domain is reserved. */
export function makeCustomers(count: number, organizations: readonly CorpusOrganization[]): CorpusCustomer[] {
  const random = createRandom(7);
  return Array.from({ length: count }, (_, at) => {
    const organization = at % organizations.length;
    const [first, last] = [random.pick(given), random.pick(family)];
    const local = mailName(`${first}.${last}`);
    return {
      name: `${first} ${last} ${random.pick(family)}`,
      email: `${local}.${at + 1}@${organizations[organization]!.domain}`,
      phone: `+52 55 ${String(10_000_000 + at * 37).replace(/(\d{4})(\d{4})/, '$1 $2')}`,
      organization,
    };
  });
}

/** Twenty agents, or as many as asked for: the first administers, one in seven supervises. */
export function makeAgents(count: number): CorpusAgent[] {
  return Array.from({ length: count }, (_, at) => {
    const name = `${given[(at * 7) % given.length]} ${family[(at * 11 + 3) % family.length]}`;
    const email = `${mailName(name.replace(' ', '.'))}@mesa.example`;
    return { name, email, roleKey: at === 0 ? 'admin' : at % 7 === 0 ? 'supervisor' : 'agent' };
  });
}

function mailName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
