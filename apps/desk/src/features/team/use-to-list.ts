import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Filter } from '@ventanilla/contracts/filters';
import { writeText } from '../../shared/filters/filters.queries.ts';
import { notifyProblem } from '../../shared/notify.tsx';

/** Opens the list of what a filter finds, with the filter as the reader would write it. */
export function useToList(): (filter: Filter) => void {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const go = async (filter: Filter) => {
    const q = await writeText(filter, queryClient);
    await navigate({ to: '/list', search: { q } });
  };
  return (filter) => void go(filter).catch(notifyProblem);
}
