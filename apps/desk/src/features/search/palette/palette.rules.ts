import type { ContactHit, SearchHit, TicketCard } from '@ventanilla/web';
import type { PlacedAction } from '../../../shared/actions/actions.ts';
import { nameRank } from '../marks.ts';
import { type FoundKind, kindsInOrder } from './kinds-in-order.rules.ts';

/** A ticket found, or one opened before, of which nothing was looked for. */
export type PaletteTicket = TicketCard & Partial<Pick<SearchHit, 'match' | 'subjectMarks'>>;

export type PaletteOrganization = NonNullable<ContactHit['organization']>;

export type PaletteItem =
  | { kind: 'ticket'; key: string; ticket: PaletteTicket }
  | { kind: 'person'; key: string; person: ContactHit }
  | { kind: 'organization'; key: string; organization: PaletteOrganization }
  | { kind: 'action'; key: string; action: PlacedAction }
  | { kind: 'all'; key: string };

export interface PaletteSection {
  key: 'recent' | 'tickets' | 'organizations' | 'people' | 'here' | 'go';
  items: PaletteItem[];
}

interface PaletteInput {
  typed: string;
  actions: readonly PlacedAction[];
  recent: readonly PaletteTicket[];
  found: readonly PaletteTicket[];
  people?: readonly ContactHit[];
  organizations?: readonly PaletteOrganization[];
}

/** What is searched for among the tickets: nothing after `>`, which asks for actions alone. */
export function searchedText(typed: string): string {
  return typed.trimStart().startsWith('>') ? '' : typed.trim();
}

/** Whether only actions are asked for. */
export function wantsActions(typed: string): boolean {
  return typed.trimStart().startsWith('>');
}

/**
 * What the palette offers. With nothing typed: recent tickets, then what the screen does and where one can go. Else the
 * tickets, organisations and people found, first the kind that was meant (`kindsInOrder`), and the actions whose name
 * has the words; first of all those whose name begins so.
 */
export function paletteSections(input: PaletteInput): PaletteSection[] {
  const { typed, actions, recent } = input;
  const text = searchedText(typed);
  const name = typed.replace(/^\s*>/, '').trim();
  const ranked = actions.flatMap((action) => {
    const rank = canBeRun(action) ? nameRank(action.name ?? '', name) : null;
    return rank === null ? [] : [{ action, rank }];
  });
  const acting = [
    section('here', ranked.filter(({ action }) => !isGoing(action)).map(asItem)),
    section('go', ranked.filter(({ action }) => isGoing(action)).map(asItem)),
  ];
  const isNamed = text !== '' && ranked.some(({ rank }) => rank === 0);
  const found =
    text === '' ? [section('recent', wantsActions(typed) ? [] : recent.map(asTicket))] : foundSections(input);
  const shown = isNamed ? [...acting, ...found] : [...found, ...acting];
  return shown.filter(({ items }) => items.length > 0);
}

function foundSections({ typed, found, people = [], organizations = [] }: PaletteInput): PaletteSection[] {
  const items: Record<FoundKind, PaletteItem[]> = {
    tickets: found.length > 0 ? [...found.map(asTicket), { kind: 'all', key: 'all' }] : [],
    organizations: organizations.map((organization) => ({
      kind: 'organization',
      key: organization.id,
      organization,
    })),
    people: people.map((person) => ({ kind: 'person', key: person.id, person })),
  };
  return kindsInOrder({ text: searchedText(typed), people, organizations }).map((key) =>
    section(key, items[key]),
  );
}

/** All items in the order of the arrows. */
export function itemsOf(sections: readonly PaletteSection[]): PaletteItem[] {
  return sections.flatMap(({ items }) => items);
}

/** The item `step` further, around the ends; the first one where none has the mark. */
export function stepFrom(items: readonly PaletteItem[], key: string | null, step: number): string | null {
  if (items.length === 0) return null;
  const index = items.findIndex((item) => item.key === key);
  const next = index < 0 ? (step > 0 ? 0 : items.length - 1) : (index + step + items.length) % items.length;
  return items[next]?.key ?? null;
}

function canBeRun({ name, run, keyOnly, enabled }: PlacedAction): boolean {
  return Boolean(name && run) && !keyOnly && enabled !== false;
}

function isGoing({ place }: PlacedAction): boolean {
  return place === 'go' || place === 'everywhere';
}

function section(key: PaletteSection['key'], items: PaletteItem[]): PaletteSection {
  return { key, items };
}

function asItem({ action }: { action: PlacedAction }): PaletteItem {
  return { kind: 'action', key: `${action.place}-${action.id}`, action };
}

function asTicket(ticket: PaletteTicket): PaletteItem {
  return { kind: 'ticket', key: ticket.id, ticket };
}
