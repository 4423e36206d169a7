import { queryOptions } from '@tanstack/react-query';
import type { Routine, RoutineBody, RoutineSchedule } from '@ventanilla/contracts/routines';
import type { View } from '@ventanilla/contracts/views';
import { dataOf, ifMatch } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** The description of the API cannot say which fields a filter may ask about: a field of one's own is any key. */
export const toRoutines = ({ items }: { items: unknown[] }) => items as Routine[];

/** Routines in their order, archived ones last. */
export const routinesQuery = queryOptions({
  queryKey: ['routines'],
  queryFn: async () => toRoutines(await dataOf(api.GET('/api/v1/routines'))),
});

/** The routines of a support desk that come with the product. */
export const templateQuery = queryOptions({
  queryKey: ['routines', 'template'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/routines/template'))).items,
});

/** When something would next be due. */
export const previewQuery = (schedule: RoutineSchedule) =>
  queryOptions({
    queryKey: ['routines', 'preview', schedule],
    queryFn: () => dataOf(api.POST('/api/v1/routines/preview', { body: { schedule } })),
    retry: false,
    gcTime: 60_000,
  });

/** Saved filters: an item may wait for one of them to be empty. */
export const evidenceViewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/views'))).items as View[],
});

const at = (routineId: string) => ({ path: { routineId } });

export const routineRequests = {
  save: (routine: Pick<Routine, 'id' | 'version'> | null, body: RoutineBody) =>
    routine
      ? dataOf(
          api.PUT('/api/v1/routines/{routineId}', {
            params: { ...at(routine.id), header: ifMatch(routine.version) },
            body,
          }),
        )
      : dataOf(api.POST('/api/v1/routines', { body })),
  archive: (routineId: string, archived: boolean) =>
    dataOf(api.PUT('/api/v1/routines/{routineId}/archived', { params: at(routineId), body: { archived } })),
  order: async (routineIds: string[]) =>
    toRoutines(await dataOf(api.PUT('/api/v1/routines/order', { body: { routineIds } }))),
  applyTemplate: async () => toRoutines(await dataOf(api.POST('/api/v1/routines/template', { body: {} }))),
};
