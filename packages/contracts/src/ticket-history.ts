import { z } from 'zod';
import { id, instant } from './common.ts';
import { eventActor, proposalStates, statusCategories } from './events.ts';

/** A status as tickets name it; its label is read from the list of statuses. */
export const statusRef = z.object({ key: z.string(), category: z.enum(statusCategories) });

/** One line of the history: an event with the names it refers to resolved for reading. */
export const historyEntry = z.object({
  id: z.number().int(),
  at: instant,
  type: z.string(),
  actor: eventActor.extend({ name: z.string().nullable() }),
  /** Resolved values by type of event: names of agents, keys of statuses, names of what a ticket was classified as. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  how: z.string().nullable(),
  /** Name of the field or facet that was changed. */
  about: z.string().nullable(),
  /** What the actor said of it. */
  note: z.string().nullable(),
  messageId: id.nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const previousTicket = z.object({
  id,
  number: z.number().int(),
  subject: z.string(),
  status: statusRef,
  createdAt: instant,
  closedAt: instant.nullable(),
  /** Whether somebody of us ever answered it. */
  answered: z.boolean(),
  /** True for the one that this ticket continues. */
  continued: z.boolean(),
});
export type PreviousTicket = z.infer<typeof previousTicket>;

/** The author of a mail that an agent passed on, who may be the one to answer (R19). */
export const proposedRequester = z.object({
  messageId: id,
  name: z.string(),
  address: z.string(),
  state: z.enum(proposalStates),
});

export const ticketInterval = z.object({
  status: statusRef,
  ownerId: id.nullable(),
  ownerName: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
});
