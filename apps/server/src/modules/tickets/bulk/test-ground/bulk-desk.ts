import type { BulkAction, BulkSelection } from '@ventanilla/contracts/bulk';
import * as contract from '@ventanilla/contracts/bulk';
import { sql } from 'kysely';
import { systemActor } from '../../../../platform/actor.ts';
import type { Timer } from '../../../../platform/timers/timers.ts';
import type { Work } from '../../../../platform/work.ts';
import { openTestDesk, type TestDesk } from '../../test-ground/desk.ts';
import { bulkTimer } from '../bulk.timer.ts';

/** A desk with what tests of runs ask of it. */
export interface BulkDesk extends TestDesk {
  /** Tickets that somebody answered, or nobody did, as rows; ids in the order of their numbers. */
  tickets(count: number, is?: { answered?: boolean; ownerId?: string | null }): Promise<string[]>;
  preview(as: string, selection: BulkSelection, action: BulkAction): Promise<contract.BulkPreview>;
  begin(as: string, selection: BulkSelection, action: BulkAction): Promise<contract.BulkRun>;
  /** Begun and done to the end. */
  run(as: string, selection: BulkSelection, action: BulkAction): Promise<contract.BulkRun>;
  undo(as: string, runId: string): Promise<contract.BulkRun>;
  stateOf(as: string, runId: string): Promise<contract.BulkRun>;
  failuresOf(as: string, runId: string): Promise<contract.BulkFailure[]>;
  /** One portion of a run, as a worker does it, in its transaction. */
  advance(runId: string, work?: Work): Promise<void>;
  /** What `column` says of each ticket. */
  valuesOf(ticketIds: readonly string[], column: string): Promise<unknown[]>;
}

export async function openBulkDesk(): Promise<BulkDesk> {
  const desk = await openTestDesk();
  const { app } = desk;
  const { db, ids, clock } = app.platform;
  const stateOf = async (as: string, runId: string) =>
    (await app.call(contract.getBulkRun, { as, params: { runId } })).body;
  const begin = async (as: string, selection: BulkSelection, action: BulkAction) => {
    const { body, code } = await app.call(contract.startBulk, { as, body: { selection, action } });
    if (code) throw new Error(`not begun: ${code}`);
    return body;
  };
  const fire = (runId: string, work: Work) =>
    bulkTimer(app.platform).fire({ subject_id: runId } as Timer, work);
  return {
    ...desk,
    begin,
    stateOf,
    async tickets(count, { answered = true, ownerId = null } = {}) {
      const contactId = ids.uuid();
      const made = Array.from({ length: count }, () => ids.uuid());
      await sql`insert into contacts (id, name, created_at) values (${contactId}, 'Rosa Cliente', ${clock.now()})`.execute(
        db,
      );
      await sql`insert into tickets (id, number, subject, requester_id, status_key, status_category, owner_id, created_at,
          activity_at, customer_last_at, first_answer_at)
        select id, nextval('ticket_number_seq'), 'Boletas', ${contactId}, 'open', 'open', ${ownerId}::uuid, ${clock.now()},
          ${clock.now()}, ${clock.now()}, ${answered ? clock.now() : null}::timestamptz
        from unnest(${made}::uuid[]) as id`.execute(db);
      return made;
    },
    async preview(as, selection, action) {
      return (await app.call(contract.previewBulk, { as, body: { selection, action } })).body;
    },
    async run(as, selection, action) {
      const { id } = await begin(as, selection, action);
      await app.settle();
      return stateOf(as, id);
    },
    async undo(as, runId) {
      const { body } = await app.call(contract.undoBulk, { as, params: { runId } });
      await app.settle();
      return stateOf(as, body.id);
    },
    async failuresOf(as, runId) {
      const { body } = await app.call(contract.listBulkFailures, { as, params: { runId } });
      return body.items;
    },
    async advance(runId, work) {
      if (work) return fire(runId, work);
      await app.platform.transact({ actor: systemActor }, (own) => fire(runId, own));
    },
    async valuesOf(ticketIds, column) {
      const { rows } = await sql<{ value: unknown }>`
        select t.${sql.ref(column)} as value from unnest(${[...ticketIds]}::uuid[]) with ordinality as n (id, place)
        join tickets t on t.id = n.id order by n.place`.execute(db);
      return rows.map(({ value }) => value);
    },
  };
}
