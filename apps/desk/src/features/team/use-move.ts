import { useQueryClient } from '@tanstack/react-query';
import type { TeamMember } from '@ventanilla/web';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyFailed, notifyNews, notifyProblem, notifyUndoable } from '../../shared/notify.tsx';
import { teamQuery, teamRequests } from './team.queries.ts';

type Person = Pick<TeamMember, 'id' | 'name'>;

/** Passes tickets from one agent to another, says of which it could not be done, and takes it back for 10 s. */
export function useMove() {
  const { t } = useTranslation(['team', 'desk']);
  const queryClient = useQueryClient();

  async function pass(ticketIds: string[], way: { from: Person; to: Person; anyway: boolean }) {
    const { from, to, anyway } = way;
    const outcomes = await teamRequests.move({ ticketIds, agentId: to.id, anyway });
    await queryClient.invalidateQueries({ queryKey: teamQuery.queryKey });
    const moved = outcomes.filter(({ problem }) => !problem).map(({ ticketId }) => ticketId);
    const refused = outcomes.flatMap(({ ticketId, problem }) => (problem ? [{ ticketId, ...problem }] : []));
    if (moved.length > 0)
      notifyUndoable(t('moved', { count: moved.length, name: to.name }), {
        label: t('undo'),
        run: () => run(moved, { from: to, to: from, anyway: true }),
      });
    const first = refused[0];
    if (!first) return;
    const message = t('notMoved', { count: refused.length, detail: first.detail });
    const overLimit = refused.filter(({ code }) => code === 'tickets.over_limit');
    if (overLimit.length === 0) return notifyFailed(message);
    notifyNews(message, {
      label: t('desk:actions.assignAnyway'),
      run: () =>
        run(
          overLimit.map(({ ticketId }) => ticketId),
          { ...way, anyway: true },
        ),
    });
  }
  function run(ticketIds: string[], way: { from: Person; to: Person; anyway: boolean }): void {
    pass(ticketIds, way).catch(notifyProblem);
  }
  return (ticketIds: string[], way: { from: Person; to: Person }) =>
    run(ticketIds, { ...way, anyway: false });
}
