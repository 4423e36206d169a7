import { type ReactNode, useId } from 'react';
import classes from './profile.module.css';

interface CardProps {
  title: string;
  /** What it is for, in a sentence or two. */
  lead: string;
  /** A button or chip at the right of the heading. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One matter of the profile in a box. */
export function Card({ title, lead, action, children }: CardProps) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <header className={classes.head}>
        <div>
          <h2 id={id}>{title}</h2>
          <p>{lead}</p>
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
