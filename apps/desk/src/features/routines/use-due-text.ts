import type { RoutineRun } from '@ventanilla/contracts/routine-runs';
import { clockTime, dayAndTime, relativeTime } from '@ventanilla/web';
import type { Tone } from '../../shared/components/chip.tsx';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';

/** By when a duty is to be done, or what became of it, with its tone. */
export function useDueText(): (run: RoutineRun) => { text: string; tone: Tone } {
  const { t } = useTranslation('routines');
  const format = useFormat();
  return (run) => {
    const when = run.closedAt ? dayAndTime(run.closedAt, format) : '';
    if (run.state === 'missed')
      return { text: t('due.missed', { when: dayAndTime(run.dueAt, format) }), tone: 'rojo' };
    if (run.state === 'skipped') return { text: t('due.skipped', { when }), tone: 'gris' };
    if (run.state === 'done') {
      const isLate = (run.closedAt ?? '') > run.dueAt;
      return { text: t(isLate ? 'due.doneLate' : 'due.done', { when }), tone: isLate ? 'ambar' : 'verde' };
    }
    if (run.dueAt <= format.now.toISOString())
      return { text: t('due.late', { ago: relativeTime(run.dueAt, format) }), tone: 'rojo' };
    if (run.every === 'shift') return { text: t('due.shift'), tone: 'line' };
    return run.place === 'now'
      ? { text: t('due.by', { time: clockTime(run.dueAt, format) }), tone: 'ambar' }
      : { text: t('due.day', { day: dayAndTime(run.dueAt, format) }), tone: 'line' };
  };
}
