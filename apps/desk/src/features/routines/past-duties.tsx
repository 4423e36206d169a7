import type { RoutineRun } from '@ventanilla/contracts/routine-runs';
import { Chip } from '../../shared/components/chip.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { settledCount } from './duties.rules.ts';
import { DutyItem } from './duty-item.tsx';
import classes from './routines.module.css';
import { useDueText } from './use-due-text.ts';

const nothing = () => undefined;

/** What is over, newest first: how it ended, and on a click every item as it was left. */
export function PastDuties({ runs }: { runs: readonly RoutineRun[] }) {
  const { t } = useTranslation('routines');
  const dueText = useDueText();
  return (
    <section className={classes.section} aria-label={t('sections.past')}>
      <h2>{t('sections.past')}</h2>
      <ul className={classes.past}>
        {runs.map((run) => {
          const { text, tone } = dueText(run);
          return (
            <li key={run.id}>
              <details>
                <summary>
                  <span className={classes.pastName}>{run.name}</span>
                  <Chip tone={tone}>{text}</Chip>
                  <span className={classes.count}>
                    {t('items', { done: settledCount(run), all: run.items.length })}
                  </span>
                </summary>
                <ul className={classes.items}>
                  {run.items.map((item) => (
                    <DutyItem
                      key={item.id}
                      run={run}
                      item={item}
                      toggle={nothing}
                      note={nothing}
                      skip={nothing}
                    />
                  ))}
                </ul>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
