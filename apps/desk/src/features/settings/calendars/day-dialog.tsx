import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { FormDialog } from '../shared/form-dialog.tsx';
import panel from '../shared/panel.module.css';
import classes from './calendars.module.css';
import { DateField } from './date-field.tsx';

interface NewDay {
  name: string;
  date: string;
  from: string;
  to: string;
}

interface DayDialogProps {
  kind: 'holiday' | 'opening';
  opened: boolean;
  onClose(): void;
  onAdd(day: NewDay): void;
}

/** One day with its name: a holiday, whole or from an hour on, or an extra opening with its hours. */
export function DayDialog({ kind, opened, onClose, onAdd }: DayDialogProps) {
  const { t } = useTranslation('calendars');
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t(kind === 'holiday' ? 'holidays.add' : 'openings.add')}
    >
      <DayForm kind={kind} onAdd={onAdd} />
    </FormDialog>
  );
}

const blank: NewDay = { name: '', date: '', from: '', to: '' };

function DayForm({ kind, onAdd }: Pick<DayDialogProps, 'kind' | 'onAdd'>) {
  const { t } = useTranslation('calendars');
  const [day, setDay] = useState(blank);
  const [isYearly, setIsYearly] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const change = (next: Partial<NewDay>) => setDay({ ...day, ...next });
  const isOpening = kind === 'opening';
  const submit = () => {
    const hasHours = isOpening ? day.from !== '' && day.to !== '' && day.from !== day.to : true;
    if (day.name.trim() === '' || day.date === '' || !hasHours) setIsWrong(true);
    else onAdd({ ...day, name: day.name.trim(), date: isYearly ? day.date.slice(-5) : day.date });
  };
  return (
    <form
      className={panel.fields}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // The dialog is drawn elsewhere, but for React it stands within the calendar's own form.
        event.stopPropagation();
        submit();
      }}
    >
      <TextInput
        label={t('holidays.name')}
        value={day.name}
        data-autofocus
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <DateField
        label={t('holidays.date')}
        value={day.date}
        isYearly={false}
        onChange={(date) => change({ date })}
      />
      <Checkbox
        label={t('everyYear')}
        checked={isYearly}
        onChange={(event) => setIsYearly(event.currentTarget.checked)}
      />
      <TextInput
        type="time"
        label={t(isOpening ? 'openings.from' : 'holidays.part')}
        description={isOpening ? undefined : t('holidays.partHint')}
        value={day.from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      {isOpening ? (
        <TextInput
          type="time"
          label={t('openings.to')}
          value={day.to}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      ) : null}
      {isWrong ? (
        <p className={classes.problem} role="alert">
          {t(isOpening ? 'openings.wrong' : 'holidays.wrong')}
        </p>
      ) : null}
      <div className={panel.foot}>
        <Button type="submit">{t(isOpening ? 'openings.addIt' : 'holidays.addIt')}</Button>
      </div>
    </form>
  );
}
