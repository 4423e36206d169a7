import { z } from 'zod';
import { setting, wholeNumber } from '../../platform/config/config.ts';
import { type ProviderPlaces, providerPlaces } from './email/mailboxes/oauth/provider-places.ts';

/** Settings of receiving and sending mail. Servers and passwords of each mailbox live in the database, sealed. */
export const channelsSettings = {
  smtpIntakeHost: setting<string>({
    env: 'VENTANILLA_SMTP_HOST',
    doc: {
      es: 'Dirección en la que la recepción SMTP incluida escucha.',
      en: 'Address on which the built-in SMTP intake listens.',
    },
    schema: z.string().min(1),
    default: '127.0.0.1',
  }),
  smtpIntakePort: setting<number | null>({
    env: 'VENTANILLA_SMTP_PORT',
    doc: {
      es: 'Puerto de la recepción SMTP incluida: de 0 (uno libre) a 65535, u off para no abrirla.',
      en: 'Port of the built-in SMTP intake: 0 (a free one) to 65535, or off.',
    },
    schema: z
      .literal('off')
      .transform(() => null)
      .or(wholeNumber(0, 65_535)),
    default: 2525,
  }),
  mailParsers: setting<number>({
    env: 'VENTANILLA_MAIL_PARSERS',
    doc: {
      es: 'Procesos que interpretan correo a la vez, de 1 a 32.',
      en: 'Processes that read mail at the same time, 1 to 32.',
    },
    schema: wholeNumber(1, 32),
    default: 2,
  }),
  trustedMailServers: setting<string[]>({
    env: 'VENTANILLA_TRUSTED_MAIL_SERVERS',
    doc: {
      es: 'Servidores de correo propios cuyo encabezado Authentication-Results se cree, separados por comas (por ejemplo mx.google.com). Solo los que siempre lo escriben y quitan los ajenos con su nombre.',
      en: 'Mail servers of yours whose Authentication-Results header is believed, separated by commas (for example mx.google.com). Only those that always write it and remove foreign ones under their name.',
    },
    schema: z.string().transform((text) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
    default: [],
  }),
  smtpPatienceSeconds: setting<number>({
    env: 'VENTANILLA_SMTP_PATIENCE_SECONDS',
    doc: {
      es: 'Cuántos segundos puede callar un servidor de salida antes de volver a intentarlo, de 2 a 600. Un servidor lento que sí recibió el correo lo recibe dos veces si la espera es corta.',
      en: 'Seconds an outgoing server may stay silent before the mail is tried again, 2 to 600. A slow server that did take the mail gets it twice where this is short.',
    },
    schema: wholeNumber(2, 600),
    default: 60,
  }),
  mailboxPatienceSeconds: setting<number>({
    env: 'VENTANILLA_MAILBOX_PATIENCE_SECONDS',
    doc: {
      es: 'Cuántos segundos puede callar el servidor de un buzón antes de abrir otra conexión, de 6 a 300. Un correo nuevo se ve, tras una línea muerta, en el doble a lo más.',
      en: 'Seconds the server of a mailbox may stay silent before another connection is opened, 6 to 300. After a dead line new mail is seen within twice as long.',
    },
    schema: wholeNumber(6, 300),
    default: 30,
  }),
  googleMail: setting<ProviderPlaces>({
    env: 'VENTANILLA_GOOGLE_MAIL',
    doc: {
      es: 'Otros servidores en vez de los de Google, separados por comas: oauth=https://…, imap=imaps://equipo:993, smtp=smtps://equipo:465. Con imap:// o smtp:// se usa STARTTLS, salvo en este equipo.',
      en: 'Other servers instead of those of Google, separated by commas: oauth=https://…, imap=imaps://host:993, smtp=smtps://host:465. With imap:// or smtp:// STARTTLS is used, save on this machine.',
    },
    schema: providerPlaces,
    default: {},
  }),
  microsoftMail: setting<ProviderPlaces>({
    env: 'VENTANILLA_MICROSOFT_MAIL',
    doc: {
      es: 'Otros servidores en vez de los de Microsoft 365, como en VENTANILLA_GOOGLE_MAIL; para nubes nacionales, también scopes=https://outlook.office365.us.',
      en: 'Other servers instead of those of Microsoft 365, as in VENTANILLA_GOOGLE_MAIL; for national clouds also scopes=https://outlook.office365.us.',
    },
    schema: providerPlaces,
    default: {},
  }),
  mailboxPollSeconds: setting<number>({
    env: 'VENTANILLA_MAILBOX_POLL_SECONDS',
    doc: {
      es: 'Cada cuántos segundos se revisa un buzón aunque el servidor no avise, de 1 a 3600.',
      en: 'How often a mailbox is looked at even without a notice of its server, 1 to 3600 seconds.',
    },
    schema: wholeNumber(1, 3600),
    default: 60,
  }),
};
