import { Button, Group, Modal, Radio, TextInput } from '@mantine/core';
import type { TriageItem } from '@ventanilla/contracts/triage';
import { type TriagePlacement, triagePlacements } from '@ventanilla/contracts/triage.rules';
import { ticketNumber } from '@ventanilla/web';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialogs.module.css';

interface DisagreeDialogProps {
  item: TriageItem;
  onClose(): void;
  onMove(placement: TriagePlacement, reason: string): void;
}

/** Where a ticket should go instead, and why. */
export function DisagreeDialog({ item, onClose, onMove }: DisagreeDialogProps) {
  const { t } = useTranslation(['triage', 'desk']);
  const [placement, setPlacement] = useState<TriagePlacement>('up');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onMove(placement, reason.trim());
  };
  const title = t('disagree.title', { number: ticketNumber(item.card.number) });
  return (
    <Modal
      opened
      onClose={onClose}
      size={440}
      title={title}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <form onSubmit={submit}>
        <p className={classes.text}>{t('disagree.text')}</p>
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
        <TextInput
          mt="sm"
          label={t('disagree.reason')}
          value={reason}
          maxLength={300}
          required
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('desk:actions.cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {t('disagree.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
