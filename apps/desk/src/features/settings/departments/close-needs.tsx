import { Checkbox } from '@mantine/core';
import type { DepartmentRules } from '@ventanilla/web';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './departments.module.css';

const needs = ['type', 'priority', 'subject', 'tags', 'time'] as const;

interface CloseNeedsProps {
  chosen: DepartmentRules['closeNeeds'];
  onChange(chosen: DepartmentRules['closeNeeds']): void;
}

/** What has to be written down before a ticket is closed. */
export function CloseNeeds({ chosen, onChange }: CloseNeedsProps) {
  const { t } = useTranslation('departments');
  return (
    <div className={classes.needs} role="group" aria-label={t('needs.title')}>
      {needs.map((need) => (
        <Checkbox
          key={need}
          size="xs"
          className={classes.need}
          label={t(`needs.${need}`)}
          checked={chosen.includes(need)}
          onChange={({ currentTarget }) =>
            onChange(needs.filter((one) => (one === need ? currentTarget.checked : chosen.includes(one))))
          }
        />
      ))}
    </div>
  );
}
