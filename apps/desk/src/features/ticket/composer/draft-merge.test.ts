import type { ServerDraft } from '@ventanilla/web';
import { describe, expect, it } from 'vitest';
import { mergeDraft } from './draft-merge.ts';
import { type DraftPart, emptyPart } from './draft-store.ts';

const empty = emptyPart(() => 'new key');
const local = (change: Partial<DraftPart>): DraftPart => ({
  ...emptyPart(() => 'key'),
  html: '<p>de aquí</p>',
  text: 'de aquí',
  rev: 3,
  isSaved: false,
  changedAt: '2026-11-21T12:05:00.000Z',
  ...change,
});
const server = (change: Partial<ServerDraft>): ServerDraft => ({
  ticketId: 't1',
  kind: 'reply',
  html: '<p>de allá</p>',
  text: 'de allá',
  cc: [],
  bcc: [],
  uploads: [],
  seenMessageId: null,
  answersMessageId: null,
  from: null,
  rev: 4,
  updatedAt: '2026-11-21T12:04:00.000Z',
  ...change,
});

describe('a draft that is in this browser and on the server', () => {
  it('stays as it is where the server has what this goes on from', () => {
    const ours = local({ rev: 4 });
    expect(mergeDraft({ local: ours, server: server({}), empty })).toEqual({ part: ours, other: null });
  });

  it('becomes the one of the other device where nothing was changed here since', () => {
    const { part, other } = mergeDraft({ local: local({ isSaved: true }), server: server({}), empty });
    expect(part).toMatchObject({ html: '<p>de allá</p>', rev: 4, isSaved: true });
    expect(other).toBeNull();
  });

  it('comes to an empty browser whole', () => {
    const { part, other } = mergeDraft({ local: empty, server: server({ cc: ['a@b.mx'] }), empty });
    expect(part).toMatchObject({ html: '<p>de allá</p>', cc: ['a@b.mx'], key: 'new key' });
    expect(other).toBeNull();
  });

  it('keeps the newest where both were changed, and offers the other', () => {
    const ours = mergeDraft({ local: local({}), server: server({}), empty });
    expect(ours.part).toMatchObject({ html: '<p>de aquí</p>', rev: 4, isSaved: false, key: 'key' });
    expect(ours.other).toMatchObject({ html: '<p>de allá</p>', at: '2026-11-21T12:04:00.000Z' });

    const theirs = mergeDraft({
      local: local({}),
      server: server({ updatedAt: '2026-11-21T12:06:00.000Z' }),
      empty,
    });
    expect(theirs.part).toMatchObject({ html: '<p>de allá</p>', rev: 4, isSaved: true });
    expect(theirs.other).toMatchObject({ html: '<p>de aquí</p>', at: '2026-11-21T12:05:00.000Z' });
  });

  it('offers nothing where both say the same', () => {
    const { part, other } = mergeDraft({
      local: local({}),
      server: server({ html: '<p>de aquí</p>', text: 'de aquí' }),
      empty,
    });
    expect([part.rev, part.isSaved, other]).toEqual([4, true, null]);
  });

  it('goes away here once it was sent elsewhere, unless something was written since', () => {
    expect(mergeDraft({ local: local({ isSaved: true }), server: null, empty }).part).toEqual(empty);
    expect(mergeDraft({ local: local({}), server: null, empty }).part).toMatchObject({
      html: '<p>de aquí</p>',
      rev: null,
      isSaved: false,
    });
  });

  it('stays where the server has not heard of it yet', () => {
    const ours = local({ rev: null });
    expect(mergeDraft({ local: ours, server: null, empty }).part).toEqual(ours);
  });
});
