import { ANSWER, type CorpusMail, htmlMail, htmlPart, mailOf, plainPart, textMail } from './mail-builder.ts';

/** What the customer wrote, and the mail below it, in the language of their program. */
interface Language {
  name: 'es' | 'en' | 'pt';
  own: string;
  earlier: string[];
  /** "El lun, 2 mar 2026 a las 10:15, Soporte (<ayuda@colegio.cl>) escribió:" by style. */
  gmail: string;
  apple: string;
  thunderbird: string;
  yahoo: string;
  fields: [string, string, string, string];
  original: string;
  telephone: string;
  android: string;
}

const who = 'Soporte <ayuda@colegio.cl>';

const languages: Language[] = [
  {
    name: 'es',
    own: 'Sí, ya pude entrar.\n\nMuchas gracias,\nAna',
    earlier: ['Hola Ana:', '', '¿Pudiste entrar con la clave nueva?', '', 'Soporte'],
    gmail: 'El lun, 2 mar 2026 a las 10:15, Soporte (<ayuda@colegio.cl>) escribió:',
    apple: `El 02-03-2026, a la(s) 10:15, ${who} escribió:`,
    thunderbird: 'El 2/3/26 a las 10:15, Soporte escribió:',
    yahoo: `En lunes, 2 de marzo de 2026, 10:15:00 GMT-3, ${who} escribió:`,
    fields: ['De', 'Enviado', 'Para', 'Asunto'],
    original: '-------- Mensaje original --------',
    telephone: 'Enviado desde mi iPhone',
    android: 'Obtener Outlook para Android<https://aka.ms/AAb9ysg>',
  },
  {
    name: 'en',
    own: 'Yes, I could sign in.\n\nThank you,\nAna',
    earlier: ['Hello Ana:', '', 'Could you sign in with the new password?', '', 'Support'],
    gmail: `On Mon, Mar 2, 2026 at 10:15 AM ${who} wrote:`,
    apple: `On Mar 2, 2026, at 10:15 AM, ${who} wrote:`,
    thunderbird: 'On 3/2/26 10:15 AM, Soporte wrote:',
    yahoo: `On Monday, March 2, 2026 at 10:15:00 AM GMT-3, ${who} wrote:`,
    fields: ['From', 'Sent', 'To', 'Subject'],
    original: '-------- Original message --------',
    telephone: 'Sent from my iPhone',
    android: 'Get Outlook for Android<https://aka.ms/AAb9ysg>',
  },
  {
    name: 'pt',
    own: 'Sim, já consegui entrar.\n\nObrigada,\nAna',
    earlier: ['Olá Ana:', '', 'Conseguiu entrar com a senha nova?', '', 'Suporte'],
    gmail: `Em seg., 2 de mar. de 2026 às 10:15, ${who} escreveu:`,
    apple: `No dia 02/03/2026, às 10:15, ${who} escreveu:`,
    thunderbird: 'Em 02/03/2026 10:15, Soporte escreveu:',
    yahoo: `Em segunda-feira, 2 de março de 2026 às 10:15:00 GMT-3, ${who} escreveu:`,
    fields: ['De', 'Enviado', 'Para', 'Assunto'],
    original: '-------- Mensagem original --------',
    telephone: 'Enviado do meu iPhone',
    android: 'Obter o Outlook para Android<https://aka.ms/AAb9ysg>',
  },
];

const marked = (text: readonly string[]) => text.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
const asHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>');
const paragraphs = (text: string) =>
  text
    .split('\n')
    .map((line) => `<p class="MsoNormal">${asHtml(line) || '&nbsp;'}</p>`)
    .join('');

function block({ fields: [from, sent, to, subject] }: Language, star = ''): string {
  return [
    `${star}${from}:${star} Soporte <ayuda@colegio.cl>`,
    `${star}${sent}:${star} lunes, 2 de marzo de 2026 10:15`,
    `${star}${to}:${star} Ana Soto <ana@familia.cl>`,
    `${star}${subject}:${star} Consulta`,
  ].join('\n');
}

