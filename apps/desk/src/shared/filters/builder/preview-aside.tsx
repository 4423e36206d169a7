import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Filter } from '@ventanilla/contracts/filters';
import { cappedCount, isProblem, ticketNumber } from '@ventanilla/web';
import { useEffect, useRef } from 'react';
import { problemText } from '../../api/problem-text.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { useLive } from '../../live/use-live.ts';
import { previewQuery } from '../filters.queries.ts';
import classes from './builder.module.css';
import { useFilterWords } from './words.ts';

/** How long somebody may pause while building before it is counted, in ms. */
const pauseMs = 200;
/** How long changes of tickets are joined before it is counted again, in ms. */
const joinMs = 2_000;

interface PreviewAsideProps {
  filter: Filter;
  /** What is typed now makes no sense yet: this is of what did last. */
  isPast: boolean;
}

/** How many tickets a filter finds now, how many each step of it leaves, and the first of them. */
export function PreviewAside({ filter, isPast }: PreviewAsideProps) {
  const { t } = useTranslation('filters');
  const { stepName } = useFilterWords();
  const key = JSON.stringify(filter);
  const [asked] = useDebouncedValue(key, pauseMs);
  const { data, error, isPlaceholderData } = useQuery(previewQuery(JSON.parse(asked) as Filter));
  useCountAgain();
  const parts = 'and' in filter ? filter.and : [filter];
  const steps = data?.steps.length === parts.length && !isPlaceholderData ? data.steps : [];
  const most = Math.max(1, ...steps.map(({ value }) => value));
  if (error)
    return (
      <div className={classes.aside} role="status">
        {isProblem(error, 'tickets.search_too_slow') ? t('builder.slow') : problemText(error)}
      </div>
    );
  return (
    <div className={classes.aside} aria-busy={isPlaceholderData || !data}>
      {isPast ? <p className={classes.past}>{t('builder.past')}</p> : null}
      <p className={classes.count} role="status">
        {data ? (
          <>
            <b>{cappedCount(data.count)}</b> {t('builder.now', { count: data.count.value })}
          </>
        ) : (
          t('builder.counting')
        )}
      </p>
      {steps.length > 1 ? (
        <ol className={classes.steps}>
          {steps.map((step, index) => {
            const part = parts[index];
            const name = part ? stepName(part) : '';
            return (
              // Steps never change places: each is the filter so far.
              <li key={index} className={classes.step}>
                <span className={classes.stepName} title={name}>
                  {index === 0 || name.startsWith('−') ? name : `+ ${name}`}
                </span>
                <span className={classes.bar} aria-hidden>
                  <span style={{ width: `${(step.value / most) * 100}%` }} />
                </span>
                <span className={classes.stepCount}>{cappedCount(step)}</span>
              </li>
            );
          })}
        </ol>
      ) : null}
      {data ? (
        <>
          <h2 className={classes.firstTitle}>{t('builder.first')}</h2>
          {data.first.length === 0 ? <p className={classes.noneFirst}>{t('builder.noneFirst')}</p> : null}
          <ul className={classes.first}>
            {data.first.map(({ id, number, subject }) => (
              <li key={id}>
                <span className={classes.number}>{ticketNumber(number)}</span>
                <span className={classes.subject}>{subject}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

/** Counted again, once for all that changed meanwhile. */
function useCountAgain() {
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({ queryKey: ['filters', 'preview'] });
    }, joinMs);
  };
  useLive({ onTickets: later, onResync: later });
  useEffect(() => () => clearTimeout(timer.current), []);
}
