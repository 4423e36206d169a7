import { useFocusTrap } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Notification, NotificationGroup } from '@ventanilla/web';
import { BellOff, SlidersHorizontal, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeLayer } from '../../shared/actions/desk-layer.ts';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { LoadMore } from '../../shared/components/load-more.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { unreadQuery } from '../../shared/notices/unread.queries.ts';
import { useMe } from '../../shared/session/session.ts';
import classes from './centre.module.css';
import { NoticeLine } from './notice-line.tsx';
import { noticesQuery } from './notifications.queries.ts';
import { QuietControl } from './quiet-control.tsx';
import { useMarks } from './use-marks.ts';

const groups = ['mine', 'answers', 'times', 'house'] as const satisfies readonly NotificationGroup[];

/** The notices of whoever is signed in, over the page: at its upper right, on a phone all of it. */
export function NoticeCentre({ switches }: { switches: ReactNode }) {
  const { t } = useTranslation(['notifications', 'desk']);
  const [group, setGroup] = useState<NotificationGroup | null>(null);
  const query = useInfiniteQuery(noticesQuery(group));
  const { data: unread } = useQuery(unreadQuery);
  const marks = useMarks();
  const panel = useRef<HTMLDivElement>(null);
  const trap = useFocusTrap();
  const lines = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const onKeyDown = useCentreKeys({ panel, lines, marks });
  useClickOutside(panel);
  useFirstLine(panel, lines.length > 0);
  return (
    <div
      ref={(element) => {
        panel.current = element;
        trap(element);
      }}
      className={classes.panel}
      role="dialog"
      aria-modal
      aria-label={t('title')}
      onKeyDown={onKeyDown}
    >
      <header className={classes.head}>
        <h2 tabIndex={-1} data-autofocus>
          {t('title')}
        </h2>
        <button
          type="button"
          className={classes.text}
          disabled={!unread?.all.value}
          onClick={() => void marks.markAll()}
        >
          {t('markAll')}
        </button>
        <Link
          to="/profile"
          hash="notices"
          className={classes.tool}
          aria-label={t('settings')}
          title={t('settings')}
          onClick={() => closeLayer()}
        >
          <SlidersHorizontal size={14} strokeWidth={1.75} aria-hidden />
        </Link>
        <button
          type="button"
          className={classes.tool}
          aria-label={t('desk:actions.close')}
          title={t('desk:actions.close')}
          onClick={() => closeLayer()}
        >
          <X size={14} strokeWidth={1.75} aria-hidden />
        </button>
      </header>
      <div className={classes.tabs} role="group" aria-label={t('groups')}>
        {[null, ...groups].map((each) => {
          const count = each ? (unread?.groups[each] ?? 0) : (unread?.all.value ?? 0);
          if (each === 'house' && count === 0 && group !== 'house') return null;
          return (
            <button
              key={each ?? 'all'}
              type="button"
              className={classes.tab}
              aria-pressed={group === each}
              onClick={() => setGroup(each)}
            >
              {t(`group.${each ?? 'all'}`)} {count > 0 ? <b>{count}</b> : null}
            </button>
          );
        })}
      </div>
      <p className={classes.undone} role="status">
        {marks.readAll ? (
          <>
            {t('read', { count: marks.readAll.count })}
            <button type="button" className={classes.text} onClick={() => void marks.takeBack()}>
              {t('undo')}
            </button>
          </>
        ) : null}
      </p>
      <Lines query={query} lines={lines} marks={marks} />
      <footer className={classes.foot}>
        {switches}
        <QuietControl />
      </footer>
    </div>
  );
}

type Marks = ReturnType<typeof useMarks>;

interface LinesProps {
  query: {
    isError: boolean;
    isPending: boolean;
    error: unknown;
    refetch(): Promise<unknown>;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage(): Promise<unknown>;
  };
  lines: readonly Notification[];
  marks: Marks;
}

function Lines({ query, lines, marks }: LinesProps) {
  const { t } = useTranslation('notifications');
  const showSkeleton = useDelayed(query.isPending);
  if (query.isError && lines.length === 0)
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending)
    return <div className={classes.list}>{showSkeleton ? <SkeletonCards count={3} /> : null}</div>;
  if (lines.length === 0)
    return (
      <div className={classes.none}>
        <EmptyState
          icon={<BellOff size={18} strokeWidth={1.75} />}
          title={t('emptyTitle')}
          text={t('emptyText')}
        />
      </div>
    );
  return (
    // A list that scrolls is reached by key through its lines.
    <div className={classes.list}>
      <ul aria-label={t('list')}>
        {lines.map((line) => (
          <NoticeLine
            key={line.id}
            line={line}
            onMark={(read) => void marks.mark(line, read)}
            onOpen={() => {
              if (line.readAt === null) void marks.mark(line, true);
              closeLayer();
            }}
          />
        ))}
      </ul>
      <LoadMore query={query} />
    </div>
  );
}

/** `j` and `k` or arrows move, `u` marks unread or read, Escape closes; Enter follows the link it stands on. */
function useCentreKeys({
  panel,
  lines,
  marks,
}: {
  panel: { current: HTMLElement | null };
  lines: readonly Notification[];
  marks: Marks;
}) {
  const { singleKeys } = useMe().preferences;
  const move = (by: 1 | -1) => {
    const links = [...(panel.current?.querySelectorAll<HTMLElement>('[data-notice]') ?? [])];
    const at = links.findIndex((link) => link.parentElement?.contains(document.activeElement));
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  return (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Escape') {
      event.stopPropagation();
      return closeLayer();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
    const isDown = key === 'ArrowDown' || (singleKeys && key === 'j');
    if (isDown || key === 'ArrowUp' || (singleKeys && key === 'k')) {
      event.preventDefault();
      return move(isDown ? 1 : -1);
    }
    if (key !== 'u' || !singleKeys) return;
    const id =
      document.activeElement?.parentElement?.querySelector<HTMLElement>('[data-notice]')?.dataset.notice;
    const line = lines.find((one) => one.id === id);
    if (line) void marks.mark(line, line.readAt === null);
  };
}

/** As soon as there are lines the first has the focus, unless whoever looks went elsewhere meanwhile. */
function useFirstLine(panel: { current: HTMLElement | null }, hasLines: boolean) {
  const wasThere = useRef(false);
  useEffect(() => {
    if (!hasLines || wasThere.current) return;
    wasThere.current = true;
    // The trap takes the focus a moment after it is mounted.
    const timer = setTimeout(() => {
      const { activeElement } = document;
      const isElsewhere = panel.current?.contains(activeElement) && activeElement?.tagName !== 'H2';
      if (!isElsewhere) panel.current?.querySelector<HTMLElement>('[data-notice]')?.focus();
    }, 50);
    return () => clearTimeout(timer);
  }, [hasLines, panel]);
}

function useClickOutside(panel: { current: HTMLElement | null }) {
  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !panel.current?.contains(target)) closeLayer();
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [panel]);
}
