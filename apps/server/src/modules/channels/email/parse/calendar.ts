import type ICAL from 'ical.js';
import { cleanAddress } from './addresses.ts';
import { cleanLine } from './clean-text.ts';
import type { Address, ParsedCalendar } from './parsed-mail.ts';

/** An invitation is small; a whole calendar that somebody attached is a file, not a meeting. */
const SOURCE_CHARACTERS_MAX = 256 * 1024;
const TEXT_CHARACTERS_MAX = 500;

type Library = typeof ICAL;
type Component = InstanceType<Library['Component']>;
type Time = InstanceType<Library['Time']>;

/** The meeting that the first readable calendar of a mail is about; null when there is none. */
export async function readCalendar(sources: readonly string[]): Promise<ParsedCalendar | null> {
  for (const source of sources) {
    if (source.length > SOURCE_CHARACTERS_MAX || !/BEGIN:VEVENT/i.test(source)) continue;
    // Few mails carry a calendar, so its reader is not loaded before one comes.
    const { default: library } = await import('ical.js');
    const calendar = readSource(source, library);
    if (calendar) return calendar;
  }
  return null;
}

/** The meeting in words that need no language: for a mail that says nothing else. */
export function calendarText({ summary, start, end, location, organizer }: ParsedCalendar): string {
  const day = (instantText: string) =>
    instantText
      .replace('T', ' ')
      .replace(/:\d\d(?:\.\d+)?(Z?)$/, (_match, utcMark: string) => (utcMark ? ' UTC' : ''));
  const when = [start, end].flatMap((one) => (one === null ? [] : [day(one)])).join(' – ');
  return [summary, when, location ?? '', organizer?.address ?? ''].filter((line) => line !== '').join('\n');
}

/** The library throws plain errors on whatever it does not understand: such a calendar is only a file. */
function readSource(source: string, library: Library): ParsedCalendar | null {
  try {
    const root = new library.Component(library.parse(mended(source)) as unknown[]);
    const event = root.getFirstSubcomponent('vevent');
    if (!event) return null;
    const start = event.getFirstPropertyValue('dtstart') as Time | null;
    const end = (event.getFirstPropertyValue('dtend') as Time | null) ?? endByDuration(event, start);
    return {
      method: textOf(root, 'method').toUpperCase() || null,
      summary: textOf(event, 'summary'),
      start: instant({ time: start, name: 'dtstart', event, root, library }),
      end: instant({ time: end, name: 'dtend', event, root, library }),
      location: textOf(event, 'location') || null,
      organizer: organizerOf(event),
      updated: Number(event.getFirstPropertyValue('sequence') ?? 0) > 0,
    };
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Lines that are neither a property nor a continuation are left out, as are blank ones. */
function mended(source: string): string {
  const begin = source.search(/BEGIN:VCALENDAR/i);
  return source
    .slice(Math.max(begin, 0))
    .split(/\r?\n/)
    .filter((line) => /^[ \t]\S|^[ \t]*[A-Za-z][\w-]*[:;]/.test(line))
    .join('\r\n');
}

function textOf(component: Component, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? cleanLine(value).slice(0, TEXT_CHARACTERS_MAX) : '';
}

function endByDuration(event: Component, start: Time | null): Time | null {
  const duration: unknown = event.getFirstPropertyValue('duration');
  if (!start || typeof duration !== 'object' || duration === null) return null;
  const end = start.clone();
  end.addDuration(duration as Parameters<Time['addDuration']>[0]);
  return end;
}

/** In UTC when its zone is described in the calendar or known to the system; a bare date for a whole day. */
function instant(input: {
  time: Time | null;
  name: string;
  event: Component;
  root: Component;
  library: Library;
}): string | null {
  const { time, name, event, root, library } = input;
  if (!time) return null;
  if (time.isDate) return time.toString();
  if (time.zone?.tzid === 'UTC' || time.zone?.tzid === 'Z') return utc(time.toJSDate());
  const property = event.getFirstProperty(name) ?? event.getFirstProperty('dtstart');
  const zoneName = property?.getParameter('tzid');
  if (typeof zoneName !== 'string') return time.toString();
  const described = root
    .getAllSubcomponents('vtimezone')
    .find((zone) => zone.getFirstPropertyValue('tzid') === zoneName);
  if (described) {
    const zoned = time.clone();
    zoned.zone = new library.Timezone(described);
    return utc(zoned.toJSDate());
  }
  return inNamedZone(time, zoneName) ?? time.toString();
}

function utc(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** A wall clock time in an IANA zone; null when the system does not know the zone. */
function inNamedZone(time: Time, timeZone: string): string | null {
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  const offset = offsetMs(wall, timeZone);
  if (offset === null) return null;
  // The offset may differ at the instant that the first guess leads to, so it is asked for again there.
  return utc(new Date(wall - (offsetMs(wall - offset, timeZone) ?? offset)));
}

function offsetMs(instantMs: number, timeZone: string): number | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const parts = Object.fromEntries(
      format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - instantMs;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function organizerOf(event: Component): Address | null {
  const property = event.getFirstProperty('organizer');
  const value: unknown = property?.getFirstValue();
  const address = typeof value === 'string' ? cleanAddress(value) : null;
  const name = property?.getParameter('cn');
  return address ? { name: typeof name === 'string' ? cleanLine(name).slice(0, 200) : '', address } : null;
}
