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

/** What was done last, while it can be taken back: all were read at once, or one was put off. */
export type Done =
  | { kind: 'read'; count: number; undo: string }
  | { kind: 'postponed'; id: string; until: string };

/** Marks of one's own notices, drawn before the server has answered; where it refuses, what it has is drawn again. */
export function useMarks() {
  const queryClient = useQueryClient();
  const [done, setDone] = useState<Done | null>(null);

  const draw = (change: (line: Notification) => Notification | null) =>
    queryClient.setQueriesData<InfiniteData<NoticePage>>(
      { queryKey: listKey },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.flatMap((line) => change(line) ?? []),
          })),
        },
    );
  const setUnread = (unread: UnreadNotifications) => queryClient.setQueryData(unreadQuery.queryKey, unread);
  const failed = (error: unknown) => {
    notifyProblem(error);
    void queryClient.invalidateQueries({ queryKey: ['notifications'] });
  };

  const moveLine = async (line: Pick<Notification, 'id'>, ask: () => Promise<UnreadNotifications>) => {
    draw((one) => (one.id === line.id ? null : one));
    try {
      setUnread(await inTurn(ask));
      await queryClient.invalidateQueries({ queryKey: listKey });
    } catch (error) {
      failed(error);
    }
  };
  const bringBack = (line: Pick<Notification, 'id'>) => {
    setDone(null);
    return moveLine(line, () =>
      dataOf(api.POST('/api/v1/notifications/return', { body: { ids: [line.id] } })),
    );
  };

  return {
    done,
    bringBack,
    /** It leaves the centre until then. */
    postpone: (line: Notification, at: Date): Promise<void> =>
      moveLine(line, async () => {
        const until = at.toISOString();
        const unread = await dataOf(
          api.POST('/api/v1/notifications/postpone', { body: { ids: [line.id], until } }),
        );
        setDone({ kind: 'postponed', id: line.id, until });
        return unread;
      }),
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
        setDone(undo ? { kind: 'read', undo, count } : null);
      } catch (error) {
        failed(error);
      }
    },
    async takeBack(): Promise<void> {
      if (!done) return;
      setDone(null);
      if (done.kind === 'postponed') return bringBack(done);
      try {
        setUnread(await dataOf(api.POST('/api/v1/notifications/read/undo', { body: { undo: done.undo } })));
        await queryClient.invalidateQueries({ queryKey: listKey });
      } catch (error) {
        failed(error);
      }
    },
  };
}

export type Marks = ReturnType<typeof useMarks>;
