import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { houseRules } from '../stack/house-rules.ts';
import type { Figure, Side } from '../workloads/context.ts';
import { reasons } from './reasons.ts';

export interface ReportInput {
  /** Of several runs: when the first of those that are still on the page began. */
  since?: Date;
  figures: readonly Figure[];
  began: Date;
  sizes: readonly number[];
  growth: readonly number[];
  /** Of the machine, when each size began and at the end. */
  loads: readonly number[];
  quick: boolean;
  postgresVersion: string;
  manifests: readonly { tickets: number; messages: number; seconds: number }[];
}

/** Writes docs/bench.md and test-results/bench.json, or, without the page, the figures beside those that it shows. */
export function writeReport(input: ReportInput, { root, page }: { root: string; page: boolean }): void {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  const figures = page ? 'bench.json' : 'bench-apart.json';
  writeFileSync(join(root, 'test-results', figures), `${JSON.stringify(input, null, 2)}\n`);
  if (page) writeFileSync(join(root, 'docs/bench.md'), pageOf(input));
}

const number = (value: number, digits = 1) =>
  Number.isFinite(value) ? value.toFixed(Math.abs(value) >= 100 ? 0 : digits) : '–';
const thousands = (value: number) => new Intl.NumberFormat('es-MX').format(value);

function pageOf(input: ReportInput): string {
  const { figures, sizes, growth } = input;
  const all = figures.flatMap(({ targets }) => targets);
  const met = all.filter((target) => target.met).length;
  return `${[
    '# Medidas',
    '',
    '<!-- Lo escribe `npm run bench`; no se edita a mano. -->',
    '',
    ...introduction(input),
    '',
    `**${met} de ${all.length} metas cumplidas.** Las que no, están abajo con su causa.`,
    ...sizes.flatMap((tickets) => sizeSection(tickets, figures)),
    ...rulesSection(figures),
    ...sweepSection(figures),
    ...(growth.length > 1 ? growthSection(growth, figures) : []),
    ...shortfalls(figures),
    ...method(),
  ].join('\n')}\n`;
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const hourOf = (at: Date) => at.toISOString().slice(11, 16);

function introduction({ began, since, loads, quick, postgresVersion, manifests }: ReportInput): string[] {
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${dayOf(began)} · ${cpus().length} procesadores, ${memory} GB, Linux · Node.js ${process.versions.node} ·` +
      ` PostgreSQL ${postgresVersion} con fsync, permisos y sesiones · carga de la máquina ${loads.map((load) => number(load)).join(', ')}` +
      (quick ? ' · **vuelta corta: solo prueba el banco**' : ''),
    '',
    'Cada cifra es del producto construido, en su propio proceso, con 20 agentes que entraron con su contraseña. «Mínimo» es un',
    'servidor de Fastify y pg sin permisos ni reglas, medido por turnos en la misma vuelta: lo que Node.js y PostgreSQL no pueden',
    'bajar. **CPU** es el tiempo de procesador de todo (web, aplicación y base) por operación; es la cifra que se compara, porque',
    'los milisegundos de pared dependen de lo que más haga la máquina. Cada respuesta se revisa; una equivocada anula su cifra.',
    'SQL y páginas son de la operación y de lo que desata; lo que el servidor pregunta en reposo está descontado.',
    ...(since
      ? [`Las cifras son de varias vueltas; la más antigua, del ${dayOf(since)} a las ${hourOf(since)} UTC.`]
      : []),
    '',
    ...manifests.map(
      ({ tickets, messages, seconds }) =>
        `- ${thousands(tickets)} tickets, ${thousands(messages)} mensajes: cargados en ${number(seconds, 0)} s (${thousands(Math.round(tickets / seconds))} tickets/s, con índices, búsqueda y estadísticas)`,
    ),
  ];
}

/** Those that have a section of their own. */
const apart = new Set(['W14', 'W17', 'W18']);

function sizeSection(tickets: number, figures: readonly Figure[]): string[] {
  const own = figures.filter((figure) => figure.tickets === tickets && !apart.has(figure.workload));
  const measured = own.filter(({ product }) => product !== null);
  const others = own.filter(({ product }) => product === null);
  return [
    '',
    `## Con ${thousands(tickets)} tickets`,
    '',
    '| | Qué | A la vez | p50 / p95 ms | CPU ms | SQL | Páginas | KB | Mínimo: p50 / p95, CPU | Metas |',
    '|---|---|--:|--:|--:|--:|--:|--:|--:|---|',
    ...measured.map((figure) => rowOf(figure, figure.product!)),
    '',
    '| | Qué | A la vez | Cifras | Metas |',
    '|---|---|--:|---|---|',
    ...others.map(
      (figure) =>
        `| ${figure.workload} | ${figure.name} | ${figure.agents || '–'} | ${extraOf(figure)} | ${targetsOf(figure)} |`,
    ),
  ];
}

function rowOf(figure: Figure, side: Side): string {
  const { floor } = figure;
  const name = Object.keys(figure.extra).length > 0 ? `${figure.name} (${extraOf(figure)})` : figure.name;
  const cells = [
    figure.workload,
    name,
    String(figure.agents),
    `${number(side.p50)} / ${number(side.p95)}`,
    number(side.cpuMs),
    number(side.statements),
    number(side.pages, 0),
    number(side.bytes / 1024),
    floor ? `${number(floor.p50)} / ${number(floor.p95)}, ${number(floor.cpuMs)}` : '–',
    side.errors.length > 0 ? `**anulada: ${side.errors[0]}**` : targetsOf(figure),
  ];
  return `| ${cells.join(' | ')} |`;
}

