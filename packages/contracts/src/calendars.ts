import { z } from 'zod';
import { calendarDefinition, date, holiday, season } from './calendar-definition.ts';
import { id, instant, oneLine } from './common.ts';
import { eventActor } from './events.ts';
import { timeZone } from './organization.ts';
import { defineRoute } from './route.ts';

const tag = 'calendars';
const name = oneLine(80);
const params = z.object({ calendarId: id });

/** A calendar in a list, with what it is doing now. Null: it never opens, or never closes. */
export const calendarSummary = z.object({
  id,
  name: z.string(),
  timeZone: z.string(),
  isDefault: z.boolean(),
  isOpen: z.boolean(),
  nextOpening: instant.nullable(),
  nextClosing: instant.nullable(),
  version: z.number().int(),
});
export type CalendarSummary = z.infer<typeof calendarSummary>;

export const calendar = z.object({
  id,
  name: z.string(),
  isDefault: z.boolean(),
  definition: calendarDefinition,
  version: z.number().int(),
  changedAt: instant,
});
export type Calendar = z.infer<typeof calendar>;

/** Parts of a calendar that a version changed; none in its first. */
export const calendarParts = ['name', 'timeZone', 'week', 'seasons', 'holidays', 'openings'] as const;
export type CalendarPart = (typeof calendarParts)[number];

export const calendarVersion = z.object({
  version: z.number().int(),
  at: instant,
  actor: eventActor,
  changed: z.array(z.enum(calendarParts)),
});

export const listCalendars = defineRoute({
  operationId: 'listCalendars',
  method: 'GET',
  path: '/api/v1/calendars',
  summary: 'Calendars of business hours by name, and whether each is open now',
  tag,
  access: 'calendars:manage',
  responses: { 200: z.object({ items: z.array(calendarSummary) }) },
  errors: [],
});

export const getCalendar = defineRoute({
  operationId: 'getCalendar',
  method: 'GET',
  path: '/api/v1/calendars/{calendarId}',
  summary: 'One calendar with everything it says',
  tag,
  access: 'calendars:manage',
  params,
  responses: { 200: calendar },
  errors: ['calendars.not_found'],
});

export const createCalendar = defineRoute({
  operationId: 'createCalendar',
  method: 'POST',
  path: '/api/v1/calendars',
  summary: 'Add a calendar; the first is the one that holds where none is chosen',
  tag,
  access: 'calendars:manage',
  body: z.strictObject({ name, definition: calendarDefinition }),
  responses: { 201: calendar },
  errors: ['calendars.name_taken'],
});

export const updateCalendar = defineRoute({
  operationId: 'updateCalendar',
  method: 'PATCH',
  path: '/api/v1/calendars/{calendarId}',
  summary: 'Change a calendar’s name or hours, or make it the one that holds where none is chosen',
  tag,
  access: 'calendars:manage',
  params,
  body: z.strictObject({
    name: name.optional(),
    definition: calendarDefinition.optional(),
    isDefault: z.literal(true).optional(),
  }),
  ifMatch: true,
  responses: { 200: calendar },
  errors: [
    'calendars.not_found',
    'calendars.name_taken',
    'calendars.stale_version',
    'http.precondition_required',
  ],
});

export const deleteCalendar = defineRoute({
  operationId: 'deleteCalendar',
  method: 'DELETE',
  path: '/api/v1/calendars/{calendarId}',
  summary: 'Remove a calendar that nothing uses and that is not the one that holds elsewhere',
  tag,
  access: 'calendars:manage',
  params,
  responses: { 204: null },
  errors: ['calendars.not_found', 'calendars.in_use', 'calendars.default_stays'],
});

export const listCalendarVersions = defineRoute({
  operationId: 'listCalendarVersions',
  method: 'GET',
  path: '/api/v1/calendars/{calendarId}/versions',
  summary: 'Who changed which part of a calendar and when, newest first',
  tag,
  access: 'calendars:manage',
  params,
  responses: { 200: z.object({ items: z.array(calendarVersion) }) },
  errors: ['calendars.not_found'],
});

export const dayMarkKinds = ['holiday', 'season', 'opening', 'clock_change'] as const;

/** One day of a calendar: its hours in minutes since midnight, which may go on after it, and why they are so. */
export const previewDay = z.object({
  date,
  hours: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  marks: z.array(z.object({ kind: z.enum(dayMarkKinds), name: z.string() })),
});
export type PreviewDay = z.infer<typeof previewDay>;

export const previewCalendar = defineRoute({
  operationId: 'previewCalendar',
  method: 'POST',
  path: '/api/v1/calendars/preview',
  summary:
    'What a calendar would do, saved or not: the days of a month, and business hours added to an instant',
  tag,
  access: 'calendars:manage',
  body: z.strictObject({
    definition: calendarDefinition,
    /** `2026-03`. */
    month: z.string().regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/),
    /** Left out: now. */
    at: instant.optional(),
    addHours: z.number().min(0).max(2000).default(8),
    /** "Before the day ends" means the next day when less than this is left. */
    cutOffHours: z.number().min(0).max(24).default(2),
  }),
  responses: {
    200: z.object({
      days: z.array(previewDay),
      at: instant,
      isOpen: z.boolean(),
      nextOpening: instant.nullable(),
      nextClosing: instant.nullable(),
      added: instant.nullable(),
      endOfDay: instant.nullable(),
    }),
  },
  errors: [],
});

const placeCode = z.string().min(1).max(10);

export const listHolidayPlaces = defineRoute({
  operationId: 'listHolidayPlaces',
  method: 'GET',
  path: '/api/v1/calendars/holiday-places',
  summary: 'Countries whose holidays are known, the regions of one, or the places of one of its regions',
  tag,
  access: 'calendars:manage',
  query: z.object({ country: placeCode.optional(), state: placeCode.optional() }),
  responses: { 200: z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) }) },
  errors: [],
});

export const listCountryHolidays = defineRoute({
  operationId: 'listCountryHolidays',
  method: 'GET',
  path: '/api/v1/calendars/country-holidays',
  summary: 'Public holidays of a place over some years, ready for a calendar; nothing is saved',
  tag,
  access: 'calendars:manage',
  query: z.object({
    country: placeCode,
    state: placeCode.optional(),
    region: placeCode.optional(),
    from: z.coerce.number().int().min(1990).max(2100),
    years: z.coerce.number().int().min(1).max(10).default(10),
  }),
  responses: { 200: z.object({ items: z.array(holiday) }) },
  errors: ['calendars.unknown_place'],
});

/** Longest iCalendar text that is read, in characters. */
export const icalCharactersMax = 500_000;

export const readIcal = defineRoute({
  operationId: 'readIcal',
  method: 'POST',
  path: '/api/v1/calendars/ical',
  summary: 'Read holidays out of an iCalendar text, in the time of a zone; nothing is saved',
  tag,
  access: 'calendars:manage',
  body: z.strictObject({ text: z.string().min(1).max(icalCharactersMax), timeZone }),
  responses: {
    200: z.object({
      holidays: z.array(holiday),
      /** Whole days that follow each other, such as holidays of a school, as closed seasons. */
      seasons: z.array(season),
      /** Events that cannot be said as holidays: cancelled, without a name, or repeated other than yearly. */
      leftOut: z.number().int(),
    }),
  },
  errors: ['calendars.not_ical'],
});

export const calendarRoutes = [
  listCalendars,
  createCalendar,
  previewCalendar,
  readIcal,
  listHolidayPlaces,
  listCountryHolidays,
  getCalendar,
  updateCalendar,
  deleteCalendar,
  listCalendarVersions,
];
