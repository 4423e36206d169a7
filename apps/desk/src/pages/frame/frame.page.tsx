import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import clsx from 'clsx';
import { Suspense } from 'react';
import { useBoardFeed } from '../../features/board/use-board-feed.ts';
import { useBrandTint } from '../../shared/brand/use-brand-tint.ts';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useLiveConnection } from '../../shared/live/use-live-connection.ts';
import { MeContext, sessionQuery, useMe } from '../../shared/session/session.ts';
import classes from './frame.module.css';
import { FrameBanners } from './frame-banners.tsx';
import { FrameLayers } from './frame-layers.tsx';
import { FrameNav } from './frame-nav.tsx';

// They wait for the first piece of news: they come right after the first route is drawn.
const Toasts = lazyPart(async () => ({
  default: (await import('../../features/board/notices/toasts.tsx')).Toasts,
}));

const NoticeWatch = lazyPart(async () => ({
  default: (await import('../../features/notifications/notice-watch.tsx')).NoticeWatch,
}));

/** The frame around every page behind signing in: sidebar, or icon rail beside a ticket; a bottom bar on phones. */
export function FramePage() {
  const { data: me } = useQuery(sessionQuery);
  // Whose session ended is on the way to signing in.
  return me ? (
    <MeContext value={me}>
      <Frame />
    </MeContext>
  ) : null;
}

function Frame() {
  const { t } = useTranslation();
  const isTicket = useRouterState({
    select: ({ location: { pathname } }) => pathname.startsWith('/tickets/') && pathname !== '/tickets/new',
  });
  useBrandTint(useMe().organizationColor);
  useLiveConnection();
  useBoardFeed();
  return (
    <div className={clsx(classes.app, isTicket && classes.rail)}>
      <a className={classes.skip} href="#content">
        {t('nav.skipToContent')}
      </a>
      <FrameNav isRail={isTicket} />
      <div className={classes.column}>
        <FrameBanners />
        <main id="content" className={classes.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Suspense>
        <Toasts />
      </Suspense>
      <Suspense>
        <NoticeWatch />
      </Suspense>
      <FrameLayers />
    </div>
  );
}
