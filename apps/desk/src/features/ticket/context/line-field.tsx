import { Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, type TicketDetail, ticketNumber } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { linesQuery } from '../../../shared/departments/lines.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../../shared/live/own-actions.ts';
import { notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { ticketQuery } from '../ticket.queries.ts';

type Line = TicketDetail['line'];

/** Of which line a ticket is, to be said by hand where one may. */
export function LineField({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation('ticket');
  const queryClient = useQueryClient();
  const { data: lines = [] } = useQuery(linesQuery);
  const { ticket, line } = detail;
  const { queryKey } = ticketQuery(ticket.id);
  const show = (next: Line) => queryClient.setQueryData(queryKey, (now) => now && { ...now, line: next });
  const put = async (next: Line, before: Line) => {
    noteOwnAction(ticket.id);
    show(next);
    try {
      const params = { path: { ticketId: ticket.id } };
      const body = { lineId: next?.id ?? null };
      await dataOf(api.PUT('/api/v1/tickets/{ticketId}/line', { params, body }));
      return true;
    } catch (error) {
      show(before);
      notifyProblem(error);
      return false;
    } finally {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  const choose = async (lineId: string | null) => {
    const found = lines.find(({ id }) => id === lineId);
    const next = found ? { id: found.id, name: found.name } : null;
    if (!(await put(next, line))) return;
    const number = ticketNumber(ticket.number);
    const sentence = next ? t('done.lined', { number, line: next.name }) : t('done.linedToNone', { number });
    notifyUndoable(sentence, { label: t('undo.label'), run: () => void put(line, next) });
  };
  if (!ticket.can.includes('classify')) return <>{line?.name ?? t('context.noLine')}</>;
  const options = lines.filter(({ id, active }) => active || id === line?.id);
  return (
    <Select
      size="xs"
      aria-label={t('context.line')}
      placeholder={t('context.noLine')}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
      value={line?.id ?? null}
      clearable
      clearButtonProps={{ 'aria-label': t('context.leaveLine') }}
      onChange={(value) => void choose(value)}
    />
  );
}
