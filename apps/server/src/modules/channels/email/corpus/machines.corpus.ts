import {
  ANSWER,
  type CorpusMail,
  type Expectation,
  lines,
  mailOf,
  part,
  plainPart,
  textMail,
  utf8,
} from './mail-builder.ts';

const automatic: [name: string, headers: string[]][] = [
  ['auto-replied', ['Auto-Submitted: auto-replied']],
  ['auto-generated', ['Auto-Submitted: auto-generated; owner-email="x@y"']],
  ['suppress all', ['X-Auto-Response-Suppress: All']],
  ['suppress oof', ['X-Auto-Response-Suppress: DR, OOF, AutoReply']],
  ['x-autoreply', ['X-Autoreply: yes']],
  ['x-autoreply-from', ['X-Autoreply-From: a@x.cl']],
  ['x-autorespond', ['X-Autorespond: Consulta']],
  ['x-autoresponder', ['X-AutoResponder: cPanel']],
  ['precedence bulk', ['Precedence: bulk']],
  ['precedence list', ['Precedence: list']],
  ['precedence junk', ['Precedence: junk']],
  ['precedence auto_reply', ['Precedence: auto_reply']],
  ['list', ['List-Id: Apoderados <apoderados.colegio.cl>']],
  ['x-loop', ['X-Loop: ayuda@colegio.cl']],
  ['campaign', ['Feedback-ID: 1:2:mail', 'List-Unsubscribe: <https://x.cl/u>']],
  ['read receipt', ['Content-Type: multipart/report; report-type=disposition-notification; boundary=zz']],
  ['mailer-daemon', ['From: MAILER-DAEMON@mx.cl', 'Subject: Aviso']],
  ['null sender es', ['Return-Path: <>', 'Subject: Respuesta automática: Consulta']],
  ['null sender en', ['Return-Path: <>', 'Subject: Automatic reply: Consulta']],
  ['null sender pt', ['Return-Path: <>', 'Subject: Resposta automática: Consulta']],
  ...[
    'Respuesta automática: Consulta',
    'RESPUESTA AUTOMATICA',
    'Mensaje automático de ausencia',
    'Fuera de la oficina: Consulta',
    'Fuera de oficina',
    'Ausente de la oficina hasta el lunes',
    'Ausencia temporal',
    'Automatic reply: Consulta',
    'Auto reply: Consulta',
    'Auto-Response',
    'Autoreply',
    'Out of office: Consulta',
    'Out of the Office Re: Consulta',
    'Away from my email',
    'Vacation reply',
    'Resposta automática: Consulta',
    'Fora do escritório',
    'Ausência temporária',
    'Estou de férias',
  ].map((subject): [string, string[]] => [
    `answer with the subject ${subject}`,
    ['In-Reply-To: <t1@colegio.cl>', `Subject: ${subject}`],
  ]),
];

const persons: [name: string, headers: string[]][] = [
  ['plain', []],
  ['auto-submitted no', ['Auto-Submitted: no']],
  ['suppress of receipts', ['X-Auto-Response-Suppress: DR, RN, NRN']],
  ['x-autoreply no', ['X-Autoreply: no']],
  ['normal priority', ['Precedence: first-class', 'X-Priority: 3', 'Importance: Normal']],
  ['feedback-id alone', ['Feedback-ID: abc']],
  ['unsubscribe alone', ['List-Unsubscribe: <mailto:x@y>']],
  ['null sender alone', ['Return-Path: <>']],
  ['asks about an automatic answer', ['Subject: Respuesta automática']],
  [
    'answers an automatic answer',
    ['In-Reply-To: <t1@colegio.cl>', 'Subject: Re: Respuesta automática: Consulta'],
  ],
  ['answers about an absence', ['In-Reply-To: <t1@colegio.cl>', 'Subject: RE: Ausencia de mi hijo']],
  [
    'answers with the subject Ausencia de Tomás',
    ['In-Reply-To: <t1@colegio.cl>', 'Subject: Ausencia de Tomás'],
  ],
  ['answers about holidays', ['In-Reply-To: <t1@colegio.cl>', 'Subject: Vacaciones de invierno']],
  ['answers about an office', ['In-Reply-To: <t1@colegio.cl>', 'Subject: La oficina de admisión']],
  ['answers about a sent mail', ['In-Reply-To: <t1@colegio.cl>', 'Subject: Correo no entregado']],
  ['tells of a failure', ['Subject: Mail delivery failed: returning message to sender']],
  ['forwards a failure', ['Subject: Fwd: Undelivered Mail Returned to Sender']],
  [
    'writes from a postmaster',
    ['From: Postmaster <postmaster@familia.cl>', 'Subject: Re: Consulta', 'In-Reply-To: <t1@colegio.cl>'],
  ],
  [
    'asks for a receipt',
    ['Disposition-Notification-To: ana@familia.cl', 'Return-Receipt-To: ana@familia.cl'],
  ],
  ['from a telephone', ['X-Mailer: iPhone Mail (22A3370)']],
];

