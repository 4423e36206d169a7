import type { LiveDraftFrame } from '@ventanilla/contracts/live';
import type { Platform } from '../../platform/platform.ts';

/** Tells every process that an agent's draft is another one now. */
export const draftChannel = 'ventanilla_draft';

/** What travels between processes: whose draft, which one, and its revision; never what it says. */
export interface DraftNews extends LiveDraftFrame {
  agentId: string;
}

/** Beside the log and after the commit; a notice that is lost costs a look at the next focus. */
export function tellDraft(news: DraftNews, { database, log }: Pick<Platform, 'database' | 'log'>): void {
  database.pool
    .query('select pg_notify($1, $2)', [draftChannel, JSON.stringify(news)])
    .catch((error: unknown) => log.warn({ err: error }, 'a changed draft could not be told'));
}