interface Program {
  name: string;
  plain(language: Language): string;
  html(language: Language): string;
}

const programs: Program[] = [
  {
    name: 'gmail',
    plain: (l) => `${l.own}\n\n${l.gmail}\n\n${marked(l.earlier)}`,
    html: (l) =>
      `<div dir="ltr">${asHtml(l.own)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${asHtml(l.gmail)}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid">${asHtml(l.earlier.join('\n'))}</blockquote></div>`,
  },
  {
    name: 'gmail-wrapped',
    plain: (l) => `${l.own}\n\n${l.gmail.replace(' Soporte', '\nSoporte')}\n\n${marked(l.earlier)}`,
    html: (l) =>
      `<div>${asHtml(l.own)}</div><div class="gmail_extra"><br><div class="gmail_quote">${asHtml(l.gmail)}<br><blockquote>${asHtml(l.earlier.join('\n'))}</blockquote></div></div>`,
  },
  {
    name: 'outlook-desktop',
    plain: (l) => `${l.own}\n\n${block(l)}\n\n${l.earlier.join('\n')}`,
    html: (l) =>
      `<div class="WordSection1">${paragraphs(l.own)}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${asHtml(block(l)).replace(/(^|<br>)([^:<]+:)/g, '$1<b>$2</b>')}</p></div></div>${paragraphs(l.earlier.join('\n'))}</div>`,
  },
  {
    name: 'outlook-web',
    plain: (l) => `${l.own}\n________________________________\n${block(l)}\n\n${l.earlier.join('\n')}`,
    html: (l) =>
      `<div class="elementToProof">${asHtml(l.own)}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">${asHtml(block(l)).replace(/(^|<br>)([^:<]+:)/g, '$1<b>$2</b>')}</font><div>&nbsp;</div></div><div>${asHtml(l.earlier.join('\n'))}</div>`,
  },
  {
    name: 'outlook-mobile',
    plain: (l) =>
      `${l.own}\n\n${l.android}\n________________________________\n${block(l)}\n\n${l.earlier.join('\n')}`,
    html: (l) =>
      `<div>${asHtml(l.own)}</div><div id="ms-outlook-mobile-signature"><br><a href="https://aka.ms/AAb9ysg">${asHtml(l.android.replace(/<.*/, ''))}</a></div><div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg">${asHtml(block(l))}</div><div>${asHtml(l.earlier.join('\n'))}</div></div>`,
  },
  {
    name: 'apple-mail',
    plain: (l) => `${l.own}\n\n> ${l.apple}\n> \n${marked(l.earlier)}`,
    html: (l) =>
      `<body>${asHtml(l.own)}<br><div><br><blockquote type="cite"><div>${asHtml(l.apple)}</div><br><div>${asHtml(l.earlier.join('\n'))}</div></blockquote></div></body>`,
  },
  {
    name: 'iphone',
    plain: (l) => `${l.own}\n\n${l.telephone}\n\n> ${l.apple}\n> \n${marked(l.earlier)}`,
    html: (l) =>
      `<body>${asHtml(l.own)}<br><br><div dir="ltr">${l.telephone}</div><div dir="ltr"><br><blockquote type="cite">${asHtml(l.apple)}<br><br></blockquote></div><blockquote type="cite"><div>${asHtml(l.earlier.join('\n'))}</div></blockquote></body>`,
  },
  {
    name: 'yahoo',
    plain: (l) => `${l.own}\n\n    ${l.yahoo}  \n \n ${l.earlier.join('\n')}`,
    html: (l) =>
      `<div class="ydp1yahoo-style-wrap">${asHtml(l.own)}</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>${asHtml(l.yahoo)}</div><div><br></div><div>${asHtml(l.earlier.join('\n'))}</div></div>`,
  },
  {
    name: 'thunderbird',
    plain: (l) => `${l.own}\n\n${l.thunderbird}\n${marked(l.earlier)}`,
    html: (l) =>
      `<p>${asHtml(l.own)}</p><div class="moz-cite-prefix">${asHtml(l.thunderbird)}<br></div><blockquote type="cite" cite="mid:t1@colegio.cl">${asHtml(l.earlier.join('\n'))}</blockquote>`,
  },
  {
    name: 'android',
    plain: (l) => `${l.own}\n\n${l.original}\n${block(l)}\n\n${l.earlier.join('\n')}`,
    html: (l) =>
      `<div dir="auto">${asHtml(l.own)}</div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>${l.original}</div><div>${asHtml(block(l))}</div><div><br></div></div>${asHtml(l.earlier.join('\n'))}`,
  },
];

