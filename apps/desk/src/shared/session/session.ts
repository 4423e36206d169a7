import { queryOptions } from '@tanstack/react-query';
import { dataOf, isProblem, type Me, type Permission } from '@ventanilla/web';
import { createContext, useContext } from 'react';
import { api } from '../api/api.ts';

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await dataOf(api.GET('/api/v1/session'));
    } catch (error) {
      if (isProblem(error, 'auth.required')) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whoever is signed in, for everything drawn in the frame. */
export const MeContext = createContext<Me | null>(null);

/** Whoever is signed in; only for screens inside the frame, which is not drawn for anybody else. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside the signed-in frame');
  return me;
}

/** Whether the person signed in holds a permission, to draw or leave out a whole screen; objects carry `can`. */
export function useHolds(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}
