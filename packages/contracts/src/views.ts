import { z } from 'zod';
import { colours } from './classification-kinds.ts';
import { cappedCount, cursor, id, oneLine, pageQuery } from './common.ts';
import { filter, filterJsonMax } from './filters.ts';
import { defineRoute } from './route.ts';
import { ticketCard } from './tickets.ts';

const tag = 'views';
/** Views of one person, and of everyone together. */
export const viewsMax = 200;

/** By what tickets are put in order; with `-` before it, the other way round. */
export const ticketOrders = [
  'activity',
  'created',
  'customer',
  'due',
  'clock',
  'priority',
  'number',
] as const;
export type TicketOrder = (typeof ticketOrders)[number];
export const ticketSort = z.enum([
  ...ticketOrders,
  ...(ticketOrders.map((order) => `-${order}`) as `-${TicketOrder}`[]),
]);
export type TicketSort = z.infer<typeof ticketSort>;

/** What a list may show of a ticket. */
export const listColumnKeys = [
  'number',
  'subject',
  'requester',
  'organization',
  'status',
  'flag',
  'priority',
  'type',
  'tags',
  'department',
  'line',
  'owner',
  'channel',
  'created',
  'activity',
  'customer',
  'ours',
  'closed',
  'due',
  'clock',
] as const;
export type ListColumnKey = (typeof listColumnKeys)[number];

/** How a list is laid out; a width is in px, and null is as wide as it needs. */
export const listLayout = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        key: z.enum(listColumnKeys),
        width: z.number().int().min(40).max(1200).nullable(),
      }),
    )
    .min(1)
    .max(listColumnKeys.length)
    .refine((columns) => new Set(columns.map(({ key }) => key)).size === columns.length, {
      message: 'each column once',
    }),
  density: z.enum(['compact', 'comfortable']),
});
export type ListLayout = z.infer<typeof listLayout>;

/** Who sees a view: whoever made it, the people of a team, or everybody. What it shows is what each may see. */
export const viewAudiences = ['personal', 'team', 'everyone'] as const;
export type ViewAudience = (typeof viewAudiences)[number];

const written = {
  name: oneLine(80),
  colour: z.enum(colours).nullable(),
  filter,
  sort: ticketSort,
  layout: listLayout.nullable(),
  audience: z.enum(viewAudiences),
  /** Of a view for a team; null for any other. */
  teamId: id.nullable(),
};

export const view = z.object({
  id,
  ...written,
  /** The filter as text, in the reader's language. */
  text: z.string(),
  ownerName: z.string(),
  mine: z.boolean(),
  /** Whether the reader may change it. */
  canChange: z.boolean(),
  version: z.number().int(),
});
export type View = z.infer<typeof view>;
export const viewBody = z.strictObject(written);
export type ViewBody = z.infer<typeof viewBody>;

const params = z.object({ viewId: id });
const sharing = ['views.name_taken', 'views.not_shared'] as const;

export const listViews = defineRoute({
  operationId: 'listViews',
  method: 'GET',
  path: '/api/v1/views',
  summary: 'Saved filters that the caller sees: one’s own, of one’s teams, and of everybody',
  tag,
  access: 'tickets:read',
  responses: { 200: z.object({ items: z.array(view) }) },
  errors: [],
});

export const createView = defineRoute({
  operationId: 'createView',
  method: 'POST',
  path: '/api/v1/views',
  summary: 'Save a filter with its order and layout',
  tag,
  access: 'tickets:read',
  body: viewBody,
  responses: { 201: view },
  errors: [...sharing, 'views.too_many'],
});

export const updateView = defineRoute({
  operationId: 'updateView',
  method: 'PATCH',
  path: '/api/v1/views/{viewId}',
  summary: 'Change a view, or with whom it is shared',
  tag,
  access: 'tickets:read',
  params,
  body: viewBody.partial(),
  ifMatch: true,
  responses: { 200: view },
  errors: [...sharing, 'views.not_found', 'views.stale_version', 'http.precondition_required'],
});

export const deleteView = defineRoute({
  operationId: 'deleteView',
  method: 'DELETE',
  path: '/api/v1/views/{viewId}',
  summary: 'Remove a view; it can be put back',
  tag,
  access: 'tickets:read',
  params,
  responses: { 204: null },
  errors: ['views.not_found', 'views.not_shared'],
});

export const restoreView = defineRoute({
  operationId: 'restoreView',
  method: 'POST',
  path: '/api/v1/views/{viewId}/restore',
  summary: 'Put a removed view back',
  tag,
  access: 'tickets:read',
  params,
  responses: { 200: view },
  errors: ['views.not_found', 'views.not_shared', 'views.name_taken', 'views.too_many'],
});

export const listTickets = defineRoute({
  operationId: 'listTickets',
  method: 'GET',
  path: '/api/v1/tickets/list',
  summary:
    'Tickets that a filter fits, in any order, a page at a time; those that nobody asked for only if asked',
  tag,
  access: 'tickets:read',
  query: pageQuery.extend({
    /** A filter as JSON; left out: every ticket. */
    filter: z.string().max(filterJsonMax).optional(),
    sort: ticketSort.default('-activity'),
    /** Only these of them, for whoever has them on the screen: ids with commas between. */
    ids: z
      .string()
      .max(100 * 37)
      .optional(),
  }),
  responses: {
    200: z.object({
      items: z.array(ticketCard),
      nextCursor: cursor.nullable(),
      /** Of all pages; null on every page but the first, and where ids were named. */
      count: cappedCount.nullable(),
      /** Position of the log that this answer already includes. */
      position: z.number().int(),
    }),
  },
  errors: ['tickets.search_too_slow', 'filters.invalid'],
});

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportTickets = defineRoute({
  operationId: 'exportTickets',
  method: 'GET',
  path: '/api/v1/tickets/export',
  summary:
    'Every ticket of a list with all that it holds, as CSV or as an Excel workbook; who exported what is kept',
  tag,
  access: 'tickets:export',
  query: z.object({
    filter: z.string().max(filterJsonMax).optional(),
    sort: ticketSort.default('-activity'),
    format: z.enum(exportFormats).default('csv'),
    /** Names it to the live events that tell how far it is, on the exporter's own screens. */
    exportId: id.optional(),
    /** Between cells of CSV: spreadsheets in countries that write 1,5 expect semicolons. */
    separator: z.enum(['comma', 'semicolon']).default('comma'),
  }),
  responses: { 200: null },
  responseType: 'text/csv',
  errors: ['filters.invalid'],
});

export const viewRoutes = [
  listViews,
  createView,
  updateView,
  deleteView,
  restoreView,
  listTickets,
  exportTickets,
];
