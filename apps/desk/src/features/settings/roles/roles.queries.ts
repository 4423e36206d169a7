import { queryOptions, useQuery } from '@tanstack/react-query';
import { type BuiltInRole, dataOf, type Role } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';

/** Every role with its powers, built-in ones first. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/roles'))).items,
});

/** What a role is called: built-in ones by a phrase. */
export function useRoleName(): (role: Pick<Role, 'key' | 'name'>) => string {
  const { t } = useTranslation('desk');
  return ({ key, name }) => name ?? t(`role.${key as BuiltInRole}`);
}

/** The roles as one chooses among them: key and name. Empty until they are here. */
export function useRoleOptions(): { value: string; label: string }[] {
  const nameOf = useRoleName();
  const { data: roles = [] } = useQuery(rolesQuery);
  return roles.map((role) => ({ value: role.key, label: nameOf(role) }));
}
