import type { DeskAction } from '../../shared/actions/actions.ts';
import { useActions } from '../../shared/actions/use-actions.ts';
import { useClassification } from '../../shared/classification/classification.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { priorityKeysMax } from './key-bar.tsx';
import type { Advice, Priority } from './use-advice.ts';

interface TriageKeysInput {
  /** What may be done with the ticket in focus; null: there is none. */
  can: readonly string[] | null;
  advice: Advice;
  onPriority(priority: Priority): void;
  onAssign(): void;
  onType(): void;
  onSkip(): void;
  onAnswer(): void;
  onAccept(): void;
  onUndo(): void;
  onDisagree(): void;
  onMove(by: 1 | -1): boolean;
  onPause(): void;
}

/** Enter presses what has the focus, but on the ticket itself. */
function isOnButton(event?: KeyboardEvent): boolean {
  return event?.target instanceof HTMLElement && event.target.closest('a, button, summary, input') !== null;
}

/** The keys of triage; each is a button, too. */
export function useTriageKeys({ can, advice, ...on }: TriageKeysInput): void {
  const { t } = useTranslation('triage');
  const { nameOf } = useClassification();
  const may = (action: string) => can?.includes(action) ?? false;
  const priorities = advice.priorities.slice(0, priorityKeysMax).map(
    (priority, at): DeskAction => ({
      id: `priority-${at + 1}`,
      name: t('actions.priority', { name: nameOf(priority) }),
      keys: [String(at + 1)],
      enabled: may('classify'),
      run: () => on.onPriority(priority),
    }),
  );
  const hasTicket = can !== null;
  useActions('triage', [
    {
      id: 'accept',
      name: t('actions.accept'),
      keys: ['Enter'],
      enabled: hasTicket,
      run: (event) => (isOnButton(event) ? false : on.onAccept()),
    },
    ...priorities,
    { id: 'assign', name: t('actions.assign'), keys: ['a'], enabled: may('assign'), run: on.onAssign },
    { id: 'type', name: t('actions.type'), keys: ['t'], enabled: may('classify'), run: on.onType },
    { id: 'skip', name: t('actions.skip'), keys: ['s'], enabled: hasTicket, run: on.onSkip },
    { id: 'answer', name: t('actions.answer'), keys: ['r'], enabled: may('reply'), run: on.onAnswer },
    { id: 'undo', name: t('actions.undo'), keys: ['z'], run: on.onUndo },
    { id: 'disagree', name: t('actions.disagree'), keys: ['d'], enabled: hasTicket, run: on.onDisagree },
    { id: 'next', name: t('actions.next'), keys: ['j'], keyOnly: true, run: () => on.onMove(1) },
    { id: 'previous', name: t('actions.previous'), keys: ['k'], keyOnly: true, run: () => on.onMove(-1) },
    { id: 'pause', name: t('actions.pause'), keys: ['p'], run: on.onPause },
  ]);
}
