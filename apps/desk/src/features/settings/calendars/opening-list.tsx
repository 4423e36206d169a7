import { ActionIcon, Button } from '@mantine/core';
import type { Opening } from '@ventanilla/web';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import { endFromField } from './calendar.form.ts';
import classes from './calendars.module.css';
import { DayDialog } from './day-dialog.tsx';
import { useDateText } from './use-date-text.ts';

interface OpeningListProps {
  openings: readonly Opening[];
  onChange(openings: Opening[]): void;
}

/** Hours that are open on one day besides its own. */
export function OpeningList({ openings, onChange }: OpeningListProps) {
  const { t } = useTranslation('calendars');
  const dateText = useDateText();
  const [adding, setAdding] = useState(false);
  return (
    <section className={panel.group}>
      <h3>{t('openings.title')}</h3>
      <p className={panel.hint}>{t('openings.hint')}</p>
      <ul className={classes.days} aria-label={t('openings.title')}>
        {openings.map((opening) => (
          <li key={`${opening.date} ${opening.hours.from} ${opening.name}`}>
            <span className={classes.dayTitle}>{opening.name}</span>
            <span className={classes.when}>
              {dateText(opening.date)}, {t('openings.hours', opening.hours)}
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('holidays.remove', { name: opening.name, date: dateText(opening.date) })}
              onClick={() => onChange(openings.filter((one) => one !== opening))}
            >
              <X size={15} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        size="xs"
        mt={8}
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t('openings.add')}
      </Button>
      <DayDialog
        kind="opening"
        opened={adding}
        onClose={() => setAdding(false)}
        onAdd={({ name, date, from, to }) => {
          onChange([...openings, { name, date, hours: { from, to: endFromField(to) } }]);
          setAdding(false);
        }}
      />
    </section>
  );
}
