import type { TicketCard } from '@ventanilla/web';
import { type BoardState, type ColumnPlace, findCard, placeOf } from '../board.rules.ts';

/** Something that others did and this person should hear of. */
export interface Notice {
  kind: 'created' | 'wrote' | 'assigned';
  ticketId: string;
  number: number;
  /** The same for all tabs that hear of it, whenever they ask for the card; a new one for each piece of news. */
  key: string;
  /** Where its card stands now, from left to right; at least one column. */
  places: readonly ColumnPlace[];
  /** Who wrote. */
  name: string;
  text: string;
}

interface NewsInput {
  before: BoardState;
  items: readonly { columns: readonly string[]; card: TicketCard }[];
  /** Kinds of event by ticket, as the live stream told them. */
  types: ReadonlyMap<string, ReadonlySet<string>>;
  me: string;
  isOwn(ticketId: string): boolean;
}

/** What of some changed cards is news: a customer wrote, a new ticket came, somebody gave one to this person. */
export function noticesOf(input: NewsInput): Notice[] {
  return input.items.flatMap(({ columns, card }) => {
    const places = columns.flatMap((id) => {
      const column = input.before.columns[id];
      return column ? [placeOf(column)] : [];
    });
    const kind = places.length > 0 ? kindOf(card, input) : null;
    if (!kind) return [];
    const { id, number, version, subject, preview } = card;
    const text = kind === 'assigned' ? subject : preview || subject;
    const key = kind === 'assigned' ? `${id}@${version}` : `${id}@${card.customerLastAt}`;
    return [{ kind, ticketId: id, number, key, places, name: card.requester.name, text }];
  });
}

function kindOf(card: TicketCard, { before, types, me, isOwn }: NewsInput): Notice['kind'] | null {
  const events = types.get(card.id);
  const known = findCard(before, card.id);
  const fromCustomer = card.unread && card.previewAuthor === 'customer';
  if (events?.has('ticket.created') && fromCustomer && !isOwn(card.id)) return 'created';
  const isNewer = !known || (known.customerLastAt ?? '') < (card.customerLastAt ?? '');
  if (events?.has('message.added') && fromCustomer && isNewer) return 'wrote';
  const wasMine = known?.owner?.id === me;
  if (events?.has('ticket.owner_changed') && card.owner?.id === me && !wasMine && !isOwn(card.id))
    return 'assigned';
  return null;
}

/** Notices on screen one by one; beyond, one tells of all. */
export const toastsMax = 3;

export type Toast =
  | { kind: 'one'; id: string; notice: Notice }
  /** Of each ticket a column that it is in; several notices of one ticket count once. */
  | { kind: 'group'; id: 'group'; tickets: Readonly<Record<string, ColumnPlace>>; stamp: number };

/** The toasts with further notices: the newest of each ticket, the newest first, and all in one when many. */
export function addNotices(toasts: readonly Toast[], notices: readonly Notice[]): readonly Toast[] {
  if (notices.length === 0) return toasts;
  const group = toasts.find((toast) => toast.kind === 'group');
  const ids = new Set(notices.map(({ ticketId }) => ticketId));
  const newest = notices.filter(({ ticketId }, index) =>
    notices.slice(index + 1).every((later) => later.ticketId !== ticketId),
  );
  const fresh = newest.map((notice): Toast => ({ kind: 'one', id: notice.ticketId, notice }));
  const ones = [...fresh.reverse(), ...toasts.filter(({ kind, id }) => kind === 'one' && !ids.has(id))];
  if (!group && ones.length <= toastsMax) return ones;
  const told = ones.flatMap((one) => {
    const place = one.kind === 'one' ? one.notice.places[0] : undefined;
    return place ? [[one.id, place] as const] : [];
  });
  return [
    {
      kind: 'group',
      id: 'group',
      tickets: { ...group?.tickets, ...Object.fromEntries(told) },
      stamp: (group?.stamp ?? 0) + 1,
    },
  ];
}
