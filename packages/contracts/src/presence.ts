import { z } from 'zod';
import { id, instant } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'live';

/** What somebody does in a ticket that is open in front of them; the later one says more. */
export const presenceStates = ['viewing', 'writing_note', 'writing_reply'] as const;
export const presenceState = z.enum(presenceStates);
export type PresenceState = z.infer<typeof presenceState>;

/** How often a tab says again that its ticket is still open, in ms. */
export const presenceRenewMs = 20_000;
/** How long somebody counts as present without saying so again, in ms. */
export const presenceStaysMs = 45_000;

/** One agent in a ticket: the id alone, because names are with the agents. `since`: in this state. */
export const presentAgent = z.object({ id, state: presenceState, since: instant });
export type PresentAgent = z.infer<typeof presentAgent>;

/**
 * Data of the live stream's `presence`: everybody in one ticket now, the reader among them; nobody: they all left.
 * It has no `id:`, as it is no part of the log.
 */
export const ticketPresence = z.object({ ticketId: id, agents: z.array(presentAgent) });
export type TicketPresence = z.infer<typeof ticketPresence>;

export const announcePresence = defineRoute({
  operationId: 'announcePresence',
  method: 'PUT',
  path: '/api/v1/live/presence',
  summary: 'Says which ticket is open in a tab of the caller and what they do there; holds for 45 s',
  tag,
  access: 'tickets:read',
  body: z.object({
    /** Chosen by the tab: what it says replaces what it said before. */
    tabId: z.string().regex(/^[\w-]{8,40}$/),
    /** null: the tab has left. */
    ticketId: id.nullable(),
    state: presenceState.default('viewing'),
  }),
  responses: { 204: null },
  errors: ['auth.forbidden', 'tickets.not_found', 'http.rate_limited'],
});

export const listPresence = defineRoute({
  operationId: 'listPresence',
  method: 'GET',
  path: '/api/v1/live/presence',
  summary: 'Who is in which ticket now, for the tickets that the caller may see; then the stream tells',
  tag,
  access: 'tickets:read',
  responses: { 200: z.object({ items: z.array(ticketPresence) }) },
  errors: [],
});

export const presenceRoutes = [announcePresence, listPresence];