function answers(): CorpusMail[] {
  return programs.flatMap((program) =>
    languages.flatMap((language) => {
      const expected = {
        visible: language.own,
        text: language.earlier.filter((line) => line !== ''),
        autoReply: false,
        bounce: null,
      };
      const plain = program.plain(language);
      const html = program.html(language);
      const name = (form: string) => `quote ${program.name} ${language.name} ${form}`;
      return [
        { name: name('plain'), raw: () => textMail(plain, ANSWER), expected },
        { name: name('html'), raw: () => htmlMail(html, ANSWER), expected },
        {
          name: name('both'),
          raw: () => mailOf('alternative', [plainPart(plain), htmlPart(html)], ANSWER),
          expected,
        },
      ];
    }),
  );
}

const es = languages[0]!;

/** Cases that programs do not make alike, each as the text of an answer with what has to be seen. */
const others: [name: string, text: string, visible: string | null][] = [
  ['starred block', `Listo.\n\n${block(es, '*')}\n\nHola Ana`, 'Listo.'],
  [
    'old outlook',
    `Listo.\n\n-----Mensaje original-----\nDe: Soporte [mailto:ayuda@colegio.cl]\nEnviado el: lunes, 2 de marzo\nPara: Ana\nAsunto: Hola\n\nHola Ana`,
    'Listo.',
  ],
  [
    'zoho',
    `Listo.\n\n---- El lun, 02 mar 2026 10:15:00 -0300 Soporte <ayuda@colegio.cl> escribió ----\n\nHola Ana`,
    'Listo.',
  ],
  ['old gmail', `Listo.\n\n2026-03-02 10:15 GMT-03:00 Soporte <ayuda@colegio.cl>:\n\n> Hola Ana`, 'Listo.'],
  [
    'day first and address',
    `Listo.\n\n02.03.2026, 10:15, "Soporte" <ayuda@colegio.cl>:\n\nHola Ana`,
    'Listo.',
  ],
  ['name first', `Listo.\n\nSoporte <ayuda@colegio.cl> escribió el 2/3/2026 10:15:\n> Hola Ana`, 'Listo.'],
  ['only marks below', 'Listo.\n\n> Hola Ana:\n> ¿Pudiste?', 'Listo.'],
  ['marks above', '> Hola Ana:\n> ¿Pudiste?\n\nSí, pude.', 'Sí, pude.'],
  ['header and marks above', `${es.gmail}\n> Hola Ana:\n> ¿Pudiste?\n\nSí, pude.`, 'Sí, pude.'],
  ['signature below the separator', 'Listo.\n\n-- \nAna Soto\nApoderada de 3° B\n+56 9 1234 5678', 'Listo.'],
  ['signature and quote', `Listo.\n\n-- \nAna Soto\nApoderada\n\n${es.gmail}\n> Hola`, 'Listo.'],
  ['signature below the quote', `Listo.\n\n${es.gmail}\n> Hola\n\n-- \nAna Soto`, 'Listo.'],
  [
    'line broken by a program',
    `Listo.\n\n${es.gmail}\n> Hola Ana: te escribimos para saber si pudiste entrar al sistema\nnuevo\n> con tu clave.`,
    'Listo.',
  ],
  ['galaxy', `Listo.\n\nEnviado desde mi Galaxy\n\n${es.original}\n${block(es)}\n\nHola`, 'Listo.'],
  ['yahoo mobile', `Listo.\n\nEnviado desde Yahoo Mail para Android\n\n${es.yahoo}\n> Hola`, 'Listo.'],
  [
    'date first',
    `Listo.\n\nFecha: lunes 2 de marzo\nDe: Soporte <ayuda@colegio.cl>\nPara: ana@familia.cl\nAsunto: hola\n\nHola Ana`,
    'Listo.',
  ],
  [
    'neither marks nor address',
    `Listo.\n\n${es.thunderbird.replace('a las 10:15', '10:15')}\n> Hola`,
    'Listo.',
  ],
  [
    'no marks but the time of a program',
    'Listo.\n\nEl lun, 2 mar 2026 a las 10:15, Soporte escribió:\n\nHola Ana',
    'Listo.',
  ],
  [
    'legal words below the quote',
    `Listo.\n\n${es.gmail}\n> Hola\n\nAVISO LEGAL: este mensaje es confidencial.`,
    'Listo.',
  ],
  ['answers between', `Ver abajo.\n\n${es.gmail}\n> ¿Pudiste?\nSí.\n> ¿Y Pedro?\nNo todavía.`, null],
  ['answers between without header', '> ¿Pudiste?\nSí.\n\n> ¿Y Pedro?\nNo todavía.', null],
  ['only a quote', `${es.gmail}\n> Hola`, null],
  ['prose about a letter', 'El director escribió:\n\nQue vengan todos.\n\nSaludos', null],
  ['dated prose about a letter', 'El 3 de marzo el director escribió:\n\nQue vengan todos.', null],
  ['prose with De and Para', 'De: Santiago\nIda y vuelta, por favor.\nPara: dos personas', null],
  [
    'sentence about the telephone',
    'Enviado desde mi celular, disculpen los errores de tipeo y avisen.',
    null,
  ],
  ['line of dashes in a list', 'Precios:\n----------\nMatrícula 10\nColegiatura 20', null],
  ['time in a sentence', 'Nos vemos el 4 de marzo a las 10:15, en la sala que dijo Pedro:\nla 3.', null],
  ['greater than', 'Si x\n> 3 entonces avisa.\nSi no, nada.', null],
];

