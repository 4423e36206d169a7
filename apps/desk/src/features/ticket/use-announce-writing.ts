import { useNow } from '../../shared/hooks/use-now.ts';
import { useAnnouncePresence } from '../../shared/live/use-presence.ts';
import { isBlank } from './composer/draft-store.ts';
import type { WritingHandle } from './composer/use-writing.ts';

/** How long after the last change somebody still counts as writing, in ms. */
const writesForMs = 30_000;

/** Says to colleagues that this ticket is open here, and whether an answer or a note is being written now. */
export function useAnnounceWriting(ticketId: string, { drafts }: WritingHandle): void {
  const now = useNow();
  const { kind } = drafts.draft;
  const part = drafts.draft[kind];
  const isWriting =
    !isBlank(part) && part.changedAt !== null && now.getTime() - Date.parse(part.changedAt) < writesForMs;
  useAnnouncePresence(ticketId, isWriting ? `writing_${kind}` : 'viewing');
}
