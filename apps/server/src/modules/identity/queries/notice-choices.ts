import { completeChoices, type NoticeChoices } from '@ventanilla/contracts/notification.rules';
import type { Preferences } from '@ventanilla/contracts/preferences';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { AgentToTell } from './agents-who-may.ts';

/** Somebody with what they chose about notices. */
export interface NoticeChooser extends AgentToTell {
  choices: NoticeChoices;
  /** The zone of their quiet hours: their own, or the house's. */
  timeZone: string;
}

/** What each of these agents chose about notices, by id; whoever may not sign in is not among them. */
export async function readNoticeChoosers(
  { agentIds }: { agentIds: readonly string[] },
  db: Db,
): Promise<Map<string, NoticeChooser>> {
  if (agentIds.length === 0) return new Map();
  const { rows } = await sql<AgentToTell & { preferences: Partial<Preferences>; zone: string | null }>`
    select a.id, a.name, a.email, a.language, a.preferences, 
      (select b.time_zone from brands b order by b.created_at, b.id limit 1) as zone
    from agents a where a.id = any(${[...agentIds]}::uuid[]) and a.active`.execute(db);
  return new Map(
    rows.map(({ preferences, zone, ...agent }) => {
      const choices = completeChoices(preferences.notices);
      return [agent.id, { ...agent, choices, timeZone: choices.timeZone ?? zone ?? 'UTC' }];
    }),
  );
}
