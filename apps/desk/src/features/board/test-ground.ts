import { cardPartsDefault } from '@ventanilla/contracts/boards';
import type { TicketSort } from '@ventanilla/contracts/views';
import type { BoardColumnKey, TicketCard } from '@ventanilla/web';
import type { BoardState, ColumnState } from './board.rules.ts';

const builtIn: readonly string[] = ['new', 'answered', 'your_turn'];

/** A board for tests: columns by id, built in where the id is such a key. */
export function boardOf(
  columns: Record<string, TicketCard[]>,
  { nextCursor = null, sort = '-activity' }: { nextCursor?: string | null; sort?: TicketSort } = {},
): BoardState {
  const column = (id: string, cards: TicketCard[]): ColumnState => ({
    about: {
      id,
      name: null,
      colour: null,
      source: builtIn.includes(id)
        ? { kind: 'builtIn', key: id as BoardColumnKey }
        : { kind: 'filter', filter: { and: [] } },
      sort,
      shows: [...cardPartsDefault],
      timed: false,
      problem: null,
    },
    ranks: {},
    cards,
    waiting: [],
    late: [],
    changed: [],
    left: {},
    count: { value: cards.length, capped: false },
    nextCursor,
  });
  const order = [...new Set([...builtIn, ...Object.keys(columns)])];
  return {
    position: 1,
    head: {
      id: null,
      isDefault: true,
      name: null,
      audience: 'personal',
      teamId: null,
      ownerName: 'Eva',
      mine: true,
      can: ['change'],
      version: 0,
    },
    order,
    columns: Object.fromEntries(order.map((id) => [id, column(id, columns[id] ?? [])])),
  };
}

/** A card for tests; the number is also the minute of its activity. */
export function card(id: string, minute: number, more: Partial<TicketCard> = {}): TicketCard {
  const at = `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`;
  return {
    id,
    number: minute,
    subject: id,
    status: { key: 'open', category: 'open' },
    stage: 'new',
    channel: 'email',
    requester: { id: 'r', name: 'Ana', organizationName: null },
    owner: null,
    department: null,
    flag: null,
    priority: null,
    dueAt: null,
    createdAt: at,
    activityAt: at,
    customerLastAt: at,
    ourLastAt: null,
    firstAnswerAt: null,
    ownerFirstAnswerAt: null,
    closedAt: null,
    preview: '',
    previewAuthor: 'customer',
    unread: false,
    noteCount: 0,
    attachmentCount: 0,
    hasPrevious: false,
    deliveryFailed: false,
    type: null,
    line: null,
    isSpam: false,
    clock: null,
    tags: [],
    noNews: false,
    version: 1,
    can: ['take'],
    ...more,
  };
}
