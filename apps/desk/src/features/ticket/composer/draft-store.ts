import type { Attachment } from '@ventanilla/web';
import { documentHtml, documentOfText } from './editor/document.rules.ts';

/** What is being written in one of the two tabs. */
export interface DraftPart {
  /** As it is kept and sent, pictures by their upload. */
  html: string;
  /** The same without formatting. */
  text: string;
  cc: string[];
  /** Copies that the others do not see. */
  bcc: string[];
  /** Files, and with `inline` the pictures of the text. */
  uploads: Attachment[];
  /**
   * Idempotency key of the sending, the same until an answer says that it was received: however often it is
   * sent, it acts once.
   */
  key: string;
  /** The last message that was there when this text was begun or since then read: what comes later stops the sending. */
  seenMessageId: string | null;
  /** The message that it is an answer to; null: to the whole conversation. */
  answersMessageId: string | null;
  /** The address that it is to leave from; null: the one that the customer wrote to. */
  from: string | null;
  /** When the oldest of `uploads` was kept, as ISO 8601; the server forgets them after a day. */
  uploadedAt: string | null;
  /** Whether its writer has seen whom it goes to; before, the copies are those of the conversation. */
  hasCopies: boolean;
  /** Addresses that had no part in this ticket and were confirmed. */
  confirmed: string[];
  /** The revision of the server's that this goes on from; null where the server has none. */
  rev: number | null;
  /** Whether the server holds exactly this. */
  isSaved: boolean;
  /** When somebody last changed it here, as ISO 8601. */
  changedAt: string | null;
}

/** What the person sees of a draft; the rest is how it is kept. */
export type DraftContent = Pick<
  DraftPart,
  'html' | 'text' | 'cc' | 'bcc' | 'uploads' | 'seenMessageId' | 'answersMessageId' | 'from'
>;

export type DraftKind = 'reply' | 'note';
export const draftKinds: readonly DraftKind[] = ['reply', 'note'];

export interface Draft {
  kind: DraftKind;
  reply: DraftPart;
  note: DraftPart;
  /** What was sent and has no answer yet: it comes back if none comes, even after a crash. */
  leaving: Record<DraftKind, DraftPart | null>;
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
export function draftStorageKey({ agentId, ticketId }: DraftPlace): string {
  return `ventanilla.draft.${agentId}.${ticketId}`;
}

export function emptyPart(newKey: () => string): DraftPart {
  return {
    html: '',
    text: '',
    cc: [],
    bcc: [],
    uploads: [],
    key: newKey(),
    seenMessageId: null,
    answersMessageId: null,
    from: null,
    uploadedAt: null,
    hasCopies: false,
    confirmed: [],
    rev: null,
    isSaved: true,
    changedAt: null,
  };
}

/** The uploads that are in the text or attached; a picture that was taken out of the text goes nowhere. */
export function uploadsInUse({ html, uploads }: Pick<DraftPart, 'html' | 'uploads'>): Attachment[] {
  return uploads.filter(({ id, inline }) => !inline || html.includes(`upload:${id}"`));
}

export function isBlank(part: Pick<DraftPart, 'html' | 'cc' | 'bcc' | 'uploads'>): boolean {
  return part.html === '' && part.cc.length === 0 && part.bcc.length === 0 && uploadsInUse(part).length === 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const strings = (value: unknown) =>
  Array.isArray(value) ? (value as unknown[]).filter((each) => typeof each === 'string') : [];
const stringOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

/** What was stored by this or an earlier version of the desk: taken as far as it has the expected shape. */
function readPart(value: unknown, { newKey, now }: DraftDeps): DraftPart {
  const part = emptyPart(newKey);
  if (!isRecord(value)) return part;
  if (typeof value.text === 'string') part.text = value.text;
  // Earlier versions kept bare text only.
  part.html = typeof value.html === 'string' ? value.html : documentHtml(documentOfText(part.text));
  part.cc = strings(value.cc);
  part.bcc = strings(value.bcc);
  part.confirmed = strings(value.confirmed);
  if (typeof value.key === 'string' && value.key !== '') part.key = value.key;
  part.seenMessageId = stringOrNull(value.seenMessageId);
  part.answersMessageId = stringOrNull(value.answersMessageId);
  part.from = stringOrNull(value.from);
  part.changedAt = stringOrNull(value.changedAt);
  if (typeof value.rev === 'number') part.rev = value.rev;
  const uploadedAt = stringOrNull(value.uploadedAt);
  const isKept = uploadedAt !== null && now.getTime() - Date.parse(uploadedAt) < uploadKeptMs;
  if (isKept && Array.isArray(value.uploads)) {
    part.uploads = (value.uploads as unknown[]).filter(
      (file): file is Attachment =>
        isRecord(file) && typeof file.id === 'string' && typeof file.fileName === 'string',
    );
    part.uploadedAt = part.uploads.length > 0 ? uploadedAt : null;
  }
  // Of an empty one that the server knows, it may not have heard yet that it is empty.
  part.hasCopies = value.hasCopies === true || !isBlank(part);
  part.isSaved = value.isSaved === true || (isBlank(part) && part.rev === null);
  return part;
}

/** The draft of this person for this ticket; an empty one where there is none or it cannot be read. */
export function readDraft(place: DraftPlace, deps: DraftDeps): Draft {
  let stored: unknown = null;
  try {
    stored = JSON.parse(deps.storage.getItem(draftStorageKey(place)) ?? 'null');
  } catch {
    // Storage may be closed, or hold something else; the draft begins empty.
  }
  const source = isRecord(stored) ? stored : {};
  const leaving = isRecord(source.leaving) ? source.leaving : {};
  const read = (kind: DraftKind) => {
    const part = readPart(source[kind], deps);
    return isRecord(leaving[kind]) ? putBack(readPart(leaving[kind], deps), part) : part;
  };
  return {
    kind: source.kind === 'note' ? 'note' : 'reply',
    reply: read('reply'),
    note: read('note'),
    leaving: { reply: null, note: null },
  };
}

/** What could not leave, back above what was written since. */
export function putBack(left: DraftPart, since: DraftPart): DraftPart {
  if (isBlank(since)) return left;
  const known = new Set(left.uploads.map(({ id }) => id));
  return {
    ...left,
    html: left.html + since.html,
    text: [left.text, since.text].filter((text) => text !== '').join('\n'),
    cc: [...new Set([...left.cc, ...since.cc])],
    bcc: [...new Set([...left.bcc, ...since.bcc])],
    answersMessageId: left.answersMessageId ?? since.answersMessageId,
    from: since.from ?? left.from,
    uploads: [...left.uploads, ...since.uploads.filter(({ id }) => !known.has(id))],
    isSaved: false,
    changedAt: since.changedAt,
  };
}

/** Whether there is nothing to keep: neither words nor news of a removal that the server has not heard yet. */
const isDone = (part: DraftPart) => isBlank(part) && part.isSaved;

/** Keeps the draft, or removes it once nothing is left of it. Answers false where the browser keeps nothing. */
export function writeDraft(place: DraftPlace, draft: Draft, storage: DraftStorage): boolean {
  try {
    const { reply, note, leaving } = draft;
    if (isDone(reply) && isDone(note) && !leaving.reply && !leaving.note)
      storage.removeItem(draftStorageKey(place));
    else storage.setItem(draftStorageKey(place), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
