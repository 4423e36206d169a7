import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './banner.module.css';

const icons = { rojo: CircleAlert, ambar: TriangleAlert, azul: Info, verde: CircleCheck };

interface BannerProps {
  tone: keyof typeof icons;
  icon?: ReactNode;
  /** The first words, in bold. */
  title?: string;
  children?: ReactNode;
  /** A link or small button at its end. */
  action?: ReactNode;
  /** `alert` interrupts a screen reader; `status` waits its turn. */
  role?: 'alert' | 'status';
}

/** A notice within the page; tone, icon and words say the same. */
export function Banner({ tone, icon, title, children, action, role = 'status' }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={clsx(classes.banner, classes[tone])} role={role}>
      <span className={classes.icon}>{icon ?? <Icon size={16} strokeWidth={1.75} aria-hidden />}</span>
      <div className={classes.text}>
        {title ? <b>{title} </b> : null}
        {children}
      </div>
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}
