import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyring } from '../../../platform/keyring/keyring.ts';
import { isHolder, type MailTokenKind, makeMailToken, readMailToken } from './mail-tokens.rules.ts';

const key = (id: string, byte: number) => ({ id, bytes: Buffer.alloc(32, byte) });
const ring = createKeyring([key('k1', 1)]);
const kinds: MailTokenKind[] = ['reply', 'message', 'agent'];
const anyToken = fc.record({
  kind: fc.constantFrom(...kinds),
  ticketNumber: fc.oneof(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: -(10 ** 6), max: -1 })),
  holder: fc.emailAddress(),
});

describe('a token of a ticket and a holder', () => {
  test('reads back as what was signed, in any case, and knows its holder', () => {
    fc.assert(
      fc.property(anyToken, fc.boolean(), (input, upper) => {
        const made = makeMailToken(input, ring);
        const read = readMailToken(upper ? made.toUpperCase() : made, ring);
        expect(read).toMatchObject({ kind: input.kind, ticketNumber: input.ticketNumber });
        expect(isHolder(read!, input.holder.toUpperCase(), ring)).toBe(true);
        expect(isHolder(read!, `x${input.holder}`, ring)).toBe(false);
      }),
    );
  });

  test('with any bit of it changed is worth nothing', () => {
    fc.assert(
      fc.property(anyToken, fc.nat(), fc.integer({ min: 0, max: 7 }), (input, place, bit) => {
        const made = makeMailToken(input, ring);
        const at = place % made.length;
        const changed =
          made.slice(0, at) + String.fromCharCode(made.charCodeAt(at) ^ (1 << bit)) + made.slice(at + 1);
        // The fifth bit of a letter is its case, which counts for nothing.
        fc.pre(changed.toLowerCase() !== made);
        expect(readMailToken(changed, ring)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['another ticket', (token: string) => token.replace(/^t7-/, 't8-')],
    ['another kind', (token: string) => token.replace(/^t/, 'a')],
    ['a practice ticket', (token: string) => token.replace(/^t/, 'tp')],
    ['another key', (token: string) => token.replace('-k1-', '-k2-')],
    ['nothing before the proof', (token: string) => token.slice(-24)],
    ['one letter less', (token: string) => token.slice(0, -1)],
    ['one letter more', (token: string) => `${token}a`],
    ['a leading zero', (token: string) => token.replace(/^t7/, 't07')],
  ])('does not stand for %s', (_, change) => {
    const two = createKeyring([key('k1', 1), key('k2', 2)]);
    const token = makeMailToken({ kind: 'reply', ticketNumber: 7, holder: 'ana@colegio.example' }, two);
    expect(readMailToken(token, two)).not.toBeNull();
    expect(readMailToken(change(token), two)).toBeNull();
  });

  test('of an older key still holds while a new one signs, and falls with its key', () => {
    const rotated = createKeyring([key('k2', 2), key('k1', 1)]);
    const input = { kind: 'reply', ticketNumber: 1024, holder: 'ana@colegio.example' } as const;
    const old = makeMailToken(input, ring);
    const fresh = makeMailToken(input, rotated);
    expect([old.split('-')[1], fresh.split('-')[1]]).toEqual(['k1', 'k2']);
    for (const token of [old, fresh]) {
      expect(isHolder(readMailToken(token, rotated)!, input.holder, rotated)).toBe(true);
    }
    expect(readMailToken(old, createKeyring([key('k2', 2)]))).toBeNull();
    expect(readMailToken(old, createKeyring([key('k1', 9)]))).toBeNull();
  });

  test('fits before the @ of a mailbox with a name of 20 letters, for the ten millionth ticket', () => {
    const token = makeMailToken({ kind: 'reply', ticketNumber: 10_000_000, holder: 'a@b.mx' }, ring);
    expect(`${'b'.repeat(20)}+${token}`.length).toBeLessThanOrEqual(64);
    expect(token).toMatch(/^[a-z0-9-]+$/);
  });
});
