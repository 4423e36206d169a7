import type { ListColumnKey, ListLayout, TicketOrder } from '@ventanilla/contracts/views';
import type { TicketCard } from '@ventanilla/web';
import type { Compare } from '../../shared/tickets/ticket-order.ts';

export type Columns = ListLayout['columns'];
export type Density = ListLayout['density'];

/** Columns that can be chosen, with how wide each is at first, in px; null takes what is left. */
export const columnWidths = {
  number: 84,
  subject: null,
  requester: 160,
  organization: 162,
  status: 130,
  flag: 108,
  priority: 104,
  type: 140,
  tags: 180,
  owner: 128,
  department: 140,
  line: 128,
  channel: 74,
  clock: 130,
  due: 120,
  created: 110,
  activity: 110,
  customer: 128,
  ours: 128,
  closed: 110,
} as const satisfies Partial<Record<ListColumnKey, number | null>>;
export type ShownColumn = keyof typeof columnWidths;

export const isShown = (key: ListColumnKey): key is ShownColumn => Object.hasOwn(columnWidths, key);

/** The narrowest that a column, and what takes the rest, may be, in px. */
export const widthMin = 56;
export const restMin = 220;
export const widthMax = 800;

const firstColumns: ShownColumn[] = [
  'number',
  'subject',
  'organization',
  'status',
  'flag',
  'priority',
  'owner',
  'clock',
];
export const firstLayout: ListLayout = {
  columns: firstColumns.map((key) => ({ key, width: columnWidths[key] })),
  density: 'comfortable',
};

/** What a column is put in order by; the others are not. */
export const orderOfColumn: Partial<Record<ListColumnKey, TicketOrder>> = {
  number: 'number',
  priority: 'priority',
  clock: 'clock',
  due: 'due',
  created: 'created',
  activity: 'activity',
  customer: 'customer',
};

/** Columns with one added at the end, or taken away; the last one stays. */
export function toggleColumn(columns: Columns, key: ShownColumn): Columns {
  const rest = columns.filter((column) => column.key !== key);
  if (rest.length === columns.length) return [...columns, { key, width: columnWidths[key] }];
  return rest.length > 0 ? rest : columns;
}

/** Columns with one at another place among them. */
export function moveColumn(columns: Columns, key: ListColumnKey, to: number): Columns {
  const moved = columns.find((column) => column.key === key);
  if (!moved || to < 0 || to >= columns.length) return columns;
  return columns.filter((column) => column !== moved).toSpliced(to, 0, moved);
}

export function widenColumn(columns: Columns, key: ListColumnKey, width: number): Columns {
  const fitting = Math.round(Math.min(widthMax, Math.max(widthMin, width)));
  return columns.map((column) => (column.key === key ? { ...column, width: fitting } : column));
}

/** Something that takes what is left there must always be. */
export function gridOf(columns: Columns): string {
  const hasRest = columns.some(({ width }) => width === null);
  const tracks = columns.map(({ width }) => (width === null ? `minmax(${restMin}px, 1fr)` : `${width}px`));
  return ['44px', ...tracks, ...(hasRest ? [] : ['minmax(0, 1fr)'])].join(' ');
}

export interface ListPage {
  items: TicketCard[];
  nextCursor: string | null;
  count: { value: number; capped: boolean } | null;
}

/** Pages with the newest of what stands on them already; whatever is not among them stays out. */
export function replaceCards<P extends ListPage>(pages: P[], cards: readonly TicketCard[]): P[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  return pages.map((page) => ({ ...page, items: page.items.map((card) => byId.get(card.id) ?? card) }));
}

/** Pages without some tickets, and counted so. */
export function withoutCards<P extends ListPage>(pages: P[], ids: ReadonlySet<string>): P[] {
  const gone = pages.flatMap(({ items }) => items).filter(({ id }) => ids.has(id)).length;
  return countBy(
    pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !ids.has(id)) })),
    -gone,
  );
}

/** Pages with tickets at their places, besides what belongs after all that was fetched. */
export function insertCards<P extends ListPage>(
  pages: P[],
  cards: readonly TicketCard[],
  compare: Compare,
): P[] {
  const known = new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)));
  const fresh = cards.filter(({ id }) => !known.has(id));
  return fresh.reduce((now, card) => insertCard(now, card, compare), pages);
}

/** Whether a card belongs among those that were fetched, and not after all of them. */
export const isWithin = (pages: readonly ListPage[], card: TicketCard, compare: Compare): boolean =>
  pages.at(-1)?.nextCursor === null ||
  pages.some(({ items }) => items.some((other) => compare(card, other) < 0));

function insertCard<P extends ListPage>(pages: P[], card: TicketCard, compare: Compare): P[] {
  if (!isWithin(pages, card, compare)) return pages;
  const at = pages.findIndex(({ items }) => items.some((other) => compare(card, other) < 0));
  const target = at < 0 ? pages.length - 1 : at;
  return pages.map((page, index) => {
    if (index !== target) return page;
    const place = page.items.findIndex((other) => compare(card, other) < 0);
    return { ...page, items: page.items.toSpliced(place < 0 ? page.items.length : place, 0, card) };
  });
}

/** With how many there are now. */
export function withCount<P extends ListPage>(pages: P[], count: ListPage['count']): P[] {
  const [first, ...rest] = pages;
  return first && count ? [{ ...first, count }, ...rest] : pages;
}

function countBy<P extends ListPage>(pages: P[], by: number): P[] {
  const [first, ...rest] = pages;
  if (!first?.count || first.count.capped || by === 0) return pages;
  return [{ ...first, count: { ...first.count, value: Math.max(0, first.count.value + by) } }, ...rest];
}

/** Whether the answer to a filter changes by the mere passing of time. */
export const isPassing = (filterJson: string): boolean => /"(?:moment|period)":"[^\d]/.test(filterJson);
