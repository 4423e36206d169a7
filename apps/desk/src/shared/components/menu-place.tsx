import { Menu } from '@mantine/core';

/** Lets a menu stand at a button that was there before the menu was loaded. */
export function MenuPlace({ opener }: { opener: HTMLElement }) {
  const { left, top, width, height } = opener.getBoundingClientRect();
  return (
    <Menu.Target>
      <span aria-hidden style={{ position: 'fixed', left, top, width, height, pointerEvents: 'none' }} />
    </Menu.Target>
  );
}
