import { useId } from 'react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import type { SearchState } from './search.queries.ts';
import classes from './state-filter.module.css';

const states = [undefined, 'open', 'closed', 'spam'] as const;

interface StateFilterProps {
  state: SearchState | undefined;
  onState(state: SearchState | undefined): void;
}

/** Open tickets, closed ones, or both: one choice in a row. */
export function StateFilter({ state, onState }: StateFilterProps) {
  const { t } = useTranslation('search');
  const name = useId();
  return (
    <div role="radiogroup" aria-label={t('state.label')} className={classes.group}>
      {states.map((value) => (
        <label key={value ?? 'any'} className={classes.choice}>
          <input
            type="radio"
            name={name}
            className={classes.radio}
            checked={state === value}
            onChange={() => onState(value)}
          />
          {t(`state.${value ?? 'any'}`)}
        </label>
      ))}
    </div>
  );
}
