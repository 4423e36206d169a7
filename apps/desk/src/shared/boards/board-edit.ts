import type { Filter } from '@ventanilla/contracts/filters';
import type { TicketSort } from '@ventanilla/contracts/views';
import type { Colour } from '@ventanilla/web';
import { useSyncExternalStore } from 'react';
import { holdTyped, takeTyped } from '../actions/typed-ahead.ts';

/** A column as it is offered to be made: its maker may still change all of it. */
export interface OfferedColumn {
  name: string;
  colour: Colour | null;
  filter: Filter;
  sort: TicketSort;
}

/** What of the board is being made or changed, over it. */
export type BoardEdit =
  | { kind: 'newColumn'; offered: OfferedColumn }
  | { kind: 'column'; columnId: string }
  | { kind: 'newBoard' | 'duplicateBoard' | 'boardHead' };

let present: BoardEdit | null = null;
const watchers = new Set<() => void>();

/**
 * Opens it on the board, or as soon as the board is shown: whoever offers a column goes there. What is typed before it
 * is there is the beginning of its name.
 */
export function editBoard(edit: BoardEdit | null): void {
  takeTyped();
  if (edit && edit.kind !== 'column') holdTyped(() => editBoard(null));
  present = edit;
  for (const notify of watchers) notify();
}

function watch(notify: () => void): () => void {
  watchers.add(notify);
  return () => watchers.delete(notify);
}

export function useBoardEdit(): BoardEdit | null {
  return useSyncExternalStore(watch, () => present);
}
