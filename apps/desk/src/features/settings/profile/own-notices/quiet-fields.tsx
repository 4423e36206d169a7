import '@mantine/core/styles/Chip.css';
import { Chip, Group, Input } from '@mantine/core';
import type { NoticeChoices, QuietHours } from '@ventanilla/web';
import { useId, useState } from 'react';
import { TimeZoneSelect } from '../../../../shared/components/time-zone-select.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../../shared/session/session.ts';
import classes from './own-notices.module.css';
import { dayName, isoWeekdays } from './sentences.ts';
import { TimeField } from './time-field.tsx';

/** Most days that may be quiet as a whole: a week of them would never end. */
const restDaysMax = 6;

interface QuietFieldsProps {
  notices: NoticeChoices & { quiet: QuietHours };
  onChange(said: Partial<NoticeChoices>): void;
}

/** From when to when it is quiet, on which days altogether, and by the clock of which zone. */
export function QuietFields({ notices, onChange }: QuietFieldsProps) {
  const { t, language } = useTranslation('notifications');
  const restId = useId();
  const { quiet } = notices;
  const { timeZone } = useMe();
  const [isSame, setIsSame] = useState(false);
  const setHour = (hour: Partial<Pick<QuietHours, 'from' | 'to'>>) => {
    const next = { ...quiet, ...hour };
    setIsSame(next.from === next.to);
    if (next.from !== next.to) onChange({ quiet: next });
  };
  const setDays = (days: string[]) => {
    const restDays = days.map(Number).sort((a, b) => a - b);
    if (restDays.length <= restDaysMax) onChange({ quiet: { ...quiet, restDays } });
  };
  return (
    <div className={classes.quiet}>
      <div className={classes.hours}>
        <TimeField
          label={t('own.from')}
          value={quiet.from}
          error={isSame ? t('own.sameHour') : null}
          onChange={(from) => setHour({ from })}
        />
        <TimeField label={t('own.to')} value={quiet.to} onChange={(to) => setHour({ to })} />
      </div>
      <div>
        <Input.Label component="span" id={restId}>
          {t('own.rest')}
        </Input.Label>
        <Chip.Group multiple value={quiet.restDays.map(String)} onChange={setDays}>
          <Group gap={6} role="group" aria-labelledby={restId}>
            {isoWeekdays.map((day) => (
              <Chip key={day} size="xs" value={String(day)}>
                {dayName(day, language)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </div>
      <TimeZoneSelect
        label={t('own.zone')}
        description={t('own.zoneHint')}
        clearable
        placeholder={timeZone}
        value={notices.timeZone}
        onChange={(zone) => onChange({ timeZone: zone })}
      />
    </div>
  );
}
