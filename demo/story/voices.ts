import type { Random } from './random.ts';
import { localParts } from './school-hours.ts';
import type { CastAgent, CastContact, CastOrganization } from './story.ts';

/** How each side begins and ends what it writes. The words themselves are the scenario's. */

export function firstName(name: string): string {
  return name.split(' ')[0]!;
}

function timeOfDay(at: Date): string {
  const { minute } = localParts(at);
  if (minute < 12 * 60) return 'Buenos días';
  return minute < 19 * 60 ? 'Buenas tardes' : 'Buenas noches';
}

/** First mail of a conversation: with a greeting, unless the words bring one, and a signature. */
export function customerOpening(
  said: { text: string; at: Date; from: CastContact; organization: CastOrganization | null },
  random: Random,
): string {
  const { text, at, from, organization } = said;
  const greeting = /^(Buen|Hola)/.test(text)
    ? ''
    : `${random.pick([timeOfDay(at), 'Hola', 'Hola, equipo', timeOfDay(at)])}${random.pick([':', '.'])}\n\n`;
  const bye = random.pick(['Saludos', 'Gracias', 'Quedo al pendiente', 'Muchas gracias de antemano']);
  const place = organization
    ? `\n${from.title === '' ? organization.name : `${from.title} · ${organization.name}`}`
    : '';
  return `${greeting}${text}\n\n${bye},\n${from.name}${place}`;
}

/** A later mail: people seldom sign those. */
export function customerTurn(said: { text: string; from: CastContact }, random: Random): string {
  return random.chance(0.35) ? `${said.text}\n\n${firstName(said.from.name)}` : said.text;
}

/** An answer of ours. */
export function agentTurn(
  said: { text: string; to: string; by: CastAgent; first: boolean },
  random: Random,
): string {
  const name = firstName(said.to);
  const greeting =
    said.first || random.chance(0.4) ? `${random.pick(['Hola', 'Hola', 'Qué tal'])}, ${name}:\n\n` : '';
  return `${greeting}${said.text}\n\nSaludos,\n${firstName(said.by.name)} · Aula Clara`;
}

/** What somebody adds minutes after their first mail. */
export const addenda: readonly string[] = [
  'Olvidé mencionar que empezó ayer por la tarde.',
  'Agrego: me pasa igual en el navegador del celular.',
  'Perdón, me faltó decirles que es urgente para nosotros.',
  'Por si sirve, entro siempre desde la misma computadora de la escuela.',
];

/** Automatic answers of a mailbox whose owner is away. */
export const awayTexts: readonly string[] = [
  'Estoy fuera de la oficina y respondo a mi regreso. Si es urgente, escriba a la dirección de la escuela.',
  'Gracias por su mensaje. El horario de atención es de 8:00 a 15:00 horas; le responderemos a la brevedad.',
];

export const handOverNotes: readonly string[] = [
  'Te lo paso porque ya conoces a esta escuela. El contexto está arriba.',
  'Salgo a capacitación; queda a tu cargo. Falta confirmar con la escuela.',
  'Es de tu módulo, ¿lo tomas? Ya revisé que no sea la red de ellos.',
];
