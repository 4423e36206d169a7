import { useQueryClient } from '@tanstack/react-query';
import { dataOf, duration, type TicketDetail, type TimeEntry } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../../shared/live/own-actions.ts';
import { notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { ticketQuery } from '../ticket.queries.ts';

const minuteMs = 60_000;

/** Minutes as people say them: «1 h 25 min». */
export const minutesText = (minutes: number) => duration(minutes * minuteMs);

export interface NewTime {
  minutes: number;
  billable: boolean;
}

/** Notes time on a ticket and takes one's own back; each can be undone. */
export function useTime(ticketId: string) {
  const { t } = useTranslation('time');
  const queryClient = useQueryClient();
  const { queryKey } = ticketQuery(ticketId);
  const show = (change: (entries: TimeEntry[]) => TimeEntry[]) =>
    queryClient.setQueryData(queryKey, (detail) => detail && withEntries(detail, change));
  const run = async <T>(request: () => Promise<T>): Promise<T | null> => {
    noteOwnAction(ticketId);
    try {
      return await request();
    } catch (error) {
      notifyProblem(error);
      return null;
    } finally {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  const post = async (body: NewTime): Promise<TimeEntry | null> => {
    const params = { path: { ticketId } };
    const entry = await run(() => dataOf(api.POST('/api/v1/tickets/{ticketId}/time', { params, body })));
    if (entry) show((entries) => [entry, ...entries.filter(({ id }) => id !== entry.id)]);
    return entry;
  };
  const drop = async ({ id: entryId }: TimeEntry): Promise<boolean> => {
    show((entries) => entries.filter(({ id }) => id !== entryId));
    const params = { path: { ticketId, entryId } };
    const done = await run(async () => {
      await api.DELETE('/api/v1/tickets/{ticketId}/time/{entryId}', { params });
      return true;
    });
    return done === true;
  };
  return {
    async add(body: NewTime): Promise<boolean> {
      const entry = await post(body);
      if (!entry) return false;
      const said = t('added', { time: minutesText(entry.minutes) });
      notifyUndoable(said, { label: t('undo'), run: () => void drop(entry) });
      return true;
    },
    async remove(entry: TimeEntry): Promise<void> {
      if (!(await drop(entry))) return;
      const { minutes, billable } = entry;
      notifyUndoable(t('removed'), { label: t('undo'), run: () => void post({ minutes, billable }) });
    },
  };
}

function withEntries(detail: TicketDetail, change: (entries: TimeEntry[]) => TimeEntry[]): TicketDetail {
  const { timeSpent } = detail;
  const entries = change(timeSpent.entries);
  const sum = (all: readonly TimeEntry[]) => all.reduce((total, { minutes }) => total + minutes, 0);
  const minutes = timeSpent.minutes - sum(timeSpent.entries) + sum(entries);
  return { ...detail, timeSpent: { minutes, entries, isAsked: timeSpent.isAsked && minutes === 0 } };
}
