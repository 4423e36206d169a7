import clsx from 'clsx';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  icon: ReactNode;
  tone?: 'verde' | 'accent' | 'gris' | 'ambar' | 'rojo';
  title: string;
  text?: string;
  /** What to do next: one button, two at most. */
  children?: ReactNode;
}

/** A place with nothing to show: what happened, what was not lost and what comes next. */
export function EmptyState({ icon, tone = 'gris', title, text, children }: EmptyStateProps) {
  return (
    <div className={classes.empty} role={tone === 'rojo' ? 'alert' : undefined}>
      <span className={clsx(classes.icon, classes[tone])} aria-hidden>
        {icon}
      </span>
      <b className={classes.title}>{title}</b>
      {text ? <p className={classes.text}>{text}</p> : null}
      {children ? <div className={classes.actions}>{children}</div> : null}
    </div>
  );
}
