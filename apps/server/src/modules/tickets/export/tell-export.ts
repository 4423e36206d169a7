import type { LiveExportFrame } from '@ventanilla/contracts/live';
import type { Actor } from '../../../platform/actor.ts';
import { tellAgents } from '../../../platform/agent-news.ts';
import type { Db } from '../../../platform/db/database.ts';
import { countExport } from './export-tickets.ts';

type Asked = Parameters<typeof countExport>[0] & { actor: Actor; exportId?: string | undefined };

/** Tells the exporter's open screens how far an export is, where they named it; whoever did not is told nothing. */
export async function tellExport(asked: Asked, db: Db): Promise<(rows: number) => Promise<void>> {
  const { exportId, actor } = asked;
  if (exportId === undefined || actor.kind !== 'agent' || actor.id === null) return async () => undefined;
  const agentId = actor.id;
  const total = await countExport(asked, db);
  const tell = (rows: number) => {
    const data: LiveExportFrame = { exportId, rows, total };
    return tellAgents([{ agentId, event: 'export', data }], db);
  };
  await tell(0);
  return tell;
}