function classified(): CorpusMail[] {
  return [
    ...automatic.map(([name, headers]) => ({
      name: `machine ${name}`,
      raw: () => textMail('Estaré fuera hasta el lunes.', headers),
      expected: { autoReply: true, bounce: null } satisfies Expectation,
    })),
    ...persons.map(([name, headers]) => ({
      name: `person ${name}`,
      raw: () => textMail('Hola, el correo que mandé no pudo ser entregado. ¿Qué hago?', headers),
      expected: { autoReply: false, bounce: null } satisfies Expectation,
    })),
  ];
}

const original = [
  'From: ayuda@colegio.cl',
  'To: ana@familia.cl',
  'Message-ID: <t-1.r-42@colegio.cl>',
  'Subject: Re: Consulta',
  '',
  'Hola',
];
const failed = { finalRecipient: 'ana@familia.cl', originalMessageId: '<t-1.r-42@colegio.cl>' };

function report(
  fields: readonly string[],
  options: { headers?: string[]; text?: string; kind?: string } = {},
): Buffer {
  return mailOf(
    'report; report-type=delivery-status',
    [
      plainPart(options.text ?? 'Su mensaje no pudo ser entregado.'),
      part(['Content-Type: message/delivery-status'], lines('Reporting-MTA: dns; mx.cl', '', ...fields)),
      part([`Content-Type: ${options.kind ?? 'message/rfc822'}`], lines(...original)),
    ],
    options.headers ?? [
      'Return-Path: <>',
      'From: Mail Delivery System <MAILER-DAEMON@mx.cl>',
      'To: ayuda@colegio.cl',
      'Subject: Undelivered Mail Returned to Sender',
    ],
  );
}

const reports: [
  name: string,
  fields: string[],
  expected: Expectation['bounce'],
  options?: Parameters<typeof report>[1],
][] = [
  [
    'postfix',
    [
      'Final-Recipient: rfc822; Ana@familia.cl',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    ],
    { permanent: true, status: '5.1.1', ...failed },
  ],
  [
    'headers only',
    ['Final-Recipient: rfc822; ana@familia.cl', 'Action: failed', 'Status: 5.1.1'],
    { permanent: true, ...failed },
    { kind: 'text/rfc822-headers' },
  ],
  [
    'delay',
    ['Final-Recipient: rfc822; ana@familia.cl', 'Action: delayed', 'Status: 4.4.1'],
    { permanent: false, status: '4.4.1', ...failed },
  ],
  [
    'full for a time',
    ['Final-Recipient: rfc822; ana@familia.cl', 'Action: failed', 'Status: 4.2.2'],
    { permanent: false, status: '4.2.2' },
  ],
  [
    'no status',
    ['Final-Recipient: rfc822; ana@familia.cl', 'Action: failed'],
    { permanent: true, status: null, ...failed },
  ],
  [
    'status in the diagnosis',
    [
      'Final-Recipient: rfc822; ana@familia.cl',
      'Action: failed',
      'Diagnostic-Code: smtp; 550 5.7.1 rejected',
    ],
    { permanent: true, status: '5.7.1' },
  ],
  [
    'original recipient only',
    ['Original-Recipient: rfc822;ana@familia.cl', 'Action: failed', 'Status: 5.0.0'],
    { ...failed },
  ],
  [
    'capitals and comments',
    ['FINAL-RECIPIENT: RFC822;<ANA@FAMILIA.CL>', 'ACTION: Failed', 'STATUS: 5.1.1 (bad)'],
    { permanent: true, status: '5.1.1', ...failed },
  ],
  ['delivered', ['Final-Recipient: rfc822; ana@familia.cl', 'Action: delivered', 'Status: 2.0.0'], null],
  ['relayed', ['Final-Recipient: rfc822; ana@familia.cl', 'Action: relayed', 'Status: 2.0.0'], null],
  [
    'two recipients, one failed',
    [
      'Final-Recipient: rfc822; otro@x.cl',
      'Action: delivered',
      'Status: 2.0.0',
      '',
      'Final-Recipient: rfc822; ana@familia.cl',
      'Action: failed',
      'Status: 5.1.1',
    ],
    { permanent: true, ...failed },
  ],
  [
    'office 365 in spanish',
    [
      'Final-Recipient: rfc822;ana@familia.cl',
      'Action: failed',
      'Status: 5.1.10',
      'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound',
    ],
    { permanent: true, status: '5.1.10', ...failed },
    {
      headers: [
        'Return-Path: <>',
        'From: Microsoft Outlook <MicrosoftExchange329e71ec@colegio.cl>',
        'Subject: No se puede entregar: Re: Consulta',
      ],
      text: 'No se pudo entregar a los siguientes destinatarios o grupos:',
    },
  ],
  [
    'gmail',
    ['Final-Recipient: rfc822; ana@familia.cl', 'Action: failed', 'Status: 5.1.1'],
    { permanent: true, ...failed },
    {
      headers: [
        'Return-Path: <>',
        'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        'Subject: Delivery Status Notification (Failure)',
        'X-Failed-Recipients: ana@familia.cl',
        'Auto-Submitted: auto-replied',
      ],
      text: '** Address not found **',
    },
  ],
];

