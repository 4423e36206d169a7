import { Button, Group, Modal, Stack } from '@mantine/core';
import type { TicketSort } from '@ventanilla/contracts/views';
import { useState } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useFocusBack } from '../../../shared/hooks/use-focus-back.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './export.module.css';
import { type ExportKind, exportKinds, useExport } from './use-export.ts';

interface ExportDialogProps {
  /** The filter as JSON. */
  filter: string;
  sort: TicketSort;
  onClose(): void;
}

/** A list as a file: in which form, then how far it is. Closing it while it is being made calls it off. */
export function ExportDialog({ filter, sort, onClose }: ExportDialogProps) {
  const { t } = useTranslation(['list', 'desk']);
  useFocusBack();
  const [kind, setKind] = useState<ExportKind>('xlsx');
  const { state, start, cancel } = useExport({ filter, sort, onDone: onClose });
  const isRunning = state.phase === 'running';
  const close = () => {
    cancel();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      size={440}
      title={t('export.title')}
      closeOnClickOutside={!isRunning}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <Stack gap="md">
        {state.phase === 'failed' ? (
          <Banner tone="rojo" role="alert">
            {problemText(state.error)}
          </Banner>
        ) : null}
        {isRunning ? (
          <Running {...state} />
        ) : (
          <fieldset className={classes.forms}>
            <legend>{t('export.form')}</legend>
            <p>{t('export.text')}</p>
            {exportKinds.map((one) => (
              <label key={one} className={classes.form}>
                <input
                  type="radio"
                  name="form"
                  value={one}
                  checked={one === kind}
                  aria-describedby={`export-${one}`}
                  data-autofocus={one === kind || undefined}
                  onChange={() => setKind(one)}
                />
                <span>
                  {t(`export.forms.${one}`)}
                  <small id={`export-${one}`}>{t(`export.formTexts.${one}`)}</small>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="subtle" onClick={close}>
            {t('desk:actions.cancel')}
          </Button>
          {isRunning ? null : <Button onClick={() => void start(kind)}>{t('export.start')}</Button>}
        </Group>
      </Stack>
    </Modal>
  );
}

/** Said by numbers where the server tells them; else only that it goes on. */
function Running({ rows, total }: { rows: number; total: number | null }) {
  const { t } = useTranslation('list');
  const said = total === null ? t('export.running') : t('export.progress', { rows, total });
  return (
    <div className={classes.running}>
      <p aria-live="polite">{said}</p>
      {/* Without a value it only goes on. */}
      <progress
        aria-label={t('export.title')}
        max={total ?? undefined}
        value={total === null ? undefined : rows}
      />
    </div>
  );
}
