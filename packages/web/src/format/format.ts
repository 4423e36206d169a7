import type { Language } from '@ventanilla/contracts/common';

/** What every format needs: whose language, which zone, and what time it is. */
export interface FormatContext {
  language: Language;
  /** IANA zone of the reader, as `America/Mexico_City`; the machine's own where left out. */
  timeZone?: string;
  /** The present instant; never read from the clock here. */
  now: Date;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const locales: Record<Language, string> = { es: 'es-MX', en: 'en-US' };
const formatters = new Map<string, Intl.DateTimeFormat>();

function dateFormat(context: FormatContext, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const zoned = { ...options, timeZone: context.timeZone };
  const key = `${context.language} ${JSON.stringify(zoned)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locales[context.language], zoned);
    formatters.set(key, found);
  }
  return found;
}

/** Calendar days between two instants in the reader's zone: 0 today, 1 yesterday. */
function daysAgo(at: Date, context: FormatContext): number {
  const dayNumber = (instant: Date) => {
    const parts = dateFormat(context, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(
      instant,
    );
    const value = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
    return Date.UTC(value('year'), value('month') - 1, value('day')) / day;
  };
  return dayNumber(context.now) - dayNumber(at);
}

/**
 * How long ago, in few words: `ahora`, `hace 4 min`, `hace 3 h`, `ayer`, `12 nov`, `12 nov 2025`. Instants up to
 * a minute ahead (clocks differ) read as now.
 */
export function relativeTime(iso: string, context: FormatContext): string {
  const at = new Date(iso);
  const elapsed = context.now.getTime() - at.getTime();
  const es = context.language === 'es';
  if (elapsed < minute) return es ? 'ahora' : 'now';
  if (elapsed < hour) return ago(`${Math.floor(elapsed / minute)} min`, es);
  const days = daysAgo(at, context);
  if (days <= 0 || elapsed < 6 * hour) return ago(`${Math.floor(elapsed / hour)} h`, es);
  if (days === 1) return es ? 'ayer' : 'yesterday';
  return shortDate(iso, context);
}

function ago(amount: string, es: boolean): string {
  return es ? `hace ${amount}` : `${amount} ago`;
}

/** `12 nov`, with the year where it is not the present one. */
export function shortDate(iso: string, context: FormatContext): string {
  const at = new Date(iso);
  const yearOf = (instant: Date) => dateFormat(context, { year: 'numeric' }).format(instant);
  const sameYear = yearOf(at) === yearOf(context.now);
  return dateFormat(context, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
    .format(at)
    .replaceAll('.', '')
    .replaceAll(' de ', ' ');
}

/** `10:34`. */
export function clockTime(iso: string, context: FormatContext): string {
  return dateFormat(context, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));
}

const nearDays: Record<Language, Record<number, string>> = {
  es: { 0: 'hoy', 1: 'ayer', [-1]: 'mañana' },
  en: { 0: 'today', 1: 'yesterday', [-1]: 'tomorrow' },
};

/** `hoy 10:34`, `ayer 17:42`, `mañana 08:00`, `12 nov 09:05`. */
export function dayAndTime(iso: string, context: FormatContext): string {
  const when = nearDays[context.language][daysAgo(new Date(iso), context)] ?? shortDate(iso, context);
  return `${when} ${clockTime(iso, context)}`;
}

/** The whole date and time, for titles and screen readers: `sábado, 21 de noviembre de 2026, 10:34`. */
export function fullDateTime(iso: string, context: FormatContext): string {
  const date = dateFormat(context, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
  return `${date.format(new Date(iso))}, ${clockTime(iso, context)}`;
}

/**
 * When a meeting is: `mar, 2 de jun de 2026, 15:00 – 16:00` in the reader's zone. A bare date is a whole day, with
 * the end excluded; an instant without zone is shown as it was written.
 */
export function meetingTime(span: { start: string; end: string | null }, context: FormatContext): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(span.start);
  const isFloating = !isDay && !/(?:Z|[+-]\d\d:\d\d)$/.test(span.start);
  const instantOf = (text: string) => new Date(isFloating ? `${text}Z` : text);
  const start = instantOf(span.start);
  if (Number.isNaN(start.getTime())) return span.start;
  const zoned = isDay || isFloating ? { ...context, timeZone: 'UTC' } : context;
  const format = dateFormat(zoned, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(isDay ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  });
  const given = span.end === null ? start : instantOf(span.end);
  const end = isDay ? new Date(given.getTime() - day) : given;
  return end.getTime() > start.getTime() ? format.formatRange(start, end) : format.format(start);
}

/** A span of time in its two largest units: `45 s`, `18 min`, `3 h 08 min`, `2 d 4 h`. The same in es and en. */
export function duration(ms: number): string {
  const total = Math.max(0, ms);
  if (total < minute) return `${Math.floor(total / 1000)} s`;
  if (total < hour) return `${Math.floor(total / minute)} min`;
  if (total < day) {
    const minutes = Math.floor((total % hour) / minute);
    return minutes === 0
      ? `${Math.floor(total / hour)} h`
      : `${Math.floor(total / hour)} h ${pad(minutes)} min`;
  }
  const hours = Math.floor((total % day) / hour);
  return hours === 0 ? `${Math.floor(total / day)} d` : `${Math.floor(total / day)} d ${hours} h`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** `V-123`. */
export function ticketNumber(number: number): string {
  return `V-${number}`;
}

/** The number in `V-123`, `v 123`, `#123` or `123`; null for anything else. */
export function parseTicketNumber(text: string): number | null {
  const match = /^\s*(?:v[\s-]*|#)?(\d{1,9})\s*$/i.exec(text);
  return match?.[1] ? Number(match[1]) : null;
}

/** An exact count, or `999+`. */
export function cappedCount(count: { value: number; capped: boolean }): string {
  return count.capped ? `${count.value}+` : String(count.value);
}

/** `212 kB`, `3.4 MB`; units of 1,000 bytes. */
export function fileSize(bytes: number, context: Pick<FormatContext, 'language'>): string {
  const number = new Intl.NumberFormat(locales[context.language], { maximumFractionDigits: 1 });
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${number.format(bytes / 1_000_000)} MB`;
}

/** Up to two initials of a name: `Valentina Ortiz` → `VO`; of an address, its first letter. */
export function initials(name: string): string {
  const words = name
    .split(/[\s@._-]+/)
    .map((word) => Array.from(word).find((char) => /[\p{L}\p{N}]/u.test(char)))
    .filter((char) => char !== undefined);
  if (words.length === 0) return '?';
  return (name.includes('@') ? words.slice(0, 1) : words.slice(0, 2)).join('').toLocaleUpperCase();
}

/** A hue in degrees that is always the same for the same text; for avatars. */
export function hueOf(text: string): number {
  let hash = 0;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % 360;
}
