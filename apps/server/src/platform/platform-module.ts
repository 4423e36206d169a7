import { allRoutes } from '@ventanilla/contracts';
import {
  getHealth,
  getOpenApi,
  getReadiness,
  listSetAside,
  retrySetAside as retrySetAsideContract,
} from '@ventanilla/contracts/platform';
import { sql } from 'kysely';
import { toInstant } from './clock.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { AppError } from './errors.ts';
import { type Reaction, retrySetAside } from './events/index.ts';
import type { ReactionDeps } from './events/reactions.ts';
import { buildOpenApi, route } from './http/index.ts';
import { createPlatformJobs } from './jobs/platform-jobs.ts';
import type { Module } from './module.ts';
import type { Platform } from './platform.ts';

interface SetAsideRow {
  id: string;
  consumer: string;
  pos: number;
  type: string;
  subject_id: string;
  state: 'failed' | 'parked';
  error: string | null;
  attempts: number;
  at: Date;
}

/** Health, the reference of the API, and what reactions set aside. */
export function createPlatformModule(
  platform: Platform,
  input: { reactions: readonly Reaction[]; reactionDeps: ReactionDeps; isStopping: () => boolean },
): Module {
  let document: Record<string, unknown> | null = null;
  return {
    name: 'platform',
    jobs: createPlatformJobs(platform),
    routes: [
      route(getHealth, async () => ({ status: 'ok' as const })),
      route(getReadiness, async ({ reply }) => {
        const reasons = await readinessReasons(platform, input.isStopping());
        if (reasons.length === 0) return { status: 'ready' as const };
        reply.code(503);
        return { status: 'not_ready' as const, reasons };
      }),
      route(getOpenApi, async () => {
        document ??= buildOpenApi(allRoutes);
        return document;
      }),
      route(listSetAside, async ({ query }) => {
        const after = query.cursor ? decodeCursor(query.cursor, 1) : null;
        const { rows } = await sql<SetAsideRow>`
          select s.id, s.consumer, s.pos, e.type, s.subject_id, s.state, s.error, s.attempts, s.at
          from event_set_aside s join events e on e.id = s.event_id
          where ${after ? sql`s.id < ${after[0]}::uuid` : sql`true`}
          order by s.id desc limit ${query.limit + 1}`.execute(platform.db);
        const items = rows.slice(0, query.limit);
        const last = items.at(-1);
        return {
          items: items.map((row) => ({
            id: row.id,
            consumer: row.consumer,
            position: row.pos,
            eventType: row.type,
            subjectId: row.subject_id,
            state: row.state,
            error: row.error,
            attempts: row.attempts,
            at: toInstant(row.at),
          })),
          nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
        };
      }),
      route(retrySetAsideContract, async ({ params }) => {
        const row = await platform.db
          .selectFrom('event_set_aside')
          .select(['consumer', 'subject_id'])
          .where('id', '=', params.setAsideId)
          .executeTakeFirst();
        const reaction = input.reactions.find(({ name }) => name === row?.consumer);
        if (!row || !reaction) throw new AppError('set_aside.not_found');
        return retrySetAside({ reaction, subjectId: row.subject_id }, input.reactionDeps);
      }),
    ],
  };
}

async function readinessReasons(platform: Platform, stopping: boolean): Promise<string[]> {
  if (stopping) return ['stopping'];
  try {
    await sql`select 1 from events_head`.execute(platform.db);
    return [];
  } catch {
    return ['database'];
  }
}
