import '@mantine/core/styles/Radio.css';
import { Radio } from '@mantine/core';
import type { TriageItem } from '@ventanilla/contracts/triage';
import { type TriagePlacement, triagePlacements } from '@ventanilla/contracts/triage.rules';
import { ticketNumber } from '@ventanilla/web';
import { useState } from 'react';
import { ReasonModal } from '../../shared/components/reason-modal.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './dialogs.module.css';

interface DisagreeDialogProps {
  item: TriageItem;
  onClose(): void;
  onMove(placement: TriagePlacement, reason: string): void;
}

/** Where a ticket should go instead, and why. */
export function DisagreeDialog({ item, onClose, onMove }: DisagreeDialogProps) {
  const { t } = useTranslation('triage');
  const [placement, setPlacement] = useState<TriagePlacement>('up');
  const title = t('disagree.title', { number: ticketNumber(item.card.number) });
  return (
    <ReasonModal
      title={title}
      text={t('disagree.text')}
      label={t('disagree.reason')}
      action={t('disagree.save')}
      maxLength={300}
      onClose={onClose}
      onSave={(reason) => onMove(placement, reason)}
    >
      <Radio.Group
        aria-label={title}
        value={placement}
        onChange={(value) => setPlacement(value as TriagePlacement)}
      >
        <div className={classes.choices}>
          {triagePlacements.map((each, at) => (
            <Radio
              key={each}
              value={each}
              color="accent"
              data-autofocus={at === 0 || undefined}
              label={t(`disagree.${each}`)}
            />
          ))}
        </div>
      </Radio.Group>
    </ReasonModal>
  );
}
