import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { nameIn } from '@ventanilla/contracts/named.rules';
import { type BlueprintDifference, isProblem } from '@ventanilla/web';
import clsx from 'clsx';
import { useState } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import {
  applyBlueprint,
  type BlueprintSource,
  previewBlueprint,
} from '../../../shared/blueprints/blueprints.queries.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import panel from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';
import classes from './blueprints.module.css';
import { DifferenceList } from './difference-list.tsx';

/** A blueprint and what it would do, as it was read from the server. */
export interface ReadDifference {
  source: BlueprintSource;
  difference: BlueprintDifference;
}

interface DifferenceDialogProps {
  /** Null: the dialog is closed. */
  read: ReadDifference | null;
  onClose(): void;
}

/** What a blueprint would add, change and leave alone; and then does. */
export function DifferenceDialog({ read, onClose }: DifferenceDialogProps) {
  const { t } = useTranslation('blueprints');
  const name = read ? nameIn(read.difference, currentLanguage()) : '';
  return (
    <FormDialog opened={read !== null} onClose={onClose} title={t('difference', { name })} size="xl">
      {read ? <Difference key={read.difference.seen} read={read} name={name} onClose={onClose} /> : null}
    </FormDialog>
  );
}

function Difference({ read, name, onClose }: { read: ReadDifference; name: string; onClose(): void }) {
  const { t } = useTranslation(['blueprints', 'desk']);
  const queryClient = useQueryClient();
  const [difference, setDifference] = useState(read.difference);
  const submit = useSubmit(() => {});
  const { source } = read;
  const isNothing = difference.changes.length === 0 && difference.reordered.length === 0;
  const apply = () =>
    submit.run(async () => {
      await applyBlueprint(queryClient, { source, seen: difference.seen });
      notifyDone(t('applied', { name }));
      onClose();
    });
  const readAgain = () => submit.run(async () => setDifference(await previewBlueprint(source)));
  const again = (
    <Button variant="default" size="xs" onClick={() => void readAgain()}>
      {t('again')}
    </Button>
  );
  return (
    <div className={panel.fields}>
      {submit.problem === null ? null : (
        <Banner
          tone="rojo"
          role="alert"
          {...(isProblem(submit.problem, 'blueprints.stale') ? { action: again } : {})}
        >
          {problemText(submit.problem)}
        </Banner>
      )}
      <DifferenceList difference={difference} />
      <div className={clsx(panel.foot, classes.foot)}>
        <Button variant="subtle" onClick={onClose}>
          {isNothing ? t('desk:actions.close') : t('desk:actions.cancel')}
        </Button>
        {isNothing ? null : (
          <Button loading={submit.working} onClick={() => void apply()}>
            {t('apply')}
          </Button>
        )}
      </div>
    </div>
  );
}
