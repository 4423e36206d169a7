import { describe, expect, it } from 'vitest';
import { rawMail, utf8 } from './fixtures/mail.ts';
import { parseMail } from './parse-mail.ts';
import { splitAsHtml, splitQuoted } from './visible-text.ts';

const QUOTE = '> Hola Ana:\n> \n> ¿Funciona ahora?\n';

function visible(text: string, options: { subject?: string; isReply?: boolean } = {}): string {
  return splitQuoted({ text, subject: 'Re: Hola', isReply: true, ...options }).visible;
}

describe('splitQuoted cuts at the reply header of', () => {
  it.each([
    [
      'Gmail in Spanish',
      `El lun, 3 mar 2025 a las 10:15, Soporte (<soporte@colegio.cl>) escribió:\n\n${QUOTE}`,
    ],
    [
      'Gmail in Spanish, wrapped',
      `El lun, 3 mar 2025 a las 10:15, Soporte del Colegio San Ignacio de\nLoyola (<soporte@colegio.cl>) escribió:\n\n${QUOTE}`,
    ],
    [
      'Gmail in Latin American Spanish',
      `El lun, 3 de mar. de 2025 10:15 a. m., Soporte <soporte@colegio.cl>\nescribió:\n${QUOTE}`,
    ],
    ['Gmail in English', `On Mon, Mar 3, 2025 at 10:15 AM Support <support@school.com> wrote:\n\n${QUOTE}`],
    [
      'Apple Mail in Spanish',
      `> El 3 mar 2025, a las 10:15, Soporte <soporte@colegio.cl> escribió:\n> \n${QUOTE}`,
    ],
    ['Apple Mail in English', `> On 3 Mar 2025, at 10:15, Support <support@school.com> wrote:\n> \n${QUOTE}`],
    ['Thunderbird in Spanish', `El 3/3/25 a las 10:15, Soporte escribió:\n${QUOTE}`],
    [
      'Outlook in Spanish',
      'De: Soporte <soporte@colegio.cl>\nEnviado el: lunes, 3 de marzo de 2025 10:15\nPara: Ana <ana@x.cl>\nAsunto: Hola\n\nHola Ana:\n¿Funciona?',
    ],
    [
      'Outlook with a rule',
      '________________________________\nDe: Soporte <soporte@colegio.cl>\nEnviado: lunes, 3 de marzo de 2025 10:15\nPara: Ana <ana@x.cl>\nAsunto: Hola\n\nHola Ana',
    ],
    [
      'old Outlook in Spanish',
      '-----Mensaje original-----\nDe: Soporte [mailto:soporte@colegio.cl]\nEnviado el: lunes\nPara: Ana\nAsunto: Hola\n\nHola Ana',
    ],
    [
      'Outlook in English',
      'From: Support <support@school.com>\nSent: Monday, March 3, 2025 10:15 AM\nTo: Ana <ana@x.cl>\nSubject: Hi\n\nHi Ana',
    ],
    [
      'Outlook with stars',
      '*De:* Soporte <soporte@colegio.cl>\n*Enviado:* lunes\n*Para:* Ana\n*Asunto:* Hola\n\nHola'.replace(
        /\*(\w+):\*/g,
        '*$1:*',
      ),
    ],
    [
      'Yahoo in Spanish',
      'En lunes, 3 de marzo de 2025, 10:15:00 GMT-3, Soporte <soporte@colegio.cl> escribió:\n\n Hola Ana:\n¿Funciona?',
    ],
    ['Gmail in Portuguese', `Em seg., 3 de mar. de 2025 às 10:15, Suporte <s@e.br> escreveu:\n\n${QUOTE}`],
  ])('%s', (_title, quoted) => {
    const result = splitQuoted({
      text: `Sí, gracias.\n\nAna\n\n${quoted}`,
      subject: 'Re: Hola',
      isReply: true,
    });
    expect(result).toEqual({ visible: 'Sí, gracias.\n\nAna', quoted });
  });
});

