import { Notifications } from '@mantine/notifications';
import classes from './short-notices.module.css';

/** Where short notices stand. Those told before it is here wait in their store. */
export function ShortNotices() {
  return <Notifications className={classes.place} position="bottom-center" limit={4} />;
}
