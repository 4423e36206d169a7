import { ApiProblem, type ServerDraft } from '@ventanilla/web';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DraftPart, emptyPart } from './draft-store.ts';
import { createDraftSync, type SyncDeps } from './draft-sync.ts';

let part: DraftPart;
let server: ServerDraft | null;
let states: string[];
let saves: string[];
let failure: ApiProblem | null;
let answer: () => Promise<void>;

const kept = (html: string, rev: number): ServerDraft => ({
  ticketId: 't1',
  kind: 'reply',
  html,
  text: html,
  cc: [],
  bcc: [],
  uploads: [],
  seenMessageId: null,
  answersMessageId: null,
  from: null,
  rev,
  updatedAt: '2026-11-21T12:00:00.000Z',
});

const empty = emptyPart(() => 'k');
const deps: SyncDeps = {
  read: (kind) => (kind === 'reply' ? part : empty),
  async save(_kind, sent) {
    await answer();
    if (failure) throw failure;
    if ((server?.rev ?? null) !== sent.rev)
      throw new ApiProblem({ status: 409, code: 'drafts.stale', detail: '' });
    saves.push(sent.html);
    server = kept(sent.html, (server?.rev ?? 0) + 1);
    return server;
  },
  async discard() {
    server = null;
  },
  find: async () => server,
  onSaved(_kind, sent, saved) {
    part = { ...part, rev: saved?.rev ?? null, isSaved: part.html === sent.html };
  },
  onConflict(_kind, found) {
    part = { ...part, rev: found?.rev ?? null };
  },
  onState: (_kind, state) => states.push(state),
};

const write = (html: string) => {
  part = { ...part, html, isSaved: false };
};

beforeEach(() => {
  vi.useFakeTimers();
  part = { ...empty };
  server = null;
  states = [];
  saves = [];
  failure = null;
  answer = async () => {};
});
afterEach(() => vi.useRealTimers());

describe('a draft on its way to the server', () => {
  it('is sent once the hand rests, not at each key', async () => {
    const sync = createDraftSync(deps);
    for (const html of ['a', 'ab', 'abc']) {
      write(html);
      sync.touched('reply');
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(saves).toEqual([]);
    await vi.advanceTimersByTimeAsync(400);
    expect(saves).toEqual(['abc']);
    expect([part.rev, part.isSaved, states.at(-1)]).toEqual([1, true, 'saved']);
  });

  it('is sent again where a key came while it was on its way', async () => {
    let go = () => {};
    answer = () =>
      new Promise((resolve) => {
        go = resolve;
      });
    const sync = createDraftSync(deps);
    write('a');
    sync.flush(false);
    await vi.advanceTimersByTimeAsync(0);
    write('ab');
    sync.touched('reply');
    answer = async () => {};
    go();
    await vi.advanceTimersByTimeAsync(2000);
    expect(saves).toEqual(['a', 'ab']);
    expect(part).toMatchObject({ rev: 2, isSaved: true });
  });

  it('waits here without a connection and goes by itself when there is one', async () => {
    const sync = createDraftSync(deps);
    failure = new ApiProblem({ status: 0, code: 'network.offline', detail: '' });
    write('a');
    sync.touched('reply');
    await vi.advanceTimersByTimeAsync(1000);
    expect(states.at(-1)).toBe('local');
    failure = null;
    await vi.advanceTimersByTimeAsync(8000);
    expect([saves, states.at(-1)]).toEqual([['a'], 'saved']);
  });

  it('goes on from what another device saved, once it was told of it', async () => {
    server = kept('de otro equipo', 7);
    const sync = createDraftSync(deps);
    write('mío');
    sync.touched('reply');
    await vi.advanceTimersByTimeAsync(2000);
    expect(saves).toEqual(['mío']);
    expect(server.rev).toBe(8);
  });

  it('is taken off the server once nothing is left of it', async () => {
    server = kept('a', 1);
    part = { ...part, rev: 1, html: '', isSaved: false };
    const sync = createDraftSync(deps);
    sync.touched('reply');
    await vi.advanceTimersByTimeAsync(1000);
    expect([server, part.rev, part.isSaved]).toEqual([null, null, true]);
  });

  it('is not saved while its answer is being sent, so that it never comes back as a draft', async () => {
    const sync = createDraftSync(deps);
    write('a');
    sync.touched('reply');
    await sync.hold('reply');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(saves).toEqual([]);
    sync.release('reply');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saves).toEqual(['a']);
  });
});
