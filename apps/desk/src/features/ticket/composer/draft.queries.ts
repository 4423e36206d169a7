import { queryOptions } from '@tanstack/react-query';
import { dataOf, type ServerDraft } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { type DraftKind, type DraftPart, uploadsInUse } from './draft-store.ts';

/** The own drafts of a ticket, and who else is writing one. */
export const draftsQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket-drafts', ticketId],
    queryFn: async () => {
      // What was saved after this moment is newer than the answer.
      const askedMs = performance.now();
      const found = await dataOf(
        api.GET('/api/v1/tickets/{ticketId}/drafts', { params: { path: { ticketId } } }),
      );
      return { ...found, askedMs };
    },
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
  });

/** Snapshots of one draft, newest first. */
export const draftVersionsQuery = (ticketId: string, kind: DraftKind) =>
  queryOptions({
    queryKey: ['ticket-draft-versions', ticketId, kind],
    queryFn: async () => {
      const params = { path: { ticketId, kind } };
      return (await dataOf(api.GET('/api/v1/tickets/{ticketId}/drafts/{kind}/versions', { params }))).items;
    },
    staleTime: 0,
  });

/** Keeps a draft on the server; `keepalive` lets the request outlive the page. */
export function saveDraft(input: {
  ticketId: string;
  kind: DraftKind;
  part: DraftPart;
  keepalive: boolean;
}): Promise<ServerDraft> {
  const { ticketId, kind, part, keepalive } = input;
  return dataOf(
    api.PUT('/api/v1/tickets/{ticketId}/drafts/{kind}', {
      params: { path: { ticketId, kind } },
      body: {
        html: part.html,
        cc: part.cc,
        bcc: part.bcc,
        uploadIds: uploadsInUse(part).map(({ id }) => id),
        seenMessageId: part.seenMessageId,
        answersMessageId: part.answersMessageId,
        from: part.from,
        rev: part.rev,
      },
      keepalive,
    }),
  );
}

export async function discardDraft(input: {
  ticketId: string;
  kind: DraftKind;
  keepalive: boolean;
}): Promise<void> {
  const { ticketId, kind, keepalive } = input;
  await api.DELETE('/api/v1/tickets/{ticketId}/drafts/{kind}', {
    params: { path: { ticketId, kind } },
    keepalive,
  });
}
