import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { dataOf, type Notification, type UnreadNotifications } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../shared/api/api.ts';
import { readNow } from '../../shared/hooks/use-now.ts';
import { unreadQuery } from '../../shared/notices/unread.queries.ts';
import { notifyProblem } from '../../shared/notify.tsx';
import type { NoticePage } from './notifications.queries.ts';

const listKey = ['notifications', 'list'];

let marking: Promise<unknown> = Promise.resolve();

/** One after another: of two marks on one line the later one holds. */
function inTurn<T>(ask: () => Promise<T>): Promise<T> {
  const answer = marking.catch(() => undefined).then(ask);
  marking = answer;
  return answer;
}

/** All that were read at once, while that can be taken back. */
export interface ReadAll {
  count: number;
  undo: string;
}

/** Marks of one's own notices, drawn before the server has answered; where it refuses, what it has is drawn again. */
export function useMarks() {
  const queryClient = useQueryClient();
  const [readAll, setReadAll] = useState<ReadAll | null>(null);

  const draw = (change: (line: Notification) => Notification) =>
    queryClient.setQueriesData<InfiniteData<NoticePage>>(
      { queryKey: listKey },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })),
        },
    );
  const setUnread = (unread: UnreadNotifications) => queryClient.setQueryData(unreadQuery.queryKey, unread);
  const failed = (error: unknown) => {
    notifyProblem(error);
    void queryClient.invalidateQueries({ queryKey: ['notifications'] });
  };

  return {
    readAll,
    async mark(line: Notification, read: boolean): Promise<void> {
      const readAt = read ? readNow().toISOString() : null;
      draw((one) => (one.id === line.id ? { ...one, readAt } : one));
      try {
        setUnread(
          await inTurn(() =>
            dataOf(api.POST('/api/v1/notifications/marks', { body: { ids: [line.id], read } })),
          ),
        );
      } catch (error) {
        failed(error);
      }
    },
    async markAll(): Promise<void> {
      const readAt = readNow().toISOString();
      draw((line) => ({ ...line, readAt: line.readAt ?? readAt }));
      try {
        const { undo, count, unread } = await inTurn(() =>
          dataOf(api.POST('/api/v1/notifications/read', { body: {} })),
        );
        setUnread(unread);
        setReadAll(undo ? { undo, count } : null);
      } catch (error) {
        failed(error);
      }
    },
    async takeBack(): Promise<void> {
      if (!readAll) return;
      setReadAll(null);
      try {
        setUnread(
          await dataOf(api.POST('/api/v1/notifications/read/undo', { body: { undo: readAll.undo } })),
        );
        await queryClient.invalidateQueries({ queryKey: listKey });
      } catch (error) {
        failed(error);
      }
    },
  };
}
