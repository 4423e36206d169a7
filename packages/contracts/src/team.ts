import { z } from 'zod';
import { id, instant } from './common.ts';
import { goalProgress } from './goals.ts';
import { defineRoute } from './route.ts';

const tag = 'team';

/** The most open tickets that somebody may be said to handle at once. */
export const openMaxMax = 1_000;
/** Tickets that one move takes. */
export const movedMax = 200;

/** One agent as whoever looks after them sees them: of their tickets, those that the reader may see. */
export const teamMember = z.object({
  id,
  name: z.string(),
  photoUrl: z.string().nullable(),
  departmentIds: z.array(id),
  /** The desk is open in front of them. */
  here: z.boolean(),
  /** Open tickets that they handle at once; null: nobody said how many. */
  openMax: z.number().int().nullable(),
  open: z.number().int(),
  /** Of those, the ones that wait for them: new, or the customer wrote last. */
  waiting: z.number().int(),
  /** Of those, the ones whose time is over. */
  overdue: z.number().int(),
  /** Of their tickets, those answered or ended since midnight where they work. */
  attendedToday: z.number().int(),
  /** Their goals of today; none on a day on which nobody works. */
  goals: z.array(goalProgress),
  /** When we last wrote to the customer in one of them, or one of them was closed. */
  lastAt: instant.nullable(),
});
export type TeamMember = z.infer<typeof teamMember>;

export const getTeam = defineRoute({
  operationId: 'getTeam',
  method: 'GET',
  path: '/api/v1/team',
  summary:
    'The agents of the departments that the caller sees: who is here, what they have and how their day goes',
  tag,
  access: 'team:manage',
  responses: {
    200: z.object({
      items: z.array(teamMember),
      /** Open tickets that nobody has. */
      unassigned: z.number().int(),
    }),
  },
  errors: [],
});

export const setOpenMax = defineRoute({
  operationId: 'setOpenMax',
  method: 'PUT',
  path: '/api/v1/team/{agentId}/open-max',
  summary: 'Say how many open tickets an agent handles at once; null: any number',
  tag,
  access: 'team:manage',
  params: z.object({ agentId: id }),
  body: z.object({ openMax: z.number().int().min(1).max(openMaxMax).nullable() }),
  responses: { 200: z.object({ openMax: z.number().int().nullable() }) },
  errors: ['agents.not_found'],
});

export const moveTickets = defineRoute({
  operationId: 'moveTickets',
  method: 'POST',
  path: '/api/v1/team/moves',
  summary:
    'Give some tickets to another agent, each as if it were assigned by itself; what cannot be is told',
  tag,
  access: 'tickets:assign',
  body: z.object({
    ticketIds: z.array(id).min(1).max(movedMax),
    agentId: id,
    anyway: z.boolean().default(false),
  }),
  responses: {
    200: z.object({
      items: z.array(
        z.object({
          ticketId: id,
          /** Null: it was moved. `detail` in the caller's language. */
          problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
        }),
      ),
    }),
  },
  errors: [],
});

export const teamRoutes = [getTeam, setOpenMax, moveTickets];
