import { hueOf, initials } from '@ventanilla/web';
import clsx from 'clsx';
import type { CSSProperties } from 'react';
import classes from './avatar.module.css';

interface AvatarProps {
  name: string;
  /** Their photo; initials stand in where there is none. */
  photoUrl?: string | null;
  /** `sm` 22 px on cards, `md` 30 px beside messages, `lg` 34 px at the head of a panel, `xl` 64 px. */
  size?: 'sm' | 'md' | 'lg' | 'xl';
  /** What it says to whoever hovers or listens; left out where the name stands beside it. */
  label?: string;
}

/** A photo, or initials on a colour that is always the same for the same name. */
export function Avatar({ name, photoUrl, size = 'sm', label }: AvatarProps) {
  const style = { '--hue': hueOf(name) } as CSSProperties;
  return (
    <span
      className={clsx(classes.avatar, classes[size])}
      style={style}
      title={label}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {photoUrl ? <img src={photoUrl} alt="" className={classes.photo} /> : initials(name)}
    </span>
  );
}
