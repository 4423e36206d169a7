import type { RoutineRun, RoutineRunItem } from '@ventanilla/contracts/routine-runs';
import { useActions } from '../../shared/actions/use-actions.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import type { ItemCommands } from './duty-item.tsx';

interface Focused {
  run: RoutineRun;
  item: RoutineRunItem;
}

const places = () => [...document.querySelectorAll<HTMLElement>('[data-duty][data-item]')];

/** Goes to the item after or before the one with the focus; from elsewhere, to the first that is open. */
function move(by: 1 | -1): boolean {
  const all = places();
  const here = all.findIndex((place) => place === document.activeElement);
  const firstOpen = all.findIndex((place) => place.querySelector('[data-state="open"]'));
  const next = here === -1 ? Math.max(0, firstOpen) : here + by;
  const place = all[next];
  if (!place) return false;
  place.focus();
  place.scrollIntoView({ block: 'nearest' });
  return true;
}

/** The keys of one's duties, on the item with the focus; each is a button, too. */
export function useDutyKeys(
  /** The duties as they are when a key asks, which may be before they are drawn. */
  read: () => readonly RoutineRun[],
  { toggle, note, skip, undo }: ItemCommands & { undo(): void },
): void {
  const { t } = useTranslation('routines');
  /** Does it with the item in focus; where none is, the focus goes to one. */
  const on = (act: (focused: Focused) => void) => () => {
    const place = places().find((one) => one === document.activeElement);
    const run = read().find(({ id }) => id === place?.dataset['duty']);
    const item = run?.items.find(({ id }) => id === place?.dataset['item']);
    if (run && item) act({ run, item });
    else return move(1);
  };
  useActions('routines', [
    { id: 'next', name: t('actions.next'), keys: ['j'], keyOnly: true, run: () => move(1) },
    { id: 'previous', name: t('actions.previous'), keys: ['k'], keyOnly: true, run: () => move(-1) },
    { id: 'tick', name: t('actions.tick'), keys: ['x'], run: on(({ run, item }) => toggle(run, item)) },
    { id: 'note', name: t('actions.note'), keys: ['n'], run: on(({ run, item }) => note(run, item)) },
    { id: 'skip', name: t('actions.skip'), keys: ['s'], run: on(({ run, item }) => skip(run, [item])) },
    {
      id: 'skip-all',
      name: t('actions.skipAll'),
      keys: ['S'],
      run: on(({ run }) =>
        skip(
          run,
          run.items.filter(({ state }) => state === 'open'),
        ),
      ),
    },
    {
      id: 'open',
      name: t('actions.open'),
      keys: ['o'],
      run: on(({ item }) => {
        if (item.filterText !== null && document.activeElement instanceof HTMLElement)
          document.activeElement.click();
      }),
    },
    { id: 'undo', name: t('actions.undo'), keys: ['z'], run: undo },
  ]);
}