const DAEMON = ['Return-Path: <>', 'From: MAILER-DAEMON@mx.cl', 'To: ayuda@colegio.cl'];
const returned = original.join('\n');
const habits: [name: string, headers: string[], text: string, expected: Expectation['bounce']][] = [
  [
    'qmail',
    [...DAEMON, 'Subject: failure notice'],
    `Hi. This is the qmail-send program at mx.cl.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<ana@familia.cl>:\n192.0.2.5 does not like recipient.\nRemote host said: 550 5.1.1 User unknown\nGiving up on 192.0.2.5.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <ayuda@colegio.cl>\n${returned}`,
    { permanent: true, status: '5.1.1', ...failed },
  ],
  [
    'qmail without code',
    [...DAEMON, 'Subject: failure notice'],
    `Hi. This is the qmail-send program at mx.cl.\nThis is a permanent error; I've given up.\n\n<ana@familia.cl>:\nSorry, no mailbox here by that name.\n\n--- Below this line is a copy of the message.\n\n${returned}`,
    { permanent: true, status: null, ...failed },
  ],
  [
    'exchange 2003',
    [
      'Return-Path: <>',
      'From: System Administrator <postmaster@familia.cl>',
      'Subject: Undeliverable: Re: Consulta',
      'In-Reply-To: <t-1.r-42@colegio.cl>',
    ],
    'Your message\n\n  To:      Ana\n  Subject: Re: Consulta\n  Sent:    Mon, 2 Mar 2026 10:15:00 -0300\n\ndid not reach the following recipient(s):\n\nana@familia.cl on Mon, 2 Mar 2026 10:16:00 -0300\n    The e-mail account does not exist at the organization this message was sent to.\n    <mx.familia.cl #5.1.1>',
    { permanent: true, status: '5.1.1', ...failed },
  ],
  [
    'exchange in spanish',
    [
      'Return-Path: <>',
      'From: Administrador del sistema <postmaster@familia.cl>',
      'Subject: No entregado: Re: Consulta',
      'In-Reply-To: <t-1.r-42@colegio.cl>',
    ],
    'No se ha podido entregar el mensaje a los siguientes destinatarios:\n\nana@familia.cl\nLa cuenta de correo no existe. #5.1.1',
    { permanent: true, status: '5.1.1', ...failed },
  ],
  [
    'exim',
    [
      ...DAEMON,
      'X-Failed-Recipients: ana@familia.cl',
      'Subject: Mail delivery failed: returning message to sender',
    ],
    `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ana@familia.cl\n    Unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n\n${returned}`,
    { permanent: true, ...failed },
  ],
  [
    'exim delay',
    [...DAEMON, 'Subject: Warning: message 1abc delayed 24 hours'],
    'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours.\n\n  ana@familia.cl\n\nNo action is required on your part. Delivery attempts will continue for some time.',
    { permanent: false, finalRecipient: 'ana@familia.cl' },
  ],
  [
    'gmail of old',
    [
      'Return-Path: <>',
      'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'X-Failed-Recipients: ana@familia.cl',
      'Subject: Delivery Status Notification (Failure)',
    ],
    `Delivery to the following recipient failed permanently:\n\n     ana@familia.cl\n\nTechnical details of permanent failure:\nThe error that the other server returned was: 550 550 5.1.1 unknown user (state 14).\n\n   ----- Original message -----\n\n${returned}`,
    { permanent: true, status: '5.1.1', ...failed },
  ],
  [
    'yahoo',
    ['Return-Path: <>', 'From: MAILER-DAEMON@yahoo.com', 'Subject: Failure Notice'],
    `Sorry, we were unable to deliver your message to the following address.\n\n<ana@familia.cl>:\n554: delivery error: dd This user doesn't have a familia.cl account\n\n--- Below this line is a copy of the message.\n\n${returned}`,
    { permanent: true, ...failed },
  ],
  [
    'sendmail',
    [
      'Return-Path: <>',
      'From: Mail Delivery Subsystem <MAILER-DAEMON@mx.cl>',
      'Subject: Returned mail: see transcript for details',
    ],
    `   ----- The following addresses had permanent fatal errors -----\n<ana@familia.cl>\n    (reason: 550 5.1.1 <ana@familia.cl>... User unknown)\n\n   ----- Transcript of session follows -----\n550 5.1.1 <ana@familia.cl>... User unknown\n\n   ----- Original message follows -----\n\n${returned}`,
    { permanent: true, status: '5.1.1', ...failed },
  ],
  [
    'domino',
    [
      'Return-Path: <>',
      'From: Postmaster <postmaster@familia.cl>',
      'Subject: DELIVERY FAILURE: User ana not listed in Domino Directory',
    ],
    `Your message\n\n  Subject: Re: Consulta\n\nwas not delivered to:\n\n  ana@familia.cl\n\nbecause:\n\n  User ana (ana@familia.cl) not listed in Domino Directory\n\n${returned}`,
    { permanent: true, ...failed },
  ],
  [
    'portuguese',
    ['Return-Path: <>', 'From: MAILER-DAEMON@mx.br', 'Subject: Mensagem não entregue'],
    `Não foi possível entregar sua mensagem para:\n\nana@familia.cl\n\nUsuário não encontrado: 550 5.1.1\n\n${returned}`,
    { permanent: true, status: '5.1.1', ...failed },
  ],
  [
    'spanish full mailbox',
    ['Return-Path: <>', 'From: postmaster@mx.cl', 'Subject: Error en la entrega de correo'],
    `El buzón está lleno y se volverá a intentar.\n\n<ana@familia.cl>: 452 4.2.2 Mailbox full\n\n${returned}`,
    { permanent: false, status: '4.2.2', ...failed },
  ],
  [
    'daemon without address',
    ['From: MAILER-DAEMON <>', 'Subject: Mail delivery failed'],
    `There was an error delivering your mail to <ana@familia.cl>.\n\n550 5.1.1 no such user\n\nMessage headers follow.\n\n${returned}`,
    { permanent: true, status: '5.1.1', ...failed },
  ],
  [
    'an address in numbers is no status',
    [...DAEMON, 'Subject: failure notice'],
    `Hi. This is the qmail-send program.\n<ana@familia.cl>:\n5.5.10.20 said nothing. 550 rejected\n\n--- Below this line is a copy of the message.\n\n${returned}`,
    { permanent: true, status: null, ...failed },
  ],
];

function bounces(): CorpusMail[] {
  return [
    ...reports.map(([name, fields, bounce, options]) => ({
      name: `bounce report ${name}`,
      raw: () => report(fields, options),
      expected: { bounce, autoReply: true } as Expectation,
    })),
    ...habits.map(([name, headers, text, bounce]) => ({
      name: `bounce habit ${name}`,
      raw: () => textMail(text, headers),
      expected: { bounce, autoReply: true } as Expectation,
    })),
    {
      name: 'bounce a complaint is none',
      raw: () =>
        mailOf('report; report-type=feedback-report', [
          plainPart('Complaint'),
          part(['Content-Type: message/feedback-report'], utf8('Feedback-Type: abuse\r\n')),
        ]),
      expected: { bounce: null, autoReply: true },
    },
    {
      name: 'bounce an answer is none',
      raw: () => textMail('El correo no pudo ser entregado: 550 5.1.1', ANSWER),
      expected: { bounce: null, autoReply: false },
    },
  ];
}

/** Automatic mail, people who look like it, and delivery failures. */
export const machineMails: CorpusMail[] = [...classified(), ...bounces()];
