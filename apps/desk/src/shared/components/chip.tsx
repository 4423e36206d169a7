import clsx from 'clsx';
import type { ReactNode } from 'react';
import classes from './chip.module.css';

export type Tone = 'naranja' | 'azul' | 'verde' | 'rojo' | 'ambar' | 'gris' | 'accent' | 'line';

/** The tone of each colour that an administrator chooses from. */
export const toneOf: Record<string, Tone> = {
  grey: 'gris',
  blue: 'azul',
  green: 'verde',
  amber: 'ambar',
  orange: 'naranja',
  red: 'rojo',
  accent: 'accent',
};

/** A short word on a tinted ground. Colour never speaks alone: the word or an icon says the same. */
export function Chip({
  tone = 'gris',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={clsx(classes.chip, classes[tone])}>
      {icon}
      {children}
    </span>
  );
}
