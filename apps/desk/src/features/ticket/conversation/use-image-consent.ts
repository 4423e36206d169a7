import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TicketMessage } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { imageSendersQuery } from '../ticket.queries.ts';

/** Whether the remote images of a message are shown, and how that is decided: once, or always for its sender. */
export function useImageConsent({ id, from, hasRemoteImages }: TicketMessage) {
  const queryClient = useQueryClient();
  const { data: senders } = useQuery({ ...imageSendersQuery, enabled: hasRemoteImages });
  const [isShownOnce, setIsShownOnce] = useState(false);
  const sender = from?.toLowerCase() ?? null;
  const isTrusted = sender !== null && senders?.includes(sender) === true;

  /** At once on screen; taken back when the server did not keep it. */
  const decide = async (trust: boolean) => {
    if (sender === null) return;
    const { queryKey } = imageSendersQuery;
    const before = queryClient.getQueryData(queryKey);
    const others = (before ?? []).filter((each) => each !== sender);
    queryClient.setQueryData(queryKey, trust ? [sender, ...others] : others);
    const params = { path: { messageId: id } };
    try {
      if (trust) await api.PUT('/api/v1/messages/{messageId}/image-sender', { params });
      else await api.DELETE('/api/v1/messages/{messageId}/image-sender', { params });
    } catch (error) {
      queryClient.setQueryData(queryKey, before);
      notifyProblem(error);
    }
  };
  return {
    isShown: isShownOnce || isTrusted,
    isTrusted,
    sender,
    showOnce: () => setIsShownOnce(true),
    trust: () => void decide(true),
    distrust: () => {
      setIsShownOnce(false);
      void decide(false);
    },
  };
}
