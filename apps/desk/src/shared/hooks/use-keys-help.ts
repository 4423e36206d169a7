import { useDisclosure } from '@mantine/hooks';
import { useShortcuts } from './use-shortcuts.ts';

/** Whether the list of keys is open; `?` opens it. */
export function useKeysHelp() {
  const [opened, { open, close }] = useDisclosure(false);
  useShortcuts({ '?': open });
  return { opened, open, close };
}
