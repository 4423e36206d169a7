import { useFocusTrap, useMergedRef } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayAndTime, type Notification } from '@ventanilla/web';
import { BellOff, SlidersHorizontal, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { closeLayer } from '../../shared/actions/desk-layer.ts';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { LoadMore } from '../../shared/components/load-more.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { unreadQuery } from '../../shared/notices/unread.queries.ts';
import classes from './centre.module.css';
import { useCentreKeys } from './centre-keys.ts';
import { NoticeLine } from './notice-line.tsx';
import { noticesQuery, type Shelf } from './notifications.queries.ts';
import { QuietControl } from './quiet-control.tsx';
import { Shelves } from './shelves.tsx';
import { type Marks, useMarks } from './use-marks.ts';

/** The notices of whoever is signed in, over the page: at its upper right, on a phone all of it. */
export function NoticeCentre({ switches }: { switches: ReactNode }) {
  const { t } = useTranslation(['notifications', 'desk']);
  const [shelf, setShelf] = useState<Shelf>(null);
  const [postponing, setPostponing] = useState<string | null>(null);
  const query = useInfiniteQuery(noticesQuery(shelf));
  const { data: unread } = useQuery(unreadQuery);
  const marks = useMarks();
  const panel = useRef<HTMLDivElement>(null);
  // One and the same at every drawing: a new one would take the focus to the title again.
  const place = useMergedRef(panel, useFocusTrap());
  const lines = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const focusLine = (line: Notification | undefined) =>
    panel.current
      ?.querySelector<HTMLElement>(line ? `[data-notice="${CSS.escape(line.id)}"]` : 'h2')
      ?.focus();
  /** The focus of a line that goes passes to the one in its place. */
  const focusBeside = (line: Notification) => {
    const at = lines.findIndex(({ id }) => id === line.id);
    focusLine(lines[at + 1] ?? lines[at - 1]);
  };
  const onMoment = (line: Notification, at: Date | null) => {
    setPostponing(null);
    if (!at) return focusLine(line);
    focusBeside(line);
    void marks.postpone(line, at);
  };
  const onPostpone = (line: Notification) => {
    if (!line.postponedUntil) return setPostponing((now) => (now === line.id ? null : line.id));
    focusBeside(line);
    void marks.bringBack(line);
  };
  const onKeyDown = useCentreKeys({ panel, lines, marks, onPostpone });
  useClickOutside(panel);
  useFirstLine(panel, lines.length > 0);
  return (
    <div
      ref={place}
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
      <Shelves unread={unread} shelf={shelf} onShelf={setShelf} />
      <Done
        done={marks.done}
        onUndo={() => {
          // Its button goes.
          focusLine(lines[0]);
          void marks.takeBack();
        }}
      />
      <Lines
        query={query}
        shelf={shelf}
        lines={lines}
        marks={marks}
        postponing={postponing}
        onPostpone={onPostpone}
        onMoment={onMoment}
      />
      <footer className={classes.foot}>
        {switches}
        <QuietControl />
      </footer>
    </div>
  );
}

/** What was done last, and taking it back. */
function Done({ done, onUndo }: { done: Marks['done']; onUndo(): void }) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  return (
    <p className={classes.undone} role="status">
      {done ? (
        <>
          {done.kind === 'read'
            ? t('read', { count: done.count })
            : t('postponed', { when: dayAndTime(done.until, format) })}
          <button type="button" className={classes.text} onClick={onUndo}>
            {t('undo')}
          </button>
        </>
      ) : null}
    </p>
  );
}

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
  shelf: Shelf;
  lines: readonly Notification[];
  marks: Marks;
  /** Of which it is being asked until when. */
  postponing: string | null;
  onPostpone(line: Notification): void;
  /** Null: it stays. */
  onMoment(line: Notification, at: Date | null): void;
}

function Lines({ query, shelf, lines, marks, postponing, onPostpone, onMoment }: LinesProps) {
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
          text={t(shelf === 'postponed' ? 'emptyPostponed' : 'emptyText')}
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
            isPostponing={line.id === postponing}
            onMark={(read) => void marks.mark(line, read)}
            onPostpone={() => onPostpone(line)}
            onMoment={(at) => onMoment(line, at)}
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
