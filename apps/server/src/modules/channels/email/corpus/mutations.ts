import fc from 'fast-check';

/** One change to the bytes of a mail. Positions are shares of its length, so that they fit any mail. */
export type Mutation =
  | { kind: 'replace' | 'insert'; at: number; bytes: Uint8Array }
  | { kind: 'delete' | 'repeat'; at: number; length: number }
  | { kind: 'cut'; at: number }
  | { kind: 'line'; at: number; line: string }
  | { kind: 'ends'; end: string };

/** Lines and pieces that mean something to a reader of mail, put where they do not belong. */
const pieces = [
  '--b1x',
  '--b1x--',
  '',
  'Content-Type: multipart/mixed; boundary="b1x"',
  'Content-Type: text/html; charset=utf-16',
  'Content-Type: message/rfc822',
  'Content-Type: application/ms-tnef',
  'Content-Type: text/calendar',
  'Content-Transfer-Encoding: base64',
  'Content-Transfer-Encoding: quoted-printable',
  "Content-Disposition: attachment; filename*0*=utf-8''%E0%A4; filename*1=\"../../x",
  'From: =?utf-8?B?////?= <<a@b>',
  'Subject: =?iso-2022-jp?B?GyRC?=',
  '<!--',
  '<![CDATA[',
  '<table><math><style>',
  '&#x110000;',
  '> > > > >',
  'El 3 de marzo de 2026, Ana <ana@x.cl> escribió:',
  '-----Mensaje original-----',
  '---------- Forwarded message ---------',
  'begin 644 x',
  '-----BEGIN PGP SIGNED MESSAGE-----',
  'BEGIN:VEVENT',
  '\u202e\u0000\ufeff',
  '=',
  '=?',
  '\ud800',
] as const;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const few = fc.uint8Array({ minLength: 1, maxLength: 40 });

/** One to eight changes. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('replace' as const, 'insert' as const), at: share, bytes: few }),
    fc.record({
      kind: fc.constantFrom('delete' as const, 'repeat' as const),
      at: share,
      length: fc.integer({ min: 1, max: 400 }),
    }),
    fc.record({ kind: fc.constant('cut' as const), at: share }),
    fc.record({ kind: fc.constant('line' as const), at: share, line: fc.constantFrom(...pieces) }),
    fc.record({ kind: fc.constant('ends' as const), end: fc.constantFrom('\n', '\r', '\r\r\n', '\n\n') }),
  ),
  { minLength: 1, maxLength: 8 },
);

/** The bytes with one change made. */
export function mutate(source: Buffer, mutation: Mutation): Buffer {
  if (mutation.kind === 'ends')
    return Buffer.from(source.toString('latin1').replace(/\r?\n/g, mutation.end), 'latin1');
  const at = Math.floor(mutation.at * source.length);
  const before = source.subarray(0, at);
  const after = source.subarray(at);
  if (mutation.kind === 'cut') return before;
  if ('line' in mutation)
    return withLine({ source, lineStart: before.lastIndexOf(0x0a) + 1, line: mutation.line });
  if ('bytes' in mutation) {
    const replaced = mutation.kind === 'replace' ? mutation.bytes.length : 0;
    return Buffer.concat([before, mutation.bytes, after.subarray(replaced)]);
  }
  if (mutation.kind === 'delete') return Buffer.concat([before, after.subarray(mutation.length)]);
  return Buffer.concat([before, after.subarray(0, mutation.length), after]);
}

function withLine({ source, lineStart, line }: { source: Buffer; lineStart: number; line: string }): Buffer {
  return Buffer.concat([
    source.subarray(0, lineStart),
    Buffer.from(`${line}\r\n`),
    source.subarray(lineStart),
  ]);
}
