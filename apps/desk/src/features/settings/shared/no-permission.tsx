import { useQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';

/** Most names said; with more, nobody reads them. */
const namesMax = 3;

/** A page that one may not see: what it is, and whom to ask. `title`: the page, where it has a name. */
export function NoPermission({ title }: { title?: string }) {
  const { t, language } = useTranslation(['settings', 'desk']);
  const { data: agents = [] } = useQuery(agentsQuery);
  const names = agents
    .filter(({ roleKey, active }) => roleKey === 'admin' && active)
    .slice(0, namesMax)
    .map(({ name }) => name);
  const list = new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
  return (
    <EmptyState
      icon={<Lock />}
      tone="ambar"
      title={title ? t('noPermission.title', { page: title }) : t('desk:states.noPermissionTitle')}
      text={list === '' ? t('desk:states.noPermissionText') : t('noPermission.text', { names: list })}
    />
  );
}
