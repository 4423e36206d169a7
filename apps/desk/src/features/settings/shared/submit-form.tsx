import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import panel from './panel.module.css';
import type { useSubmit } from './use-submit.ts';

interface SubmitFormProps {
  submit: Pick<ReturnType<typeof useSubmit>, 'problem' | 'working'>;
  onSubmit(): void;
  /** What its button says. */
  label: string;
  children: ReactNode;
}

/** A form of one purpose: what kept it from being saved above, its one button below. */
export function SubmitForm({ submit, onSubmit, label, children }: SubmitFormProps) {
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
        <Button type="submit" loading={submit.working}>
          {label}
        </Button>
      </div>
    </form>
  );
}
