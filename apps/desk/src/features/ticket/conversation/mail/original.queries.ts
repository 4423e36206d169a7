import { queryOptions } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { api } from '../../../../shared/api/api.ts';

/** A received mail byte by byte; always a download. */
export function originalAddress(messageId: string): string {
  return `/api/v1/messages/${messageId}/original`;
}

/** Headers and text of a received mail as it came, for people. */
export const originalQuery = (messageId: string) =>
  queryOptions({
    queryKey: ['original', messageId],
    queryFn: () =>
      dataOf(api.GET('/api/v1/messages/{messageId}/source', { params: { path: { messageId } } })),
    // The original never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Reads a received mail again from its original; what became of it. */
export async function rereadMessage(messageId: string): Promise<'changed' | 'same' | 'unreadable'> {
  const params = { path: { messageId } };
  return (await dataOf(api.POST('/api/v1/messages/{messageId}/reread', { params }))).outcome;
}

/** What a message said before each time it was read again; newest first, none for most messages. */
export const versionsQuery = (messageId: string) =>
  queryOptions({
    queryKey: ['message-versions', messageId],
    queryFn: async () =>
      (await dataOf(api.GET('/api/v1/messages/{messageId}/versions', { params: { path: { messageId } } })))
        .items,
  });
