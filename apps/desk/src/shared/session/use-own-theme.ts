import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useMe } from './session.ts';

/** Takes over the theme of one's profile. Whoever left it to the computer keeps what this browser remembers. */
export function useOwnTheme(): void {
  const { theme } = useMe().preferences;
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (theme !== 'system') setColorScheme(theme);
  }, [theme, setColorScheme]);
}
