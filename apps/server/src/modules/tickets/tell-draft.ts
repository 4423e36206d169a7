import type { LiveDraftFrame } from '@ventanilla/contracts/live';
import { tellAgents } from '../../platform/agent-news.ts';
import type { Platform } from '../../platform/platform.ts';

/** Whose draft is another one now, which one, and its revision; never what it says. */
interface DraftNews extends LiveDraftFrame {
  agentId: string;
}

/** Tells its writer's open screens, after the commit; a notice that is lost costs a look at the next focus. */
export function tellDraft({ agentId, ...data }: DraftNews, { db, log }: Pick<Platform, 'db' | 'log'>): void {
  tellAgents([{ agentId, event: 'draft', data }], db).catch((error: unknown) =>
    log.warn({ err: error }, 'a changed draft could not be told'),
  );
}
