import { atMost, type Figure } from './context.ts';

/** How much a request may cost more with ten times the tickets. */
const growthMax = 1.3;
/** Words that stand in many messages have more hits until the cap. */
const growthMaxFrequent = 2;
const frequent = ['palabra frecuente', 'sin acento', '4 palabras', 'principio de palabra'];

/** W14: each figure of the larger corpus over its like of the smaller one. */
export function compareGrowth(figures: readonly Figure[]): Figure[] {
  const [small, large] = [...new Set(figures.map(({ tickets }) => tickets))].sort((a, b) => a - b);
  return figures.flatMap((figure) => {
    const before = figures.find(
      (other) =>
        other.tickets === small &&
        other.workload === figure.workload &&
        other.name === figure.name &&
        other.agents === figure.agents,
    );
    if (figure.tickets !== large || !figure.product || !before?.product) return [];
    const most = frequent.some((name) => figure.name.endsWith(name)) ? growthMaxFrequent : growthMax;
    const cpu = figure.product.cpuMs / before.product.cpuMs;
    const pages = figure.product.pages / Math.max(1, before.product.pages);
    return [
      {
        ...figure,
        workload: 'W14',
        name: `${figure.workload} ${figure.name}`,
        floor: null,
        product: null,
        extra: {
          'CPU ×': cpu,
          'páginas ×': pages,
          'CPU ms antes': before.product.cpuMs,
          'CPU ms después': figure.product.cpuMs,
          'páginas antes': before.product.pages,
          'páginas después': figure.product.pages,
        },
        targets: [atMost('CPU', cpu, most, '×')],
      },
    ];
  });
}
