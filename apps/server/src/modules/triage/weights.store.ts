import { type TriageSettings, triageChangesShown } from '@ventanilla/contracts/triage';
import { defaultTriageWeights, type TriageWeights } from '@ventanilla/contracts/triage.rules';
import { sql } from 'kysely';
import { toInstant } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/database.ts';

/** What holds now. */
export async function readWeights(db: Db): Promise<TriageWeights> {
  const { rows } = await sql<{ weights: TriageWeights }>`
    select weights from triage_weights order by version desc limit 1`.execute(db);
  // A factor that came later counts as it does where nobody said anything.
  return { ...defaultTriageWeights, ...rows[0]?.weights };
}

/** What holds now with how it was before, newest first. */
export async function readSettings(db: Db): Promise<TriageSettings> {
  const { rows } = await sql<{ version: number; weights: TriageWeights; at: Date; name: string }>`
    select w.version, w.weights, w.at, a.name from triage_weights w join agents a on a.id = w.agent_id
    order by w.version desc limit ${sql.lit(triageChangesShown)}`.execute(db);
  const changes = rows.map(({ version, weights, at, name }) => ({
    version,
    weights: { ...defaultTriageWeights, ...weights },
    at: toInstant(at),
    agentName: name,
  }));
  const [last] = changes;
  return { weights: last?.weights ?? defaultTriageWeights, version: last?.version ?? 0, changes };
}
