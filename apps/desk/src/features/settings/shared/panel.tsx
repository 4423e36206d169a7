import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailedState } from '../../../shared/components/failed-state.tsx';
import { SkeletonLines } from '../../../shared/components/skeleton.tsx';
import { useDelayed } from '../../../shared/hooks/use-delayed.ts';
import classes from './panel.module.css';

interface PanelProps {
  title: string;
  /** What the section is for, in one or two sentences. */
  lead: string;
  /** The button that adds something. */
  action?: ReactNode;
  children: ReactNode;
}

/** One section of the settings with its heading. */
export function Panel({ title, lead, action, children }: PanelProps) {
  return (
    <>
      <header className={classes.head}>
        <div>
          <h2>{title}</h2>
          <p>{lead}</p>
        </div>
        {action}
      </header>
      {children}
    </>
  );
}

/** Rows in a box; each row is an `li`. */
export function Rows({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface LoadedProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'refetch'>;
  children(data: T): ReactNode;
}

/** What a query brought, or why not yet. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const showSkeleton = useDelayed(query.isPending);
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  return showSkeleton ? <SkeletonLines widths={[70, 90, 60]} /> : null;
}