const whole = (text: string) => ({
  whole: true as const,
  text: text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim()),
});

function otherAnswers(): CorpusMail[] {
  return others.map(([name, text, visible]) => ({
    name: `quote other ${name}`,
    raw: () => textMail(text, ANSWER),
    expected: { autoReply: false, ...(visible === null ? whole(text) : { visible }) },
  }));
}

const passedOn = [
  'De: Pedro Rojas <pedro@familia.cl>',
  'Date: lun, 2 mar 2026 a las 9:00',
  'Subject: Matrícula',
  'To: <agente@colegio.cl>',
].join('\n');
const forwards: [name: string, subject: string, text: string][] = [
  [
    'gmail es',
    'Fwd: Matrícula',
    `Te paso esto.\n\n---------- Forwarded message ---------\n${passedOn}\n\nHola, ¿cuándo empieza?`,
  ],
  [
    'gmail without prefix',
    'Matrícula',
    `---------- Mensaje reenviado ---------\n${passedOn}\n\nHola, ¿cuándo empieza?`,
  ],
  ['gmail pt', 'Enc: Matrícula', `---------- Mensagem encaminhada ---------\n${passedOn}\n\nHola`],
  [
    'outlook es',
    'RV: Matrícula',
    `Favor ver.\n\nDe: Pedro Rojas <pedro@familia.cl>\nEnviado el: lunes, 2 de marzo de 2026 9:00\nPara: agente@colegio.cl\nAsunto: Matrícula\n\nHola`,
  ],
  [
    'outlook en',
    'FW: Matrícula',
    `________________________________\nFrom: Pedro Rojas <pedro@familia.cl>\nSent: Monday, March 2, 2026 9:00 AM\nTo: agente@colegio.cl\nSubject: Matrícula\n\nHola`,
  ],
  [
    'old outlook',
    'RV: Matrícula',
    `-----Mensaje original-----\nDe: Pedro Rojas [mailto:pedro@familia.cl]\nEnviado el: lunes\nPara: x\nAsunto: y\n\nHola`,
  ],
  [
    'apple es',
    'Fwd: Matrícula',
    `Inicio del mensaje reenviado:\n\n> De: Pedro Rojas <pedro@familia.cl>\n> Asunto: Matrícula\n> Fecha: 2 de marzo de 2026, 9:00:00 CLST\n> Para: agente@colegio.cl\n> \n> Hola`,
  ],
  [
    'apple en',
    'Fwd: Matrícula',
    `Begin forwarded message:\n\nFrom: Pedro Rojas <pedro@familia.cl>\nSubject: Matrícula\nDate: March 2, 2026\nTo: agente@colegio.cl\n\nHola`,
  ],
];

