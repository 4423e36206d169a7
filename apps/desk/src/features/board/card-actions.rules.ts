import type { BoardColumnKey, StatusRow, TicketAction, TicketCard } from '@ventanilla/web';
import { type Foreseeing, foresee } from '../../shared/tickets/foresight.ts';
import { builtInOf } from './refresh.rules.ts';

interface PersonRef {
  id: string;
  name: string;
}

/** What can be done with a card without opening its ticket. */
export type CardCommand =
  | { kind: 'take' | 'release' | 'close' | 'ignore' | 'reopen' }
  | { kind: 'assign'; to: PersonRef; anyway?: boolean }
  | { kind: 'status'; status: Pick<StatusRow, 'key' | 'category'> };

/** The action that the server must allow for a command. */
export function actionOf({ kind }: CardCommand): TicketAction {
  return kind === 'status' ? 'set_status' : kind;
}

/** Whether the server lets this person end the ticket, and how: answered ones are closed, the others ignored. */
export function endingOf(card: TicketCard): 'close' | 'ignore' | null {
  if (card.can.includes('close')) return 'close';
  return card.can.includes('ignore') ? 'ignore' : null;
}

/** The card as it will most likely be, to be shown until the server answers. */
export function guess(card: TicketCard, command: CardCommand, context: Foreseeing): TicketCard {
  switch (command.kind) {
    case 'assign':
      return foresee.assign(card, command.to);
    case 'status':
      return foresee.status(card, command.status);
    case 'release':
      return foresee.release(card);
    default:
      return foresee[command.kind](card, context);
  }
}

/** How a command is taken back; `exact`: the ticket is then as it was before. */
export interface Undo {
  command: CardCommand;
  exact: boolean;
}

/**
 * What takes a command back, where the server allows it. A ticket that changed hands is new again for whoever gets
 * it back, and a reopened one is in progress or open, whatever it was.
 * @param before the card as it was
 * @param after as the server answered
 */
export function undoOf(
  command: CardCommand,
  { before, after, me }: { before: TicketCard; after: TicketCard; me: PersonRef },
): Undo | null {
  const wasNew = before.stage === 'new';
  const undo = ((): Undo | null => {
    switch (command.kind) {
      case 'take':
        return { command: { kind: 'release' }, exact: before.status.category === 'open' };
      case 'assign':
        if (!before.owner) return { command: { kind: 'release' }, exact: true };
        return { command: giveBack(before.owner), exact: wasNew };
      case 'release':
        if (!before.owner) return null;
        if (before.owner.id === me.id) return { command: { kind: 'take' }, exact: wasNew };
        return { command: giveBack(before.owner), exact: wasNew };
      case 'status':
        return { command: { kind: 'status', status: before.status }, exact: true };
      case 'close':
      case 'ignore':
        return {
          command: { kind: 'reopen' },
          exact: before.status.category === (before.owner ? 'in_progress' : 'open'),
        };
      default:
        return null;
    }
  })();
  return undo && after.can.includes(actionOf(undo.command)) ? undo : null;
}

/** They had it: that they have many since is no reason to keep it from them. */
const giveBack = (to: PersonRef): CardCommand => ({ kind: 'assign', to, anyway: true });

/** What dropping a card somewhere means: a command, or why it cannot be. */
export type Drop =
  | { command: CardCommand }
  | { why: 'answer' | 'customer' | 'takeFirst' | 'notAllowed' | 'byFilter' }
  | null;

/**
 * Columns say where a ticket stands, so few of them can be dropped on: in «Nuevos» a ticket is let go for anyone;
 * into the others it comes by answering or by the customer's answer, and into one of a filter (`null`) by what it is.
 * Null: it is there already.
 */
export function dropOnColumn(card: TicketCard, column: BoardColumnKey | null, me: PersonRef): Drop {
  if (column === null) return { why: 'byFilter' };
  const from = builtInOf(card, me.id);
  if (from === column) return null;
  if (column === 'new')
    return card.can.includes('release') && card.owner
      ? { command: { kind: 'release' } }
      : { why: 'notAllowed' };
  if (column === 'your_turn') return { why: 'customer' };
  return { why: card.owner ? 'answer' : 'takeFirst' };
}

/** Dropping a card on a person: taking it, or giving it to them. Null: they have it already. */
export function dropOnPerson(card: TicketCard, person: PersonRef, me: PersonRef): Drop {
  if (card.owner?.id === person.id) return null;
  if (person.id === me.id && card.can.includes('take')) return { command: { kind: 'take' } };
  if (!card.can.includes('assign')) return { why: 'notAllowed' };
  return { command: { kind: 'assign', to: person } };
}

/** Dropping a card on a status: setting it, or ending the ticket. Null: it has it already. */
export function dropOnStatus(card: TicketCard, status: Pick<StatusRow, 'key' | 'category'>): Drop {
  if (card.status.key === status.key) return null;
  if (status.category === 'closed' || status.category === 'ignored') {
    const kind = status.category === 'closed' ? 'close' : 'ignore';
    return card.can.includes(kind) ? { command: { kind } } : { why: 'notAllowed' };
  }
  if (!card.can.includes('set_status')) return { why: 'notAllowed' };
  return { command: { kind: 'status', status } };
}
