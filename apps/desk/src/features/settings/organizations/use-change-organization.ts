import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type OrganizationPart, type OrganizationSettings } from '@ventanilla/web';
import { useRef } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { organizationChangesQuery } from './organizations.queries.ts';

export type Chosen = { id: string; name: string } | null;
type Pages = InfiniteData<{ items: OrganizationSettings[]; nextCursor: string | null }>;

/** Saves one part of an organisation as it is chosen: at once on the screen, back where the server says no; undoable. */
export function useChangeOrganization(organization: OrganizationSettings) {
  const { t } = useTranslation('organizations');
  const queryClient = useQueryClient();
  const { id } = organization;
  /** One change after the other: each needs the version that the one before made. */
  const turn = useRef(Promise.resolve());
  const version = useRef(organization.version);
  const show = (change: Partial<OrganizationSettings>) =>
    queryClient.setQueriesData<Pages>(
      { queryKey: ['organization-settings'] },
      (known) =>
        known && {
          ...known,
          pages: known.pages.map((page) => ({
            ...page,
            items: page.items.map((one) => (one.id === id ? { ...one, ...change } : one)),
          })),
        },
    );
  const put = async (part: OrganizationPart, to: Chosen): Promise<boolean> => {
    // Somebody else's change may have come meanwhile.
    version.current = Math.max(version.current, organization.version);
    try {
      const params = { path: { organizationId: id }, header: ifMatch(version.current) };
      const body = { [`${part}Id`]: to?.id ?? null };
      const after = await dataOf(api.PATCH('/api/v1/organizations/{organizationId}', { params, body }));
      version.current = after.version;
      show({ version: after.version });
      return true;
    } catch (error) {
      notifyProblem(error);
      await queryClient.invalidateQueries({ queryKey: ['organization-settings'] });
      return false;
    } finally {
      void queryClient.invalidateQueries(organizationChangesQuery(id));
    }
  };
  const apply = (part: OrganizationPart, to: Chosen): Promise<boolean> => {
    show({ [part]: to });
    const result = turn.current.then(() => put(part, to));
    turn.current = result.then(() => undefined);
    return result;
  };
  return async (part: OrganizationPart, to: Chosen) => {
    const before = organization[part];
    if (!(await apply(part, to))) return;
    notifyUndoable(t('changed'), { label: t('undo'), run: () => void apply(part, before) });
  };
}
