import { type ReactNode, useId } from 'react';
import classes from './profile.module.css';

interface CardProps {
  title: string;
  /** What it is for, in a sentence or two. */
  lead: string;
  /** What «Buscar en ajustes» calls what is in it, by spaces. */
  setting?: string;
  /** A button or chip at the right of the heading. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One matter of the profile in a box. */
export function Card({ title, lead, setting, action, children }: CardProps) {
  const id = useId();
  return (
    <section
      className={classes.card}
      aria-labelledby={id}
      data-setting={setting}
      tabIndex={setting ? -1 : undefined}
    >
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
