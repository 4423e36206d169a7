import { ActionIcon, Button, Group } from '@mantine/core';
import type { Holiday, Season } from '@ventanilla/web';
import { CalendarPlus, FileUp, Globe, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import { groupHolidays, mergeHolidays } from './calendar.form.ts';
import classes from './calendars.module.css';
import { CountryDialog } from './country-dialog.tsx';
import { DayDialog } from './day-dialog.tsx';
import { IcalDialog } from './ical-dialog.tsx';
import { useDateText } from './use-date-text.ts';

interface HolidayListProps {
  holidays: readonly Holiday[];
  timeZone: string;
  onChange(holidays: Holiday[], seasons: readonly Season[]): void;
}

/** Days closed, one line per name; added one by one, by country or out of an iCalendar file. */
export function HolidayList({ holidays, timeZone, onChange }: HolidayListProps) {
  const { t } = useTranslation('calendars');
  const [adding, setAdding] = useState<'one' | 'country' | 'ical' | null>(null);
  const close = () => setAdding(null);
  const add = (added: readonly Holiday[], seasons: readonly Season[] = []) => {
    onChange(mergeHolidays(holidays, added), seasons);
    close();
  };
  return (
    <section className={panel.group}>
      <h3>
        {t('holidays.title')}{' '}
        {holidays.length > 0 ? (
          <span className={classes.count}>{t('holidays.count', { count: holidays.length })}</span>
        ) : null}
      </h3>
      {holidays.length === 0 ? <p className={panel.hint}>{t('holidays.none')}</p> : null}
      <ul className={classes.days} aria-label={t('holidays.title')}>
        {groupHolidays(holidays).map(({ name, items }) => (
          <HolidayRow
            key={name}
            name={name}
            items={items}
            onRemove={(gone) =>
              onChange(
                holidays.filter((one) => !gone.includes(one)),
                [],
              )
            }
          />
        ))}
      </ul>
      <Group gap={8} mt={8}>
        <Button
          variant="default"
          size="xs"
          leftSection={<Globe size={14} aria-hidden />}
          onClick={() => setAdding('country')}
        >
          {t('holidays.country')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<CalendarPlus size={14} aria-hidden />}
          onClick={() => setAdding('one')}
        >
          {t('holidays.add')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<FileUp size={14} aria-hidden />}
          onClick={() => setAdding('ical')}
        >
          {t('holidays.ical')}
        </Button>
      </Group>
      <DayDialog
        kind="holiday"
        opened={adding === 'one'}
        onClose={close}
        onAdd={({ name, date, from }) =>
          add([{ name, date, closed: from === '' ? null : { from, to: '24:00' } }])
        }
      />
      <CountryDialog
        opened={adding === 'country'}
        onClose={close}
        present={holidays}
        onAdd={(found) => add(found)}
      />
      <IcalDialog opened={adding === 'ical'} onClose={close} timeZone={timeZone} onAdd={add} />
    </section>
  );
}

interface HolidayRowProps {
  name: string;
  items: readonly Holiday[];
  onRemove(items: readonly Holiday[]): void;
}

function HolidayRow({ name, items, onRemove }: HolidayRowProps) {
  const { t } = useTranslation('calendars');
  const dateText = useDateText();
  const [first] = items;
  const when =
    items.length > 1 ? t('holidays.dates', { count: items.length }) : first ? dateText(first.date) : '';
  const dates = items.map(({ date }) => dateText(date)).join(', ');
  return (
    <li>
      <span className={classes.dayTitle}>{name}</span>
      <span className={classes.when} title={dates}>
        {first?.closed ? `${when}, ${t('holidays.partial', first.closed)}` : when}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('holidays.remove', { name, date: when })}
        onClick={() => onRemove(items)}
      >
        <X size={15} aria-hidden />
      </ActionIcon>
    </li>
  );
}
