import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { dataOf, type paths } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

type Answer = paths['/api/v1/backups']['get']['responses'][200]['content']['application/json'];
export type Backups = Answer;
export type BackupRun = Answer['runs'][number];

const key = 'backups';

const isUnderWay = ({ state }: BackupRun) => state === 'waiting' || state === 'running';

/** Schedule, health and the last copies; asked for often while one is being made. */
export const backupsQuery = queryOptions({
  queryKey: [key, 'all'],
  queryFn: () => dataOf(api.GET('/api/v1/backups')),
  refetchInterval: ({ state }) => (state.data?.runs.some(isUnderWay) ? 2_000 : 60_000),
});

/** Whether copies are made as they should be, for the index of the settings. */
export const backupHealthQuery = queryOptions({
  queryKey: [key, 'health'],
  queryFn: () => dataOf(api.GET('/api/v1/backups/health')),
  refetchInterval: 300_000,
  staleTime: 60_000,
});

export function refreshBackups(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [key] });
}
