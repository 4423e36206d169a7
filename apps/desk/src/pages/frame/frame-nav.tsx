import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { Inbox, ListChecks, Search, Settings2, ShieldAlert, UserRound } from 'lucide-react';
import { type ComponentType, Suspense } from 'react';
import { boardQuery, useBoardRef } from '../../features/board/board.queries.ts';
import { yourTurnCount } from '../../features/board/board.rules.ts';
import { problemCountQuery } from '../../features/settings/problems/problems.queries.ts';
import { settingsSections } from '../../features/settings/sections.ts';
import { BrandMark } from '../../shared/brand/brand-mark.tsx';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { Bell } from '../../shared/notices/bell.tsx';
import { useMe } from '../../shared/session/session.ts';
import classes from './frame.module.css';

// Its menu needs what places layers: it comes right after the first route is drawn.
const UserMenu = lazyPart(async () => ({
  default: (await import('../../features/session/user-menu.tsx')).UserMenu,
}));

/** What is finished is found there by another choice. */
const open = { state: 'open' } as const;

interface NavLinkProps {
  to: '/' | '/mine' | '/routines' | '/search' | '/spam' | '/settings';
  search?: { state: 'open' };
  icon: ComponentType<{ size?: number; strokeWidth?: number; 'aria-hidden'?: boolean; className?: string }>;
  label: string;
  badge?: number | '!';
  badgeLabel?: string;
  /** What is on screen belongs there, though it is a page of its own. */
  isPlace?: boolean;
}

function NavLink({ to, search, icon: Icon, label, badge = 0, badgeLabel, isPlace = false }: NavLinkProps) {
  return (
    <Link
      to={to}
      search={search}
      className={classes.link}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      aria-current={isPlace ? 'true' : undefined}
      title={label}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className={classes.icon} />
      <span className={classes.label}>{label}</span>
      {badge ? (
        <span className={classes.badge} role="img" aria-label={badgeLabel}>
          {badge !== '!' && badge > 99 ? '99+' : badge}
        </span>
      ) : null}
    </Link>
  );
}

/** The main navigation, with only what exists. */
export function FrameNav({ isRail }: { isRail: boolean }) {
  const { t } = useTranslation(['desk', 'arrival']);
  const me = useMe();
  const { permissions } = me;
  const isPlaceOfBoard = useRouterState({
    select: ({ location }) => ['/list', '/triage', '/team'].includes(location.pathname),
  });
  const { data: board } = useQuery(boardQuery(useBoardRef()));
  const seesProblems = permissions.includes('set_aside:manage');
  const { data: trouble } = useQuery({ ...problemCountQuery, enabled: seesProblems });
  const problems = trouble?.all.value ?? 0;
  const failing = trouble?.failingMailboxes ?? 0;
  const yourTurn = board ? yourTurnCount(board) : 0;
  const hasSettings = settingsSections.some(({ permission }) => permissions.includes(permission));
  return (
    <nav className={classes.nav} aria-label={t('nav.main')}>
      <div className={classes.brand}>
        <BrandMark name={me.organizationName} logoUrl={me.organizationLogoUrl} labelClass={classes.label} />
      </div>
      <NavLink
        to="/"
        icon={Inbox}
        label={t('nav.board')}
        isPlace={isRail || isPlaceOfBoard}
        badge={yourTurn}
        badgeLabel={t('nav.toYourTurn', { count: yourTurn })}
      />
      <NavLink to="/mine" search={open} icon={UserRound} label={t('nav.mine')} />
      <NavLink to="/routines" icon={ListChecks} label={t('nav.routines')} />
      <NavLink to="/search" icon={Search} label={t('nav.search')} />
      <NavLink to="/spam" icon={ShieldAlert} label={t('nav.spam')} />
      {isRail ? (
        <div className={classes.bell}>
          <Bell />
        </div>
      ) : null}
      <div className={classes.space} />
      {hasSettings ? (
        <NavLink
          to="/settings"
          icon={Settings2}
          label={t('nav.settings')}
          // A mailbox that fails shows even where nothing waits in the tray.
          badge={problems || (failing ? '!' : 0)}
          badgeLabel={[
            problems ? t('nav.problems', { count: problems }) : '',
            failing ? t('arrival:failing', { count: failing }) : '',
          ]
            .filter(Boolean)
            .join(', ')}
        />
      ) : null}
      <Suspense fallback={<span className={classes.userPlace} />}>
        <UserMenu isRail={isRail} />
      </Suspense>
    </nav>
  );
}
