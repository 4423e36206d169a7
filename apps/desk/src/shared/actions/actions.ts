/** Where an action belongs, in the order in which the sheet of keys and the palette tell them. */
export const actionPlaces = [
  'ticket',
  'writing',
  'board',
  'list',
  'triage',
  'routines',
  'search',
  'settings',
  'profile',
  'go',
  'everywhere',
] as const;
export type ActionPlace = (typeof actionPlaces)[number];

/** Something that a screen can do now: it feeds its keys, the palette and the sheet of keys. */
export interface DeskAction {
  /** Unique in its place: `reply`. */
  id: string;
  /** In the reader's language, verb first; without one it is a bare key that no list shows. */
  name?: string;
  /** `KeyboardEvent.key` of each key, as `r`, `Escape` or `mod+k`; the first one is shown in the palette. */
  keys?: readonly string[];
  /** False: neither its key nor the palette does it now; the sheet still tells of it. */
  enabled?: boolean;
  /** Means something only as a key, as moving between cards: it stays out of the palette. */
  keyOnly?: boolean;
  /**
   * Does it; `event` is there when a key asked. A handler that answers false lets the key through. Left out where
   * an element handles the key by itself, as the editor does with Ctrl+Enter: then it is only told of.
   */
  run?(event?: KeyboardEvent): boolean | void;
}

export interface PlacedAction extends DeskAction {
  place: ActionPlace;
}

/** Actions of one mounted component; read anew each time, so that they are never those of an old render. */
interface Registration {
  place: ActionPlace;
  read(): readonly DeskAction[];
}

const registrations = new Set<Registration>();
let singleKeys = true;

/** Adds what a component can do; answers how to take it back. */
export function registerActions(registration: Registration): () => void {
  if (registrations.size === 0) listen('addEventListener');
  registrations.add(registration);
  return () => {
    registrations.delete(registration);
    if (registrations.size === 0) listen('removeEventListener');
  };
}

/** Everything that the present screen can do, by place and in the order it was given. */
export function currentActions(): PlacedAction[] {
  const placed = [...registrations].flatMap(({ place, read }) =>
    read().map((action) => ({ ...action, place })),
  );
  return placed.sort((a, b) => actionPlaces.indexOf(a.place) - actionPlaces.indexOf(b.place));
}

/** Turns keys without a modifier on or off (WCAG 2.1.4); Escape, Enter, arrows and those with a modifier stay. */
export function setSingleKeys(on: boolean): void {
  singleKeys = on;
}

const typingTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
/** Nothing is written in them, and letters do not move them. */
const switchTypes = new Set(['checkbox', 'radio']);

/** Whether a key pressed there is text: single keys never act while somebody types. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (isSwitch(target)) return false;
  return typingTags.has(target.tagName) || target.isContentEditable;
}

function isSwitch(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && switchTypes.has(target.type);
}

/** A dialog or menu on top keeps its keys to itself. */
function isLayerOpen(): boolean {
  return document.querySelector('[role="dialog"],[role="menu"]') !== null;
}

// A dialog that closes by Escape is gone before the key gets here; whether it was there is asked on the way down.
let wasLayerOpen = false;

function onKeyComing(): void {
  wasLayerOpen = isLayerOpen();
}

function listen(how: 'addEventListener' | 'removeEventListener'): void {
  window[how]('keydown', onKeyComing, true);
  document[how]('keydown', onKeyDown as EventListener);
}

/** `r`, `Escape`, `mod+k`; null where it is no key of ours. */
function pressed(event: KeyboardEvent): string | null {
  if (event.altKey || event.isComposing) return null;
  if (event.ctrlKey || event.metaKey) return `mod+${event.key.toLowerCase()}`;
  if (isTyping(event.target)) return null;
  // Space, Enter and the arrows are its own.
  if (isSwitch(event.target) && !/^\S$/.test(event.key)) return event.key === 'Escape' ? 'Escape' : null;
  return event.key.length === 1 && !singleKeys ? null : event.key;
}

/** A screen's own keys go before those of the frame, and of one place the component that came last. */
function byPrecedence(): Registration[] {
  const rank = ({ place }: Registration) => actionPlaces.indexOf(place);
  return [...registrations].reverse().sort((a, b) => rank(a) - rank(b));
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const key = pressed(event);
  if (key === null || wasLayerOpen || isLayerOpen()) return;
  for (const { read } of byPrecedence()) {
    const action = read().find(({ keys, enabled, run }) => run && enabled !== false && keys?.includes(key));
    if (!action?.run || action.run(event) === false) continue;
    event.preventDefault();
    return;
  }
}
