import { Notifications } from '@mantine/notifications';

/** Where short notices stand. Those told before it is here wait in their store. */
export function ShortNotices() {
  return <Notifications position="bottom-center" limit={4} />;
}
