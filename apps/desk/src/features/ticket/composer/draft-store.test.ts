import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Draft,
  type DraftStorage,
  emptyPart,
  isBlank,
  readDraft,
  uploadsInUse,
  writeDraft,
} from './draft-store.ts';

const place = { agentId: 'valentina', ticketId: 't1' };
const now = new Date('2026-11-21T12:00:00.000Z');
const file = {
  id: 'f1',
  fileName: 'recibo.pdf',
  contentType: 'application/pdf',
  sizeBytes: 10,
  contentId: null,
  inline: false,
};

let kept: Map<string, string>;
let storage: DraftStorage;
let keys: number;
const newKey = () => `k${++keys}`;
const read = (where = place) => readDraft(where, { storage, newKey, now });

beforeEach(() => {
  kept = new Map();
  keys = 0;
  storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
});

const written = (change: Partial<Draft['reply']>): Draft => ({
  kind: 'reply',
  reply: { ...emptyPart(newKey), ...(change.text ? { html: `<p>${change.text}</p>` } : {}), ...change },
  note: emptyPart(newKey),
  leaving: { reply: null, note: null },
});

describe('drafts', () => {
  it('gives back text, copies, files and the same key after a reload', () => {
    const draft = written({
      text: 'Hola',
      hasCopies: true,
      cc: ['a@b.mx'],
      uploads: [file],
      uploadedAt: '2026-11-21T11:00:00.000Z',
    });
    expect(writeDraft(place, draft, storage)).toBe(true);
    expect(read()).toEqual(draft);
  });

  it('takes over the bare text that an earlier version of the desk kept', () => {
    const kept = { kind: 'reply', reply: { text: 'Hola\n\n<Ana>', cc: [], uploads: [], key: 'k' } };
    storage.setItem('ventanilla.draft.valentina.t1', JSON.stringify(kept));
    expect(read().reply).toMatchObject({ html: '<p>Hola</p><p>&lt;Ana&gt;</p>', rev: null, isSaved: false });
  });

  it('brings back what was leaving when the page broke down, above what was written since', () => {
    const left = { ...written({ text: 'se iba' }).reply, key: 'sent', rev: 4 };
    writeDraft(place, { ...written({ text: 'después' }), leaving: { reply: left, note: null } }, storage);
    expect(read()).toMatchObject({
      reply: { html: '<p>se iba</p><p>después</p>', text: 'se iba\ndespués', key: 'sent', rev: 4 },
      leaving: { reply: null },
    });
  });

  it('does not count a picture that was taken out of the text again', () => {
    const picture = { ...file, id: 'p1', inline: true };
    const part = { ...emptyPart(newKey), uploads: [picture] };
    expect(isBlank(part)).toBe(true);
    expect(uploadsInUse({ ...part, html: '<p><img src="upload:p1" alt=""></p>' })).toEqual([picture]);
  });

  it('keeps the draft of each person and each ticket apart', () => {
    writeDraft(place, written({ text: 'mío' }), storage);
    expect(read({ agentId: 'diego', ticketId: 't1' }).reply.text).toBe('');
    expect(read({ agentId: 'valentina', ticketId: 't2' }).reply.text).toBe('');
  });

  it('leaves nothing behind once the draft is empty', () => {
    writeDraft(place, written({ text: 'x' }), storage);
    writeDraft(place, written({}), storage);
    expect(kept.size).toBe(0);
  });

  it('forgets files that the server has dropped by now, and keeps the text', () => {
    writeDraft(
      place,
      written({ text: 'va', uploads: [file], uploadedAt: '2026-11-20T11:59:00.000Z' }),
      storage,
    );
    expect(read().reply).toMatchObject({ text: 'va', uploads: [], uploadedAt: null });
  });

  it.each(['{', '[]', '"texto"', '{"kind":3,"reply":{"text":7,"cc":"x","uploads":[1]},"note":[]}'])(
    'begins empty when what is stored is not a draft: %s',
    (text) => {
      kept.set('ventanilla.draft.valentina.t1', text);
      expect(read()).toEqual({
        kind: 'reply',
        reply: { ...emptyPart(() => 'k'), key: expect.any(String) },
        note: expect.any(Object),
        leaving: { reply: null, note: null },
      });
    },
  );

  it('says that nothing was kept when the storage is full or closed', () => {
    const closed: DraftStorage = {
      getItem: () => {
        throw new Error('SecurityError');
      },
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
      removeItem: () => {},
    };
    expect(writeDraft(place, written({ text: 'x' }), closed)).toBe(false);
    expect(readDraft(place, { storage: closed, newKey, now }).reply.text).toBe('');
  });
});
