import { Button } from '@mantine/core';
import type { FilterProblem } from '@ventanilla/contracts/filter-routes';
import { CircleAlert } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import classes from './filter-problems.module.css';
import type { EditedFilter } from './use-filter.ts';

/** The last character is still being written: nothing is wrong yet that the next one may not mend. */
const unfinished = new Set<FilterProblem['code']>(['nothing_there', 'unclosed_quote', 'unclosed_group']);

interface FilterProblemsProps {
  id: string;
  filter: EditedFilter;
}

/** What is wrong with a filter's text, in words, with what may have been meant. */
export function FilterProblems({ id, filter }: FilterProblemsProps) {
  const { t } = useTranslation('filters');
  const { problems, text, setText } = filter;
  if (filter.error)
    return (
      <p className={classes.problems} role="alert">
        <CircleAlert size={14} strokeWidth={1.75} aria-hidden />
        {t('box.failed')}
        <Button size="xs" variant="default" onClick={filter.retry}>
          {t('box.retry')}
        </Button>
      </p>
    );
  if (problems.length === 0) return null;
  return (
    <ul
      id={id}
      className={classes.problems}
      aria-label={t('problems.title')}
      data-unfinished={problems.every(({ code }) => unfinished.has(code)) || undefined}
    >
      {problems.map((problem) => (
        <li key={`${problem.at} ${problem.code}`} className={classes.problem}>
          <CircleAlert size={14} strokeWidth={1.75} aria-hidden />
          <span>
            {t(`problems.${problem.code}`, {
              word: problem.word,
              field: problem.field ?? t('problems.someField'),
            })}
            {problem.suggestions.length > 0 ? ` ${t('problems.perhaps')}` : ''}
          </span>
          {problem.suggestions.map((word) => (
            <button
              key={word}
              type="button"
              className={classes.suggestion}
              aria-label={t('problems.use', { word })}
              onClick={() =>
                setText(text.slice(0, problem.at) + word + text.slice(problem.at + problem.length))
              }
            >
              {word}
            </button>
          ))}
        </li>
      ))}
    </ul>
  );
}
