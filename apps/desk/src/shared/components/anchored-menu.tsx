import { Menu, Portal } from '@mantine/core';
import type { ReactNode } from 'react';

interface AnchoredMenuProps {
  /** The button that it stands at, which was there before the menu was loaded. */
  opener: HTMLElement;
  label: string;
  /** In px. */
  width?: number;
  onClose(): void;
  children: ReactNode;
}

/** An open menu at a button of the page; whoever opened it gives the focus back. */
export function AnchoredMenu({ opener, label, width = 220, onClose, children }: AnchoredMenuProps) {
  const { left, top, width: wide, height } = opener.getBoundingClientRect();
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-end"
      width={width}
      returnFocus={false}
      closeOnItemClick={false}
      // The place is in the page's fixed layer, which the library takes for scrolled out of sight.
      hideDetached={false}
    >
      {/* Within a bar that is moved by a transform, a fixed place would be counted from that bar. */}
      <Portal>
        <Menu.Target>
          <span
            aria-hidden
            style={{ position: 'fixed', left, top, width: wide, height, pointerEvents: 'none' }}
          />
        </Menu.Target>
      </Portal>
      <Menu.Dropdown aria-label={label}>{children}</Menu.Dropdown>
    </Menu>
  );
}
