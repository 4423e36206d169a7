import type { ServerDraft } from '@ventanilla/web';
import { mergeDraft, type OtherVersion, partOfServer, versionOf } from './draft-merge.ts';
import {
  type Draft,
  type DraftContent,
  type DraftKind,
  type DraftPart,
  type DraftPlace,
  type DraftStorage,
  emptyPart,
  isBlank,
  putBack,
  readDraft,
  writeDraft,
} from './draft-store.ts';
import { createDraftSync, type DraftSync, type SyncDeps, type SyncState } from './draft-sync.ts';

export type PartChange = Partial<DraftPart> | ((part: DraftPart) => Partial<DraftPart>);

type ByKind<T> = Record<DraftKind, T>;

/** What is drawn of the drafts of one ticket; a new object after each change. */
export interface DraftView {
  draft: Draft;
  /** Grows whenever the text comes from elsewhere than the field, which then begins anew. */
  epochs: ByKind<number>;
  /** What gave way to what is there, to be brought back if wished. */
  others: ByKind<OtherVersion | null>;
  states: ByKind<SyncState>;
  /** False where not even the browser keeps it: what is written goes with the page. */
  isKept: boolean;
}

/** The server's side, one call each. */
export interface DraftServer extends Pick<SyncDeps, 'save' | 'discard' | 'find'> {
  /** Told of each draft that the server holds now, for lists of them; null where it holds none. */
  onKnown(kind: DraftKind, server: ServerDraft | null): void;
}

interface DraftBoxDeps {
  storage: DraftStorage;
  newKey: () => string;
  readNow: () => Date;
  server: DraftServer;
}

/**
 * What somebody is writing for one ticket: first in this browser, then on the server, until it was sent. Each change
 * is kept before it is drawn, so that a crash or the next request finds what was typed.
 */
export class DraftBox {
  readonly sync: DraftSync;
  private view: DraftView;
  private readonly watchers = new Set<() => void>();
  private readonly place: DraftPlace;
  private readonly deps: DraftBoxDeps;

  constructor(place: DraftPlace, deps: DraftBoxDeps) {
    this.place = place;
    this.deps = deps;
    this.view = {
      draft: readDraft(place, { ...deps, now: deps.readNow() }),
      epochs: { reply: 0, note: 0 },
      others: { reply: null, note: null },
      states: { reply: 'saved', note: 'saved' },
      isKept: true,
    };
    this.sync = createDraftSync({
      ...deps.server,
      read: (kind) => this.view.draft[kind],
      onSaved: (kind, sent, saved) => this.saved(kind, sent, saved),
      onConflict: (kind, server) => this.merge(kind, server),
      onState: (kind, state) => this.show({ states: { ...this.view.states, [kind]: state } }),
    });
  }

  watch = (notify: () => void): (() => void) => {
    this.watchers.add(notify);
    return () => this.watchers.delete(notify);
  };

  read = (): DraftView => this.view;

  setKind(kind: DraftKind): void {
    this.keep({ ...this.view.draft, kind });
  }

  /** A change by the person. */
  change(kind: DraftKind, to: PartChange): void {
    const part = this.view.draft[kind];
    const next = { ...part, ...(typeof to === 'function' ? to(part) : to) };
    this.setPart(kind, { ...next, isSaved: false, changedAt: this.deps.readNow().toISOString() });
    this.sync.touched(kind);
  }

  /** Joins what the server holds with what is here; null where it holds nothing. */
  merge(kind: DraftKind, server: ServerDraft | null): void {
    const local = this.view.draft[kind];
    const { part, other } = mergeDraft({ local, server, empty: emptyPart(this.deps.newKey) });
    if (part === local) return;
    if (part.html !== local.html || other) this.replace(kind, part, other);
    else this.setPart(kind, part);
    if (!part.isSaved) this.sync.touched(kind);
  }

