import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The column at the right of a section; null where there is no room for one. */
export const AsideSlot = createContext<HTMLElement | null>(null);

/** Puts what a section has to say beside it into the column at the right; under the section on narrow screens. */
export function SettingsAside({ label, children }: { label: string; children: ReactNode }) {
  const slot = useContext(AsideSlot);
  const aside = <aside aria-label={label}>{children}</aside>;
  return slot ? createPortal(aside, slot) : null;
}
