import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Role } from '@ventanilla/web';
import { useRef } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { rolesQuery } from './roles.queries.ts';
import type { Powers } from './roles.rules.ts';

/** Saves each change of a role as it is made, at once on the screen; back as it was where the server says no. */
export function useChangeRole(roleKey: string) {
  const { t } = useTranslation('roles');
  const queryClient = useQueryClient();
  const { queryKey } = rolesQuery;
  const turn = useRef(Promise.resolve());
  /** The notice of the change before: one at a time is enough of them. */
  const told = useRef<string>(undefined);
  const known = () => queryClient.getQueryData(queryKey)?.find(({ key }) => key === roleKey);
  const show = (changes: Partial<Role>) =>
    queryClient.setQueryData(queryKey, (roles) =>
      roles?.map((role) => (role.key === roleKey ? { ...role, ...changes } : role)),
    );
  const send = async (body: Partial<Powers>) => {
    try {
      const params = { path: { roleKey }, header: ifMatch(known()?.version ?? 0) };
      const { version } = await dataOf(api.PATCH('/api/v1/roles/{roleKey}', { params, body }));
      show({ version });
    } catch (error) {
      notifyProblem(error);
      await queryClient.invalidateQueries({ queryKey });
    }
  };
  const apply = (body: Partial<Powers>) => {
    show(body);
    turn.current = turn.current.then(() => send(body));
  };
  return (body: Partial<Powers>) => {
    const before = known();
    if (!before) return;
    apply(body);
    const was = Object.fromEntries(
      (Object.keys(body) as (keyof Powers)[]).map((part) => [part, before[part]]),
    );
    if (told.current) notifications.hide(told.current);
    told.current = notifyUndoable(t('changed'), { label: t('undo'), run: () => apply(was) });
  };
}
