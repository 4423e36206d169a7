import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { dataOf } from '@ventanilla/web';
import { SetupDone } from '../features/session/setup-done.tsx';
import { SetupForm } from '../features/session/setup-form.tsx';
import { api } from '../shared/api/api.ts';
import { FailedState } from '../shared/components/failed-state.tsx';

const route = getRouteApi('/setup');

/** The first set-up, by the one-time link. */
export function SetupPage() {
  const { token } = route.useSearch();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({
    queryKey: ['setup'],
    queryFn: () => dataOf(api.GET('/api/v1/setup')),
  });
  if (error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (!data.needed) return <SetupDone />;
  return <SetupForm token={token} onDone={() => navigate({ to: '/' })} />;
}
