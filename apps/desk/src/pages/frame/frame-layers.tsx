import { useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { LazyPalette, preloadPalette } from '../../features/search/palette/lazy-palette.tsx';
import { rememberRecent } from '../../features/search/recent-tickets.ts';
import { settingsSections } from '../../features/settings/sections.ts';
import { setSingleKeys } from '../../shared/actions/actions.ts';
import { closeLayer, openLayer, useDeskLayer } from '../../shared/actions/desk-layer.ts';
import { useActions } from '../../shared/actions/use-actions.ts';
import { useBulkLayer } from '../../shared/bulk/bulk-layer.ts';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useMe } from '../../shared/session/session.ts';

const KeysSheet = lazyPart(async () => ({
  default: (await import('../../shared/components/keys-sheet.tsx')).KeysSheet,
}));

const NoticeLayer = lazyPart(async () => {
  const [{ NoticeLayer: Layer }, { loadPhrases }] = await Promise.all([
    import('./notice-layer.tsx'),
    import('../../shared/i18n/page-phrases.ts'),
  ]);
  await loadPhrases('notifications');
  return { default: Layer };
});

// It waits for the first answer that is sent: it comes right after the first route is drawn.
const OutgoingSnack = lazyPart(async () => ({
  default: (await import('../../shared/outgoing/outgoing-snack.tsx')).OutgoingSnack,
}));

const BulkWatch = lazyPart(async () => {
  const [{ BulkWatch: Watch }, { loadPhrases }] = await Promise.all([
    import('../../shared/bulk/bulk-watch.tsx'),
    import('../../shared/i18n/page-phrases.ts'),
  ]);
  await loadPhrases('bulk');
  return { default: Watch };
});

const ProblemWatch = lazyPart(async () => ({
  default: (await import('../../features/settings/problems/problem-watch.tsx')).ProblemWatch,
}));

/** The palette's code comes once the first page has had its time. */
const paletteAfterMs = 2000;

/** What lies over every page, with what can be done anywhere: the palette, the sheet of keys, the pages of the desk. */
export function FrameLayers() {
  const layer = useDeskLayer();
  const { preferences, permissions } = useMe();
  const { singleKeys } = preferences;
  const navigate = useNavigate();
  useEffect(() => setSingleKeys(singleKeys), [singleKeys]);
  useActionsAnywhere();
  useRecentTickets();
  useEffect(() => {
    const timer = setTimeout(preloadPalette, paletteAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const goToTicket = useGoToTicket();
  const { followed, open } = useBulkLayer();
  return (
    <>
      <Suspense>
        <OutgoingSnack onUndone={goToTicket} />
      </Suspense>
      <Suspense>{followed.length > 0 || open ? <BulkWatch /> : null}</Suspense>
      <Suspense>
        {layer === 'keys' ? <KeysSheet onClose={closeLayer} /> : null}
        {layer === 'palette' ? <LazyPalette /> : null}
        {layer === 'notices' ? <NoticeLayer /> : null}
      </Suspense>
      <Suspense>
        {permissions.includes('set_aside:manage') ? (
          <ProblemWatch
            onShow={() => void navigate({ to: '/settings/$section', params: { section: 'set-aside' } })}
          />
        ) : null}
      </Suspense>
    </>
  );
}

/** An answer that was stopped from another page is gone on with in its ticket. */
function useGoToTicket() {
  const navigate = useNavigate();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  return (ticketId: string) => {
    if (here !== `/tickets/${ticketId}`) void navigate({ to: '/tickets/$ticketId', params: { ticketId } });
  };
}

function useActionsAnywhere() {
  const { t } = useTranslation(['keys', 'settings']);
  const navigate = useNavigate();
  const { permissions } = useMe();
  const sections = settingsSections.filter(({ permission }) => permissions.includes(permission));
  useActions('go', [
    { id: 'board', name: t('go.board'), run: () => void navigate({ to: '/' }) },
    { id: 'list', name: t('go.list'), run: () => void navigate({ to: '/list' }) },
    { id: 'triage', name: t('go.triage'), run: () => void navigate({ to: '/triage' }) },
    { id: 'routines', name: t('go.routines'), run: () => void navigate({ to: '/routines' }) },
    {
      id: 'team',
      name: t('go.team'),
      enabled: permissions.includes('team:manage'),
      run: () => void navigate({ to: '/team' }),
    },
    {
      id: 'new-ticket',
      name: t('go.newTicket'),
      keys: ['+'],
      enabled: permissions.includes('tickets:create'),
      run: () => void navigate({ to: '/tickets/new' }),
    },
    {
      id: 'mine',
      name: t('go.mine'),
      run: () => void navigate({ to: '/mine', search: { state: 'open' } }),
    },
    { id: 'search', name: t('go.search'), run: () => void navigate({ to: '/search' }) },
    { id: 'spam', name: t('go.spam'), run: () => void navigate({ to: '/spam' }) },
    { id: 'profile', name: t('go.profile'), run: () => void navigate({ to: '/profile' }) },
    ...sections.map(({ key, phrase }) => ({
      id: key,
      name: t('go.settings', { section: t(`settings:sections.${phrase}`) }),
      run: () => void navigate({ to: '/settings/$section', params: { section: key } }),
    })),
  ]);
  useActions('everywhere', [
    {
      id: 'palette',
      name: t('openPalette'),
      keys: ['mod+k', '/'],
      keyOnly: true,
      run: () => openLayer('palette'),
    },
    { id: 'keys', name: t('open'), keys: ['?'], run: () => openLayer('keys') },
    { id: 'notices', name: t('go.notices'), keys: ['v'], run: () => openLayer('notices') },
  ]);
}

/** Each ticket that is opened is remembered for the palette. */
function useRecentTickets() {
  const { agent } = useMe();
  const { ticketId } = useParams({ strict: false });
  useEffect(() => {
    if (ticketId) rememberRecent({ agentId: agent.id, ticketId });
  }, [agent.id, ticketId]);
}
