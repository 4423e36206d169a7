import type { LiveBoardsFrame, LiveViewsFrame } from '@ventanilla/contracts/live';
import { sql } from 'kysely';
import { tellAgents } from '../../platform/agent-news.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Shared } from './sharing.rules.ts';

type News = { event: 'boards'; data: LiveBoardsFrame } | { event: 'views'; data: LiveViewsFrame };

/** Tells the open screens of all who see a board or a view, or saw it before: `readers` is whose it was and is. */
export async function tellReaders(
  { event, data, readers }: News & { readers: readonly Shared[] },
  db: Db,
): Promise<void> {
  const isEveryones = readers.some(({ audience }) => audience === 'everyone');
  const owners = readers.map(({ owner_id }) => owner_id);
  const teams = readers.flatMap(({ team_id }) => (team_id === null ? [] : [team_id]));
  const { rows } = await sql<{ id: string }>`select a.id from agents a where a.active and (${isEveryones}
    or a.id = any(${owners}::uuid[])
    or exists (select from agent_teams m where m.agent_id = a.id and m.team_id = any(${teams}::uuid[])))`.execute(
    db,
  );
  await tellAgents(
    rows.map(({ id }) => ({ agentId: id, event, data })),
    db,
  );
}
