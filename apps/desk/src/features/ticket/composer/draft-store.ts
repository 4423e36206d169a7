import type { Attachment } from '@ventanilla/web';

/** What is being written in one of the two tabs. */
export interface DraftPart {
  text: string;
  cc: string[];
  uploads: Attachment[];
  /**
   * Idempotency key of the sending, the same until an answer says that it was received: however often it is
   * sent, it acts once.
   */
  key: string;
  /** The last message that was there when this text was begun or since then read: what comes later stops the sending. */
  seenMessageId: string | null;
  /** When the oldest of `uploads` was kept, as ISO 8601; the server forgets them after a day. */
  uploadedAt: string | null;
}

export type DraftKind = 'reply' | 'note';

export interface Draft {
  kind: DraftKind;
  reply: DraftPart;
  note: DraftPart;
}

/** The part of the browser's storage that drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface DraftPlace {
  agentId: string;
  ticketId: string;
}

interface DraftDeps {
  storage: DraftStorage;
  newKey: () => string;
  now: Date;
}

/** How long the server keeps a file that no message has taken, in ms. */
const uploadKeptMs = 24 * 60 * 60 * 1000;

/** Each person on a shared computer has drafts of their own. */
function keyOf({ agentId, ticketId }: DraftPlace): string {
  return `ventanilla.draft.${agentId}.${ticketId}`;
}

export function emptyPart(newKey: () => string): DraftPart {
  return { text: '', cc: [], uploads: [], key: newKey(), seenMessageId: null, uploadedAt: null };
}

export function isBlank({ text, cc, uploads }: DraftPart): boolean {
  return text === '' && cc.length === 0 && uploads.length === 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What was stored by this or an earlier version of the desk: taken as far as it has the expected shape. */
function readPart(value: unknown, { newKey, now }: DraftDeps): DraftPart {
  const part = emptyPart(newKey);
  if (!isRecord(value)) return part;
  if (typeof value.text === 'string') part.text = value.text;
  if (Array.isArray(value.cc)) part.cc = value.cc.filter((address) => typeof address === 'string');
  if (typeof value.key === 'string' && value.key !== '') part.key = value.key;
  if (typeof value.seenMessageId === 'string') part.seenMessageId = value.seenMessageId;
  const uploadedAt = typeof value.uploadedAt === 'string' ? value.uploadedAt : null;
  const isKept = uploadedAt !== null && now.getTime() - Date.parse(uploadedAt) < uploadKeptMs;
  if (isKept && Array.isArray(value.uploads)) {
    part.uploads = (value.uploads as unknown[]).filter(
      (file): file is Attachment =>
        isRecord(file) && typeof file.id === 'string' && typeof file.fileName === 'string',
    );
    part.uploadedAt = part.uploads.length > 0 ? uploadedAt : null;
  }
  return part;
}

/** The draft of this person for this ticket; an empty one where there is none or it cannot be read. */
export function readDraft(place: DraftPlace, deps: DraftDeps): Draft {
  let stored: unknown = null;
  try {
    stored = JSON.parse(deps.storage.getItem(keyOf(place)) ?? 'null');
  } catch {
    // Storage may be closed, or hold something else; the draft begins empty.
  }
  const source = isRecord(stored) ? stored : {};
  return {
    kind: source.kind === 'note' ? 'note' : 'reply',
    reply: readPart(source.reply, deps),
    note: readPart(source.note, deps),
  };
}

/** Keeps the draft, or removes it once nothing is left of it. Answers false where the browser keeps nothing. */
export function writeDraft(place: DraftPlace, draft: Draft, storage: DraftStorage): boolean {
  try {
    if (isBlank(draft.reply) && isBlank(draft.note)) storage.removeItem(keyOf(place));
    else storage.setItem(keyOf(place), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
