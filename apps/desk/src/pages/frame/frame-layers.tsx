import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsSections } from '../../features/settings/sections.ts';
import { setSingleKeys } from '../../shared/actions/actions.ts';
import { closeLayer, openLayer, useDeskLayer } from '../../shared/actions/desk-layer.ts';
import { useActions } from '../../shared/actions/use-actions.ts';
import { useMe } from '../../shared/session/session.ts';

const KeysSheet = lazy(async () => ({
  default: (await import('../../shared/components/keys-sheet.tsx')).KeysSheet,
}));

/** What lies over every page, with what can be done anywhere: the sheet of keys and the pages of the desk. */
export function FrameLayers() {
  const layer = useDeskLayer();
  const { singleKeys } = useMe().preferences;
  useEffect(() => setSingleKeys(singleKeys), [singleKeys]);
  useActionsAnywhere();
  return <Suspense>{layer === 'keys' ? <KeysSheet onClose={closeLayer} /> : null}</Suspense>;
}

function useActionsAnywhere() {
  const { t } = useTranslation(['keys', 'settings']);
  const navigate = useNavigate();
  const { permissions } = useMe();
  const sections = settingsSections.filter(({ permission }) => permissions.includes(permission));
  useActions('go', [
    { id: 'board', name: t('go.board'), run: () => void navigate({ to: '/' }) },
    {
      id: 'new-ticket',
      name: t('go.newTicket'),
      keys: ['c'],
      enabled: permissions.includes('tickets:create'),
      run: () => void navigate({ to: '/tickets/new' }),
    },
    { id: 'search', name: t('go.search'), run: () => void navigate({ to: '/search' }) },
    { id: 'profile', name: t('go.profile'), run: () => void navigate({ to: '/profile' }) },
    ...sections.map(({ key, phrase }) => ({
      id: key,
      name: t('go.settings', { section: t(`settings:sections.${phrase}`) }),
      run: () => void navigate({ to: '/settings/$section', params: { section: key } }),
    })),
  ]);
  useActions('everywhere', [{ id: 'keys', name: t('open'), keys: ['?'], run: () => openLayer('keys') }]);
}
