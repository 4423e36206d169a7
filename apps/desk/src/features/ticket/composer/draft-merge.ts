import type { ServerDraft } from '@ventanilla/web';
import { type DraftContent, type DraftPart, isBlank } from './draft-store.ts';

/** A draft that gave way to another, to be brought back if wished. */
export interface OtherVersion extends DraftContent {
  /** When it was written, as ISO 8601; null where it is not known. */
  at: string | null;
}

export interface Merged {
  part: DraftPart;
  /** What gave way; null where nothing did. */
  other: OtherVersion | null;
}

/** What the server holds, as the part of this browser. */
export function partOfServer(server: ServerDraft, part: DraftPart): DraftPart {
  const { html, text, cc, bcc, uploads, seenMessageId, answersMessageId, from, rev, updatedAt } = server;
  return {
    ...part,
    html,
    text,
    cc,
    bcc,
    uploads,
    seenMessageId,
    answersMessageId,
    from,
    uploadedAt: uploads.length > 0 ? updatedAt : null,
    hasCopies: true,
    rev,
    isSaved: true,
    changedAt: updatedAt,
  };
}

/** The server writes the same HTML a little differently. */
const bare = (html: string) => html.replace(/\s*\/>/g, '>').replace(/ (?:rel|target)="[^"]*"/g, '');

const same = (a: DraftContent, b: DraftContent) =>
  bare(a.html) === bare(b.html) &&
  a.cc.join() === b.cc.join() &&
  a.bcc.join() === b.bcc.join() &&
  a.answersMessageId === b.answersMessageId &&
  a.from === b.from &&
  a.uploads.map(({ id }) => id).join() === b.uploads.map(({ id }) => id).join();

export function versionOf(content: DraftContent, at: string | null): OtherVersion {
  const { html, text, cc, bcc, uploads, seenMessageId, answersMessageId, from } = content;
  return { html, text, cc, bcc, uploads, seenMessageId, answersMessageId, from, at };
}

/**
 * Joins what this browser holds with what the server does. Nothing changed here since it was saved: the server's.
 * Changed on both sides: the newest stays and the other is offered. `server` is null where it was sent or discarded.
 */
export function mergeDraft(input: {
  local: DraftPart;
  server: ServerDraft | null;
  empty: DraftPart;
}): Merged {
  const { local, server, empty } = input;
  if (server === null) {
    if (local.rev === null) return { part: local, other: null };
    return { part: local.isSaved ? empty : { ...local, rev: null }, other: null };
  }
  if (local.rev === server.rev) return { part: local, other: null };
  const theirs = partOfServer(server, local);
  if (local.isSaved || isBlank(local) || same(local, theirs)) return { part: theirs, other: null };
  if (isBlank(theirs)) return { part: { ...local, rev: server.rev }, other: null };
  const isOursNewer = Date.parse(local.changedAt ?? '') >= Date.parse(server.updatedAt);
  return isOursNewer
    ? { part: { ...local, rev: server.rev }, other: versionOf(theirs, server.updatedAt) }
    : { part: theirs, other: versionOf(local, local.changedAt) };
}
