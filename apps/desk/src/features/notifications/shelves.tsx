import type { NotificationGroup, UnreadNotifications } from '@ventanilla/web';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './centre.module.css';
import type { Shelf } from './notifications.queries.ts';

const groups = ['mine', 'answers', 'times', 'house'] as const satisfies readonly NotificationGroup[];
const shelves: readonly Shelf[] = [null, ...groups, 'postponed'];
/** These are there only while they hold something. */
const seldom: ReadonlySet<Shelf> = new Set<Shelf>(['house', 'postponed']);

interface ShelvesProps {
  unread: UnreadNotifications | undefined;
  shelf: Shelf;
  onShelf(shelf: Shelf): void;
}

/** What of the centre is shown: everything, a group, or what is put off, each with how much there is. */
export function Shelves({ unread, shelf, onShelf }: ShelvesProps) {
  const { t } = useTranslation('notifications');
  const countOf = (one: Shelf) => {
    if (!unread) return 0;
    if (one === null) return unread.all.value;
    return one === 'postponed' ? unread.postponed : unread.groups[one];
  };
  return (
    <div className={classes.tabs} role="group" aria-label={t('groups')}>
      {shelves.map((one) => {
        const count = countOf(one);
        if (seldom.has(one) && count === 0 && shelf !== one) return null;
        return (
          <button
            key={one ?? 'all'}
            type="button"
            className={classes.tab}
            aria-pressed={shelf === one}
            onClick={() => onShelf(one)}
          >
            {t(`group.${one ?? 'all'}`)} {count > 0 ? <b>{count}</b> : null}
          </button>
        );
      })}
    </div>
  );
}
