import { VisuallyHidden } from '@mantine/core';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import classes from './page-top.module.css';

interface PageTopProps {
  title: string;
  /** What stands before the title, as a way back. */
  before?: ReactNode;
  /** What stands beside the title and gives way to the rest. */
  beside?: ReactNode;
  /** Search and buttons, at the right. */
  children?: ReactNode;
  /** Keeps the title for listeners only, where the content says it already; on phones, where room is short. */
  titleHidden?: boolean | 'phone';
}

/** The bar at the top of a page, 52 px, with its only `h1`. */
export function PageTop({ title, before, beside, children, titleHidden = false }: PageTopProps) {
  return (
    <header className={classes.top}>
      {before}
      {titleHidden === true ? (
        <VisuallyHidden component="h1">{title}</VisuallyHidden>
      ) : (
        <h1 className={clsx(classes.title, titleHidden === 'phone' && classes.wideOnly)}>{title}</h1>
      )}
      <div className={classes.grow}>{beside}</div>
      {children}
    </header>
  );
}
