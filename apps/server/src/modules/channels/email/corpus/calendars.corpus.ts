import {
  type CorpusMail,
  type Expectation,
  filePart,
  mail,
  mailOf,
  plainPart,
  utf8,
} from './mail-builder.ts';

const calendar = (method: string | null, ...more: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//y',
    ...(method === null ? [] : [`METHOD:${method}`]),
    'BEGIN:VEVENT',
    'UID:1@x',
    'SUMMARY:Reunión de apoderados\\, 3° B',
    'LOCATION:Sala 2',
    'ORGANIZER;CN="Soto, Ana":mailto:Ana@familia.cl',
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');
const invitation = (source: string, method = 'REQUEST') =>
  mailOf('mixed', [
    plainPart('Te invito.'),
    filePart([`Content-Type: text/calendar; charset=utf-8; method=${method}`], utf8(source)),
  ]);
const SUMMARY = 'Reunión de apoderados, 3° B';

const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Pacific SA Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T000000',
  'TZOFFSETFROM:-0300',
  'TZOFFSETTO:-0400',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');
const withZone = calendar('REQUEST', 'DTSTART;TZID="Pacific SA Standard Time":20260602T150000').replace(
  'BEGIN:VEVENT',
  `${zone}\r\nBEGIN:VEVENT`,
);

const calendars: [name: string, raw: () => Buffer, expected: Expectation['calendar']][] = [
  [
    'in UTC',
    () => invitation(calendar('REQUEST', 'DTSTART:20260304T180000Z', 'DTEND:20260304T190000Z')),
    { method: 'REQUEST', summary: SUMMARY, start: '2026-03-04T18:00:00.000Z', organizer: 'ana@familia.cl' },
  ],
  [
    'in a named zone',
    () => invitation(calendar('REQUEST', 'DTSTART;TZID=America/Santiago:20260602T150000')),
    { start: '2026-06-02T19:00:00.000Z' },
  ],
  ['in a zone of its own', () => invitation(withZone), { start: '2026-06-02T19:00:00.000Z' }],
  [
    'in an unknown zone',
    () => invitation(calendar('REQUEST', 'DTSTART;TZID=Mi Zona:20260602T150000')),
    { start: '2026-06-02T15:00:00' },
  ],
  [
    'whole day',
    () => invitation(calendar('REQUEST', 'DTSTART;VALUE=DATE:20260304')),
    { start: '2026-03-04' },
  ],
  [
    'cancelled',
    () => invitation(calendar('CANCEL', 'DTSTART:20260304T180000Z'), 'CANCEL'),
    { method: 'CANCEL', summary: SUMMARY },
  ],
  [
    'answered',
    () =>
      invitation(
        calendar('REPLY', 'DTSTART:20260304T180000Z', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:p@x.cl'),
        'REPLY',
      ),
    { method: 'REPLY' },
  ],
  [
    'without method',
    () => invitation(calendar(null, 'DTSTART:20260304T180000Z')),
    { method: null, summary: SUMMARY },
  ],
  [
    'with lines that are none',
    () => invitation(calendar('REQUEST', 'DTSTART:20260304T180000Z', 'esto no es nada', '')),
    { summary: SUMMARY },
  ],
  [
    'as a file',
    () =>
      mailOf('mixed', [
        plainPart('x'),
        filePart(
          ['Content-Type: application/ics; name=invite.ics'],
          utf8(calendar('REQUEST', 'DTSTART:20260304T180000Z')),
        ),
      ]),
    { summary: SUMMARY },
  ],
  ['that is broken', () => invitation('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:ayer\r\n'), null],
  ['that is none', () => invitation('hola'), null],
];

const alone: CorpusMail = {
  name: 'calendar without a word beside it',
  raw: () =>
    mail(
      ['Content-Type: text/calendar; charset=utf-8; method=REQUEST'],
      calendar('REQUEST', 'DTSTART:20260304T180000Z', 'DTEND:20260304T190000Z'),
    ),
  expected: { text: [SUMMARY, '2026-03-04 18:00 UTC – 2026-03-04 19:00 UTC', 'Sala 2', 'ana@familia.cl'] },
};

/** Invitations, their changes, and calendars that are broken. */
export const calendarMails: CorpusMail[] = [
  alone,
  ...calendars.map(([name, raw, expected]) => ({
    name: `calendar ${name}`,
    raw,
    expected: { calendar: expected },
  })),
];