describe('splitQuoted leaves whole', () => {
  const reply = `El lun, 3 mar 2025 a las 10:15, Soporte (<s@c.cl>) escribió:\n${QUOTE}`;
  it.each([
    ['the first mail of a conversation', `Hola\n\n${reply}`, { isReply: false }],
    ['a forward by its subject', `Mira esto\n\n${reply}`, { subject: 'RV: Hola' }],
    [
      'a forward by its mark',
      `Mira esto\n\n---------- Forwarded message ---------\nDe: Ana <a@x.cl>\nDate: lun\nSubject: x\nTo: y\n\nHola`,
      {},
    ],
    [
      'a forward in Spanish',
      `Mira\n\n---------- Mensaje reenviado ---------\nDe: Ana\nFecha: x\nAsunto: y\nPara: z\n`,
      {},
    ],
    ['answers between the lines', `Ver abajo\n\n${reply}Sí\n> ¿Y esto?\nNo\n`, {}],
    ['a mail that is only a quote', reply, {}],
    ['a sentence that ends in wrote', 'On page 3 you wrote: pay now.\nI will not.', {}],
    ['a story about a letter', 'El director escribió:\n\nQue vengan todos.\n\nSaludos', {}],
    [
      'a dated story about a letter',
      'El 3 de marzo el director escribió:\n\nQue vengan todos.\n\nSaludos',
      {},
    ],
    ['a list with De and Para', 'De: Santiago\nIda y vuelta, por favor.\nPara: dos personas', {}],
    ['a signature rule', 'Hola\n____________________\nAna Soto\nProfesora', {}],
  ])('%s', (_title, text, options) => {
    expect(visible(text, options)).toBe(text);
  });
});

it('parseMail keeps the whole text beside the visible part', async () => {
  const text = `Sí\r\n\r\nEl 3/3/25 a las 10:15, Soporte escribió:\r\n> Hola`;
  const mail = await parseMail(
    rawMail('From: a@x.cl', 'In-Reply-To: <1@y>', 'Content-Type: text/plain; charset=utf-8', '', utf8(text)),
  );
  expect(mail).toMatchObject({ visibleText: 'Sí', text: text.replace(/\r/g, '') });
  expect(mail.quotedText).toContain('> Hola');
});

it('parseMail finds the quote of a mail that is HTML only', async () => {
  const html =
    '<div>S&iacute;</div><br><div class="gmail_quote"><div>El lun, 3 mar 2025 a las 10:15, Soporte (&lt;<a href="mailto:s@c.cl">s@c.cl</a>&gt;) escribi&oacute;:<br></div><blockquote>Hola<br>Ana</blockquote></div>';
  const mail = await parseMail(
    rawMail('From: a@x.cl', 'References: <1@y>', 'Content-Type: text/html', '', html),
  );
  expect(mail.visibleText).toBe('Sí');
});

it('parseMail finds the block of Outlook on the web in HTML', async () => {
  const html =
    '<div>Listo</div><div><br></div><hr style="width:98%"><div id="divRplyFwdMsg"><b>De:</b> Soporte &lt;s@c.cl&gt;<br><b>Enviado:</b> lunes<br><b>Para:</b> Ana<br><b>Asunto:</b> Hola</div><div>Hola Ana</div>';
  const mail = await parseMail(
    rawMail('From: a@x.cl', 'References: <1@y>', 'Content-Type: text/html', '', html),
  );
  expect(mail.visibleText).toBe('Listo');
});

it('100,000 lines that nearly match take little time', () => {
  const before = process.cpuUsage();
  visible('El 3 de marzo\nDe: x\n_____________\n'.repeat(33_000));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
});

it('a signature above a quote that only the HTML shows is kept with the quote, not lost', () => {
  const text = 'Ya pude entrar.\n\nEnviado desde mi iPhone\n\n> Hola Ana\nAA';
  const split = splitAsHtml({ text, beforeQuote: 'Ya pude entrar. Enviado desde mi iPhone' });
  expect(split).toEqual({
    visible: 'Ya pude entrar.',
    quoted: 'Enviado desde mi iPhone\n\n\n> Hola Ana\nAA',
  });
});
