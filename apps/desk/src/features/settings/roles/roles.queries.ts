import { queryOptions, useQuery } from '@tanstack/react-query';
import { type BuiltInRole, dataOf } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';

/** Every role with its powers, built-in ones first. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/roles'))).items,
});

/** The roles as one chooses among them: key and name. Empty until they are here. */
export function useRoleOptions(): { value: string; label: string }[] {
  const { t } = useTranslation('desk');
  const { data: roles = [] } = useQuery(rolesQuery);
  return roles.map(({ key, name }) => ({ value: key, label: name ?? t(`role.${key as BuiltInRole}`) }));
}
