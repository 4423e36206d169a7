import { newIdempotencyKey } from '@ventanilla/web';
import { useEffect, useState } from 'react';
import { readNow } from '../../../shared/hooks/use-now.ts';
import { useMe } from '../../../shared/session/session.ts';
import {
  type Draft,
  type DraftKind,
  type DraftPart,
  emptyPart,
  readDraft,
  writeDraft,
} from './draft-store.ts';

export type PartChange = Partial<DraftPart> | ((part: DraftPart) => Partial<DraftPart>);

/** What is being written for a ticket, kept in this browser until it was sent. */
export function useDraft(ticketId: string) {
  const agentId = useMe().agent.id;
  const [draft, setDraft] = useState<Draft>(() =>
    readDraft({ agentId, ticketId }, { storage: localStorage, newKey: newIdempotencyKey, now: readNow() }),
  );
  const [isKept, setIsKept] = useState(true);
  useEffect(() => {
    setIsKept(writeDraft({ agentId, ticketId }, draft, localStorage));
  }, [agentId, ticketId, draft]);
  return {
    draft,
    /** False where the browser keeps nothing: what is written is lost with the page. */
    isKept,
    setKind: (kind: DraftKind) => setDraft((known) => ({ ...known, kind })),
    change: (kind: DraftKind, to: PartChange) =>
      setDraft((known) => {
        const part = known[kind];
        return { ...known, [kind]: { ...part, ...(typeof to === 'function' ? to(part) : to) } };
      }),
    clear: (kind: DraftKind) => setDraft((known) => ({ ...known, [kind]: emptyPart(newIdempotencyKey) })),
  };
}

export type DraftHandle = ReturnType<typeof useDraft>;
