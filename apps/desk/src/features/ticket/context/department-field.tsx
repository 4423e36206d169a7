import { Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, type TicketCard, ticketNumber } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../../shared/live/own-actions.ts';
import { notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { ticketQuery } from '../ticket.queries.ts';

/** The department that a ticket is in, to be passed to another one where one may. */
export function DepartmentField({ ticket }: { ticket: TicketCard }) {
  const { t } = useTranslation('ticket');
  const queryClient = useQueryClient();
  const { data: departments = [] } = useQuery(departmentsQuery);
  const { queryKey } = ticketQuery(ticket.id);
  const show = (card: TicketCard) =>
    queryClient.setQueryData(queryKey, (detail) => detail && { ...detail, ticket: card });
  const put = (departmentId: string | null) => {
    noteOwnAction(ticket.id);
    const params = { path: { ticketId: ticket.id } };
    return dataOf(api.PUT('/api/v1/tickets/{ticketId}/department', { params, body: { departmentId } }));
  };
  /** Where it was, and to whoever lost it on the way. */
  const takeBack = async (after: TicketCard) => {
    try {
      let card = await put(ticket.department?.id ?? null);
      if (ticket.owner && !after.owner) {
        const params = { path: { ticketId: ticket.id } };
        const body = { agentId: ticket.owner.id };
        card = await dataOf(api.POST('/api/v1/tickets/{ticketId}/assign', { params, body }));
      }
      show(card);
    } catch (error) {
      notifyProblem(error);
    } finally {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  const pass = async (departmentId: string | null) => {
    const department = departments.find(({ id }) => id === departmentId) ?? null;
    show({ ...ticket, department: department && { id: department.id, name: department.name } });
    try {
      const after = await put(departmentId);
      show(after);
      const number = ticketNumber(ticket.number);
      const sentence = department
        ? t('done.passed', { number, department: department.name })
        : t('done.passedToNone', { number });
      notifyUndoable(sentence, { label: t('undo.label'), run: () => void takeBack(after) });
    } catch (error) {
      show(ticket);
      notifyProblem(error);
    } finally {
      void queryClient.invalidateQueries({ queryKey });
    }
  };

  if (!ticket.can.includes('set_department'))
    return <>{ticket.department?.name ?? t('context.noDepartment')}</>;
  const options = departments.filter(({ id, active }) => active || id === ticket.department?.id);
  return (
    <Select
      size="xs"
      aria-label={t('context.department')}
      placeholder={t('context.noDepartment')}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
      value={ticket.department?.id ?? null}
      clearable
      searchable={options.length > 8}
      clearButtonProps={{ 'aria-label': t('context.leaveDepartment') }}
      onChange={(value) => void pass(value)}
    />
  );
}
