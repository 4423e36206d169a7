import { sql } from 'kysely';
import type { Db } from './db/database.ts';

/** Tells every process of something that concerns one agent alone; it goes beside the log, and may be lost. */
export const agentNewsChannel = 'ventanilla_agent_news';

/** What travels between processes: whose it is, the name of the live event and its data: ids and enums, never words. */
export interface AgentNews {
  agentId: string;
  event: string;
  data: unknown;
}

/**
 * Tells some agents' open screens; they hear of it when the transaction of `db`, if there is one, is committed. Inside
 * a request it is told after its transaction, because whoever tells holds a lock of the whole server while it commits.
 */
export async function tellAgents(news: readonly AgentNews[], db: Db): Promise<void> {
  if (news.length === 0) return;
  const payloads = news.map((one) => JSON.stringify(one));
  await sql`select pg_notify(${agentNewsChannel}, p) from unnest(${payloads}::text[]) p`.execute(db);
}
