import { Button, Modal, TextInput } from '@mantine/core';
import { fullDateTime } from '@ventanilla/web';
import { type FormEvent, useState } from 'react';
import { useFocusBack } from '../../../shared/hooks/use-focus-back.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { instantOf, wallTimeOf } from '../../../shared/time/wall-time.ts';
import classes from './later.module.css';
import { laterChoices } from './send-times.rules.ts';
import { zoneName } from './zone-name.ts';

interface LaterDialogProps {
  onSendAt: (at: Date) => void;
  onClose: () => void;
}

const minuteMs = 60_000;
const yearMs = 366 * 86_400_000;

/** Day and hour of one's own, in the organisation's time and said in words before it is settled. */
export function LaterDialog({ onSendAt, onClose }: LaterDialogProps) {
  const { t } = useTranslation(['sending', 'desk']);
  useFocusBack();
  const format = useFormat();
  const timeZone = format.timeZone ?? 'UTC';
  const [wall, setWall] = useState(() => {
    const first = laterChoices(format.now, timeZone)[0];
    return wallTimeOf(first?.at ?? format.now, timeZone);
  });
  const at = instantOf(wall, timeZone);
  const waitMs = at ? at.getTime() - format.now.getTime() : Number.NaN;
  const isGood = waitMs >= minuteMs && waitMs <= yearMs;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at && isGood) onSendAt(at);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('later.title')}
      size={420}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <form onSubmit={submit}>
        <div className={classes.fields}>
          <TextInput
            type="date"
            data-autofocus
            label={t('later.date')}
            min={wallTimeOf(format.now, timeZone).date}
            value={wall.date}
            onChange={(event) => setWall({ ...wall, date: event.currentTarget.value })}
            required
          />
          <TextInput
            type="time"
            label={t('later.time')}
            value={wall.time}
            onChange={(event) => setWall({ ...wall, time: event.currentTarget.value })}
            required
          />
        </div>
        <p className={classes.words} role="status">
          {at && isGood
            ? t('later.leaves', { when: fullDateTime(at.toISOString(), format) })
            : t('later.wrong')}
        </p>
        <p className={classes.zone}>{t('later.zone', { zone: zoneName(timeZone, format) })}</p>
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('desk:actions.cancel')}
          </Button>
          <Button type="submit" disabled={!isGood}>
            {t('later.schedule')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
