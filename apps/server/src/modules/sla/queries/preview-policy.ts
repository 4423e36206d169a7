import type { SlaPolicyBody } from '@ventanilla/contracts/sla';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import type { CalendarBook, CalendarBooks } from '../../calendar/index.ts';
import { type ClockFacts, listOpenTicketIds, readClockFacts } from '../../tickets/index.ts';
import { clocksOf, termsOf } from '../rules/ticket-clocks.rules.ts';
import { type PolicyRow, readPolicies } from '../sla.store.ts';

/** Open tickets that a preview looks at. */
const previewMax = 5_000;

/** How the open tickets that the actor sees would be promised, were this policy saved. Throws `sla.not_found`. */
export async function previewPolicy(
  input: { policy: SlaPolicyBody; policyId: string | null; now: Date; actor: Actor },
  db: Db,
  { books }: { books: CalendarBooks },
) {
  const all = await readPolicies({ onlyActive: false }, db);
  const candidate = asRow(input, all);
  const then = (
    input.policyId === null
      ? [candidate, ...all]
      : all.map((row) => (row.id === candidate.id ? candidate : row))
  ).filter(({ active }) => active);
  const now = all.filter(({ active }) => active);
  const ids = await listOpenTicketIds({ after: null, limit: previewMax + 1, actor: input.actor }, db);
  const ticketIds = ids.slice(0, previewMax);
  const book = await books.read(db);
  const before = await readClockFacts({ ticketIds, filters: now.map(({ filter }) => filter) }, db);
  const after = await readClockFacts({ ticketIds, filters: then.map(({ filter }) => filter) }, db);
  const policyBefore = new Map(before.map((facts) => [facts.ticketId, facts]));
  const result = { matching: 0, moving: 0, lateNow: 0, lateThen: 0, capped: ids.length > previewMax };
  for (const facts of after) {
    const old = policyBefore.get(facts.ticketId)!;
    if (facts.fits === null || then[facts.fits]!.id !== candidate.id) continue;
    result.matching += 1;
    if (old.fits === null || now[old.fits]!.id !== candidate.id) result.moving += 1;
    if (isLate(old, { policies: now, book, at: input.now })) result.lateNow += 1;
    if (isLate(facts, { policies: then, book, at: input.now })) result.lateThen += 1;
  }
  return result;
}

function asRow(
  { policy, policyId }: { policy: SlaPolicyBody; policyId: string | null },
  all: readonly PolicyRow[],
): PolicyRow {
  const { calendarId, ...said } = policy;
  if (policyId === null) return { id: '', position: 0, version: 1, calendar_id: calendarId, ...said };
  const known = all.find(({ id }) => id === policyId);
  if (!known) throw new AppError('sla.not_found');
  return { ...known, calendar_id: calendarId, ...said };
}

function isLate(
  facts: ClockFacts,
  { at, ...rules }: { policies: readonly PolicyRow[]; book: CalendarBook; at: Date },
): boolean {
  const rows = clocksOf({ facts, terms: termsOf(facts, rules), before: [], now: at }, () => '');
  return rows.some(({ ended_at, breached_at }) => ended_at === null && breached_at !== null);
}