function extraOf({ extra }: Figure): string {
  return Object.entries(extra)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? number(value) : value}`)
    .join(' · ');
}

function targetsOf({ targets }: Figure): string {
  return targets.map(({ text, met }) => (met ? `✓ ${text}` : `**✗ ${text}**`)).join('<br>');
}

function rulesSection(figures: readonly Figure[]): string[] {
  const own = figures.filter(({ workload }) => workload === 'W17');
  if (own.length === 0) return [];
  const { departments, fields, policies } = houseRules;
  return [
    '',
    '## Con las reglas de una casa grande (W17)',
    '',
    `Las mismas operaciones sobre el mismo corpus (${thousands(own[0]!.tickets)} tickets), sin reglas y con ${departments} departamentos cuyos`,
    `agentes ven solo lo suyo, ${fields} campos (10 llenos por ticket) y ${policies} políticas de plazos con cuatro promesas cada una; por`,
    'turnos, en la misma máquina y el mismo PostgreSQL.',
    '',
    '| Qué | A la vez | CPU ms | CPU × | p50 ms | Meta |',
    '|---|--:|--:|--:|--:|---|',
    ...own.map((figure) => {
      const { product, floor } = figure;
      const wrong = [...product!.errors, ...floor!.errors][0];
      return `| ${figure.name} | ${figure.agents} | ${number(floor!.cpuMs)} → ${number(product!.cpuMs)} | ${number(product!.cpuMs / floor!.cpuMs, 2)} | ${number(floor!.p50)} → ${number(product!.p50)} | ${wrong ? `**anulada: ${wrong}**` : targetsOf(figure)} |`;
    }),
  ];
}

function sweepSection(figures: readonly Figure[]): string[] {
  const own = figures.filter(({ workload }) => workload === 'W18');
  return own.flatMap((figure) => [
    '',
    `## Relojes de ${thousands(figure.tickets)} tickets abiertos (W18)`,
    '',
    'Cuentan su primera respuesta sobre un PostgreSQL propio, con `fsync`. «Revisar» es lo que cuesta un cambio de reglas donde no',
    'cambia nada; «mover» escribe de nuevo cada plazo, su alarma, su tarjeta y su evento; «vencer» es que todos se pasen a la vez,',
    'como tras una parada larga: cada uno se dice una vez.',
    '',
    '| Revisar todos, s | Empezar todos, s | Mover todos, s | Vencer todos, s | Metas |',
    '|--:|--:|--:|--:|---|',
    `| ${['revisar', 'empezar', 'mover', 'vencer'].map((what) => number(Number(figure.extra[`${what} todos s`]), 2)).join(' | ')} | ${targetsOf(figure)} |`,
  ]);
}

function growthSection(growth: readonly number[], figures: readonly Figure[]): string[] {
  const own = figures.filter(({ workload }) => workload === 'W14');
  return [
    '',
    `## Crecimiento: de ${growth.map(thousands).join(' a ')} tickets (W14)`,
    '',
    '| Qué | A la vez | CPU ms | CPU × | Páginas | Páginas × | Meta |',
    '|---|--:|--:|--:|--:|--:|---|',
    ...own.map((figure) => {
      const value = (name: string) => number(Number(figure.extra[name]), 1);
      return `| ${figure.name} | ${figure.agents} | ${value('CPU ms antes')} → ${value('CPU ms después')} | ${number(Number(figure.extra['CPU ×']), 2)} | ${value('páginas antes')} → ${value('páginas después')} | ${number(Number(figure.extra['páginas ×']), 2)} | ${targetsOf(figure)} |`;
    }),
  ];
}

/** Every target that was missed, by workload, with what is known of the cause. */
function shortfalls(figures: readonly Figure[]): string[] {
  const missed = figures.filter(({ targets }) => targets.some(({ met }) => !met));
  const workloads = [...new Set(missed.map(({ workload }) => workload))];
  if (missed.length === 0) return ['', '## Lo que no llega', '', 'Nada: todas las metas se cumplieron.'];
  return [
    '',
    '## Lo que no llega y por qué',
    ...workloads.flatMap((workload) => [
      '',
      `**${workload}.** ${reasons[workload] ?? 'Sin causa conocida todavía.'}`,
      '',
      ...missed
        .filter((figure) => figure.workload === workload)
        .map(
          (figure) =>
            `- ${thousands(figure.tickets)} · ${figure.name} · ${figure.agents || '–'} a la vez: ${figure.targets
              .filter(({ met }) => !met)
              .map(({ text, value }) => (value === undefined ? text : `${text} (fue ${number(value)})`))
              .join('; ')}`,
        ),
    ]),
  ];
}

function method(): string[] {
  return [
    '',
    '## Cómo se repite',
    '',
    '`npm run bench` mide 20 y 200 mil tickets, y el crecimiento de 10 a 100 mil. `-- --only W2,W4 --tickets 20000 --quick` mide una',
    'parte, y con `--keep` lo que no mide queda como estaba; `--no-report` no toca esta página. Los corpus se guardan en la carpeta temporal y se cargan de nuevo cuando cambia el',
    'esquema o el generador. Las cifras completas quedan en `test-results/bench.json`. Las de otros productos son constantes medidas',
    'aparte con el mismo corpus; no se miden a nuestro lado.',
    '',
    'La prueba `apps/server/src/testing/growth.test.ts` cuida en cada vuelta, sin reloj, que el mesón, un ticket y la búsqueda cuesten',
    'las mismas instrucciones SQL y páginas con diez veces más tickets.',
  ];
}
