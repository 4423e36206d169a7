import { useQueryClient } from '@tanstack/react-query';
import type { TriageItem } from '@ventanilla/contracts/triage';
import { ticketNumber } from '@ventanilla/web';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { isOwnAction } from '../../shared/live/own-actions.ts';
import { notifyDone } from '../../shared/notify.tsx';
import { useMe } from '../../shared/session/session.ts';
import { ticketQuery } from '../../shared/tickets/ticket-query.ts';
import { readCard } from '../../shared/tickets/ticket-requests.ts';
import { ownerAdviceQuery } from './triage.queries.ts';

/**
 * The ticket in focus: it stays while the queue moves around it, and when it leaves by somebody else's hand that is said.
 * While it is being answered it stays all the same: what is typed would be taken for keys that act on the next one. The
 * one after it is fetched before it is its turn.
 */
export function useFocus(items: readonly TriageItem[], answeredId: string | null) {
  const { t } = useTranslation('triage');
  const queryClient = useQueryClient();
  const me = useMe().agent.id;
  const [held, hold] = useState<TriageItem | null>(null);
  const toldId = useRef<string | null>(null);
  const hasLeft = held !== null && !items.some(({ id }) => id === held.id);
  const kept = hasLeft && held.id === answeredId ? held : null;
  const focus = items.find(({ id }) => id === held?.id) ?? kept ?? items[0] ?? null;
  const tellLeft = async ({ id, card }: TriageItem) => {
    const present = await readCard(id).catch(() => undefined);
    const why =
      present?.owner && present.owner.id !== me && !present.closedAt
        ? t('done.leftOwner', { name: present.owner.name })
        : t(present?.closedAt ? 'done.leftClosed' : 'done.leftOther');
    notifyDone(t('done.left', { number: ticketNumber(card.number), why }));
  };
  const follow = useEffectEvent(() => {
    if (hasLeft && !isOwnAction(held.id) && toldId.current !== held.id) {
      toldId.current = held.id;
      void tellLeft(held);
    }
    hold(focus);
  });
  const focusId = focus?.id ?? null;
  useEffect(() => follow(), [focusId, hasLeft]);
  const at = items.findIndex(({ id }) => id === focusId);
  const nextId = items[at === 0 ? 1 : 0]?.id ?? null;
  useEffect(() => {
    if (!nextId) return;
    void queryClient.prefetchQuery(ticketQuery(nextId));
    void queryClient.prefetchQuery(ownerAdviceQuery(nextId));
  }, [nextId, queryClient]);
  return {
    focus,
    at,
    look: hold,
    /** To whatever is first. */
    release: () => hold(null),
    move: (by: 1 | -1) => {
      const next = items[at + by];
      if (next) hold(next);
      return next !== undefined;
    },
  };
}