  /** Puts content in place of what is written, which is then offered instead. */
  restore(kind: DraftKind, content: DraftContent): void {
    const present = this.view.draft[kind];
    const other = isBlank(present) ? null : versionOf(present, present.changedAt);
    const { html, text, cc, bcc, uploads, seenMessageId, answersMessageId, from } = content;
    const uploadedAt = uploads.length > 0 ? this.deps.readNow().toISOString() : null;
    const restored = {
      html,
      text,
      cc,
      bcc,
      uploads,
      seenMessageId,
      answersMessageId,
      from,
      uploadedAt,
      hasCopies: true,
    };
    this.replace(kind, { ...present, ...restored }, other);
    this.change(kind, {});
  }

  dismissOther(kind: DraftKind): void {
    this.show({ others: { ...this.view.others, [kind]: null } });
  }

  /** Takes over what the server made the draft, as an answer that was stopped. */
  adopt(server: ServerDraft): void {
    const present = this.view.draft[server.kind];
    const gaveWay =
      isBlank(present) || present.html === server.html ? null : versionOf(present, present.changedAt);
    // Whom it was to go to had been confirmed when it was sent.
    const fresh = { ...emptyPart(this.deps.newKey), confirmed: [...server.cc, ...server.bcc] };
    this.replace(server.kind, partOfServer(server, fresh), gaveWay);
    this.deps.server.onKnown(server.kind, server);
  }

  /** Empties it, as a wish: the server forgets it too. Answers what was there. */
  discard(kind: DraftKind): DraftContent {
    const present = this.view.draft[kind];
    const { rev } = present;
    this.replace(kind, { ...emptyPart(this.deps.newKey), rev, isSaved: rev === null }, null);
    this.sync.touched(kind);
    return present;
  }

  /** Empties the field for what is being sent, which stays kept until it has settled. */
  async leave(kind: DraftKind): Promise<DraftPart> {
    const { draft } = this.view;
    const part = draft[kind];
    this.keep({ ...draft, leaving: { ...draft.leaving, [kind]: part } });
    this.replace(kind, emptyPart(this.deps.newKey), null);
    await this.sync.hold(kind);
    return this.view.draft.leaving[kind] ?? part;
  }

  /** What was being sent has arrived. */
  arrived(kind: DraftKind): void {
    this.endLeaving(kind);
    this.deps.server.onKnown(kind, null);
    this.sync.release(kind);
  }

  /** What was being sent comes back, with `change`. */
  cameBack(kind: DraftKind, left: DraftPart, change: Partial<DraftPart> = {}): void {
    this.endLeaving(kind);
    this.replace(kind, putBack({ ...left, ...change }, this.view.draft[kind]));
    this.sync.release(kind);
  }

  private endLeaving(kind: DraftKind) {
    const { draft } = this.view;
    this.keep({ ...draft, leaving: { ...draft.leaving, [kind]: null } });
  }

  private saved(kind: DraftKind, sent: DraftPart, saved: ServerDraft | null) {
    const { draft } = this.view;
    const rev = saved?.rev ?? null;
    const left = draft.leaving[kind];
    // It was sent while it was being saved: the revision is that of what is leaving.
    if (left?.key === sent.key)
      this.keep({ ...draft, leaving: { ...draft.leaving, [kind]: { ...left, rev } } });
    else {
      const part = draft[kind];
      const isSame = part.changedAt === sent.changedAt && part.html === sent.html;
      this.setPart(kind, { ...part, rev, isSaved: isSame });
    }
    this.deps.server.onKnown(kind, saved);
  }

  private setPart(kind: DraftKind, part: DraftPart) {
    this.keep({ ...this.view.draft, [kind]: part });
  }

  private replace(kind: DraftKind, part: DraftPart, other?: OtherVersion | null) {
    const { epochs, others } = this.view;
    this.setPart(kind, part);
    this.show({
      epochs: { ...epochs, [kind]: epochs[kind] + 1 },
      others: other === undefined ? others : { ...others, [kind]: other },
    });
  }

  private keep(draft: Draft) {
    this.show({ draft, isKept: writeDraft(this.place, draft, this.deps.storage) });
  }

  private show(change: Partial<DraftView>) {
    this.view = { ...this.view, ...change };
    for (const notify of this.watchers) notify();
  }
}
