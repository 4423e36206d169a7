/** Months by their first letters in English, Spanish and Portuguese. */
const MONTHS = [
  'jan|ene',
  'feb|fev',
  'mar',
  'apr|abr',
  'may|mai',
  'jun',
  'jul',
  'aug|ago',
  'sep|set',
  'oct|out',
  'nov',
  'dec|dic|dez',
].map((names) => new RegExp(`^(?:${names})`, 'i'));
/** Minutes east of UTC of the zones that RFC 5322 still names. */
const ZONES: Record<string, number> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  CET: 60,
  CEST: 120,
};
const MAIL_DATE =
  /(\d{1,2})(?:\s+de)?[\s.-]+([a-zçéûäß]{3,12})\.?(?:\s+de)?[\s,.-]+(\d{2,4})(?!\d)(?:[\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?/i;
const CHARACTERS_MAX = 200;

/**
 * The instant a Date header names, as ISO 8601 in UTC. It understands what senders write against the standard:
 * missing zones (taken as UTC), two-digit years, month names in Spanish and Portuguese, ISO dates. Null when it
 * names none or a year outside 1980 to 2200, which is a broken clock or a forgery.
 */
export function parseMailDate(value: string | null): string | null {
  if (!value) return null;
  const text = value.slice(0, CHARACTERS_MAX).replace(/\([^)]*\)/g, ' ');
  const millis = readMailDate(text) ?? readIsoDate(text);
  if (millis === null || Number.isNaN(millis)) return null;
  const date = new Date(millis);
  const year = date.getUTCFullYear();
  return year >= 1980 && year <= 2200 ? date.toISOString() : null;
}

function readMailDate(text: string): number | null {
  const match = MAIL_DATE.exec(text);
  if (!match) return null;
  const [whole, day = '', monthName = '', yearText = '', hour = '0', minute = '0', second = '0'] = match;
  const month = MONTHS.findIndex((pattern) => pattern.test(monthName));
  if (month < 0 || Number(day) < 1 || Number(day) > 31 || Number(hour) > 24 || Number(minute) > 59)
    return null;
  const year =
    yearText.length > 2 ? Number(yearText) : Number(yearText) + (Number(yearText) < 70 ? 2000 : 1900);
  const rest = text.slice(match.index + whole.length);
  const local = Date.UTC(
    year,
    month,
    Number(day),
    Number(hour) + afternoonHours(rest, Number(hour)),
    Number(minute),
    Math.min(Number(second), 59),
  );
  return local - zoneMinutes(rest) * 60_000;
}

function afternoonHours(rest: string, hour: number): number {
  if (/^\s*p\.?\s?m\b/i.test(rest) && hour < 12) return 12;
  return /^\s*a\.?\s?m\b/i.test(rest) && hour === 12 ? -12 : 0;
}

function zoneMinutes(rest: string): number {
  const offset = /([+-])(\d{1,2}):?(\d{2})\b/.exec(rest);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    return minutes > 14 * 60 ? 0 : minutes * (offset[1] === '-' ? -1 : 1);
  }
  return ZONES[/\b([A-Z]{3,4})\b/.exec(rest)?.[1] ?? ''] ?? 0;
}

function readIsoDate(text: string): number | null {
  const match = /(\d{4})[-/](\d{2})[-/](\d{2})(?:[T\s]+(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(text);
  if (!match) return null;
  const [whole, year, month, day, hour = '00', minute = '00', second = '00'] = match;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return local - zoneMinutes(text.slice(match.index + whole.length)) * 60_000;
}