function forwarded(): CorpusMail[] {
  const plain = forwards.map(([name, subject, text]) => ({
    name: `forward ${name}`,
    raw: () => textMail(text, ['In-Reply-To: <t1@colegio.cl>', `Subject: ${subject}`]),
    expected: { ...whole(text), forwardedFrom: 'pedro@familia.cl', autoReply: false },
  }));
  const asFile = {
    name: 'forward as a file',
    raw: () =>
      mailOf(
        'mixed',
        [
          plainPart('Favor ver.'),
          Buffer.concat([
            Buffer.from('Content-Type: message/rfc822\r\n\r\n'),
            textMail('Hola', ['From: Pedro <pedro@familia.cl>', 'Subject: Matrícula 2026']),
          ]),
        ],
        ['Subject: RV: Matrícula'],
      ),
    expected: { forwardedFrom: 'pedro@familia.cl', files: ['Matrícula 2026.eml'], text: ['Favor ver.'] },
  };
  const notOne = {
    name: 'forward answered is none',
    raw: () =>
      textMail(
        `Gracias.\n\n${es.gmail}\n> ---------- Forwarded message ---------\n> De: Pedro <pedro@familia.cl>`,
        ANSWER,
      ),
    expected: { forwardedFrom: null, visible: 'Gracias.' },
  };
  return [...plain, asFile, notOne];
}

const ownQuotation = htmlMail('<p>Como dice la norma:</p><blockquote>artículo 3</blockquote>', ANSWER);

function firstMails(): CorpusMail[] {
  const text = `Reenvío lo que me dijeron.\n\n${es.gmail}\n\n${marked(es.earlier)}`;
  return [
    {
      name: 'quote first mail of a conversation',
      raw: () => textMail(text, ['Subject: Consulta']),
      expected: whole(text),
    },
    {
      name: 'quote of the sender in HTML',
      raw: () => ownQuotation,
      expected: whole('Como dice la norma:\nartículo 3'),
    },
    {
      name: 'quote first mail with signature',
      raw: () => textMail('Hola\n\n-- \nAna Soto', ['Subject: Consulta']),
      expected: whole('Hola\nAna Soto'),
    },
    {
      name: 'quote answer known by its subject alone',
      raw: () => textMail(`Sí.\n\n${es.gmail}\n> Hola`, ['Subject: RE: Consulta']),
      expected: { visible: 'Sí.' },
    },
  ];
}

/** Answers of ten programs in three languages and three forms, the odd ones, forwards and first mails. */
export const quoteMails: CorpusMail[] = [...answers(), ...otherAnswers(), ...forwarded(), ...firstMails()];
