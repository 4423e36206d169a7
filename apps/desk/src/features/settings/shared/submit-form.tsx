import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from './panel.module.css';
import type { useSubmit } from './use-submit.ts';

interface SubmitFormProps {
  submit: Pick<ReturnType<typeof useSubmit>, 'problem' | 'working'>;
  onSubmit(): void;
  /** What its button says. */
  label: string;
  /** Leaves it as it was; left out where the form is a page of its own. */
  onCancel?: () => void;
  /** What else can be done with what is edited, at the other end of the foot. */
  start?: ReactNode;
  children: ReactNode;
}

/** A form of one purpose: what kept it from being saved above, its buttons below. */
export function SubmitForm({ submit, onSubmit, label, onCancel, start, children }: SubmitFormProps) {
  const { t } = useTranslation('desk');
  return (
    <form
      className={panel.fields}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {submit.problem === null ? null : (
        <Banner tone="rojo" role="alert">
          {problemText(submit.problem)}
        </Banner>
      )}
      {children}
      <div className={panel.foot}>
        {start ? <div className={panel.start}>{start}</div> : null}
        {onCancel ? (
          <Button variant="subtle" onClick={onCancel}>
            {t('actions.cancel')}
          </Button>
        ) : null}
        <Button type="submit" loading={submit.working}>
          {label}
        </Button>
      </div>
    </form>
  );
}
