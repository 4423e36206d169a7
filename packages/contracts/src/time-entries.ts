import { z } from 'zod';
import { id, instant } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'tickets';

/** Longest time that is noted at once: a day, in minutes. */
export const minutesMax = 1440;
/** Entries shown of one ticket; the sum counts every one. */
export const timeEntriesMax = 50;

/** Minutes that somebody worked on a ticket (W12, W14). */
export const timeEntry = z.object({
  id,
  agent: z.object({ id, name: z.string() }),
  minutes: z.number().int(),
  /** Whether the customer is charged for it. */
  billable: z.boolean(),
  at: instant,
});
export type TimeEntry = z.infer<typeof timeEntry>;

export const timeSpent = z.object({
  /** The sum of all. */
  minutes: z.number().int(),
  /** Newest first. */
  entries: z.array(timeEntry).max(timeEntriesMax),
  /** The rule of its department asks for it before closing, and nobody noted any. */
  isAsked: z.boolean(),
});
export type TimeSpent = z.infer<typeof timeSpent>;

const errors = ['tickets.not_found', 'tickets.beyond_scope'] as const;

export const addTimeEntry = defineRoute({
  operationId: 'addTimeEntry',
  method: 'POST',
  path: '/api/v1/tickets/{ticketId}/time',
  summary: 'Note the time that one worked on a ticket, in minutes; on a closed one too',
  tag,
  access: 'tickets:note',
  params: z.object({ ticketId: id }),
  body: z.object({
    minutes: z.number().int().min(1).max(minutesMax),
    billable: z.boolean().default(false),
  }),
  responses: { 201: timeEntry },
  errors: [...errors, 'tickets.is_spam'],
});

export const removeTimeEntry = defineRoute({
  operationId: 'removeTimeEntry',
  method: 'DELETE',
  path: '/api/v1/tickets/{ticketId}/time/{entryId}',
  summary: 'Take back time that one noted oneself; the history keeps that it was there',
  tag,
  access: 'tickets:note',
  params: z.object({ ticketId: id, entryId: id }),
  responses: { 204: null },
  errors: [...errors, 'time.not_found'],
});

export const timeEntryRoutes = [addTimeEntry, removeTimeEntry];
